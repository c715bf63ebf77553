import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { idOf, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import { dated, listPage } from '../wire/lists';
import { expandable, ignored, ignoring, integer, mergeMetadata, oneOf, type ReadAll, text } from '../wire/params';
import { paymentMethodData } from './card-entry';
import { captureCharge } from './charge-card';
import { confirmIntent, confirmParams, requireState } from './confirm-payment';
import { CREATED, checkAmount, createPayment, GIVEN, LARGEST } from './create-payment';
import { requireCards } from './intent-json';
import { checkSecret, methodOf, types } from './intent-params';

const UPDATED = { ...GIVEN, amount: integer({ max: LARGEST }), currency: text, payment_method_options: ignored };

async function updateIntent(work: Work, params: ReadAll<typeof UPDATED>, id: string): Promise<object> {
  const { data } = await lock(work, 'payment_intent', id);
  requireState(data, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'update');
  requireCards(params.payment_method_types, 'payment_method_types');
  requireCards(params.allowed_payment_method_types, 'allowed_payment_method_types');
  const amount = params.amount ?? data.amount;
  const currency = (params.currency ?? data.currency).toLowerCase();
  checkAmount(amount, currency);
  if (params.customer !== undefined) await requireCustomer(work, params.customer);
  const customer = params.customer ?? idOf(data.customer);
  const method = (await methodOf(work, params, customer)) ?? idOf(data.payment_method);
  const status = method === null ? 'requires_payment_method' : 'requires_confirmation';
  const kept = <Value>(given: Value | undefined, before: Value): Value => (given === undefined ? before : given);
  return save(work, {
    ...data,
    amount,
    currency,
    customer,
    payment_method: method,
    status,
    next_action: null,
    capture_method: kept(params.capture_method, data.capture_method),
    description: kept(params.description, data.description),
    metadata: mergeMetadata(data.metadata, params.metadata),
    receipt_email: kept(params.receipt_email, data.receipt_email),
    setup_future_usage: kept(params.setup_future_usage, data.setup_future_usage),
    statement_descriptor: kept(params.statement_descriptor, data.statement_descriptor),
    transfer_group: kept(params.transfer_group, data.transfer_group),
  });
}

async function captureIntent(work: Work, amountToCapture: number | undefined, id: string): Promise<object> {
  const { data } = await lock(work, 'payment_intent', id);
  requireState(data, ['requires_capture'], 'capture');
  const amount = amountToCapture ?? data.amount_capturable;
  if (amount > data.amount_capturable) {
    throw invalid(
      `The amount to capture (${amount}) is more than what can be captured (${data.amount_capturable}).`,
      'amount_to_capture',
      'amount_too_large',
    );
  }
  const charge = await lock(work, 'charge', idOf(data.latest_charge) ?? '');
  const captured = await captureCharge(work, charge.data, amount);
  const done = await save(work, { ...data, status: 'succeeded', amount_capturable: 0, amount_received: amount });
  await emit(work, 'charge.captured', captured);
  await emit(work, 'payment_intent.succeeded', done);
  return done;
}

/** Gives up an intent that has not captured; it never can afterwards. */
export async function cancelIntent(
  work: Work,
  id: string,
  reason: Stripe.PaymentIntent.CancellationReason | undefined,
): Promise<Stripe.PaymentIntent> {
  const { data } = await lock(work, 'payment_intent', id);
  requireState(
    data,
    ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action'],
    'cancel',
  );
  const canceled = await save(work, {
    ...data,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: nowSeconds(),
    cancellation_reason: reason ?? null,
    next_action: null,
  });
  await emit(work, 'payment_intent.canceled', canceled);
  return canceled;
}

/** `/v1/payment_intents`. */
export const paymentIntentRoutes: readonly Route[] = [
  route('POST', '/v1/payment_intents', CREATED, createPayment, true),
  route('GET', '/v1/payment_intents', { ...dated, customer: text, ...ignoring('customer_account') }, (work, params) =>
    listPage(work, 'payment_intent', '/v1/payment_intents', params, { customer: params.customer }),
  ),
  route('GET', '/v1/payment_intents/:id', { ...expandable, client_secret: text }, async (work, params, id = '') => {
    const { data } = await require(work, 'payment_intent', id, 'intent');
    checkSecret(params.client_secret, data.client_secret, 'PaymentIntent');
    return data;
  }),
  route('POST', '/v1/payment_intents/:id', UPDATED, (work, params, id = '') => updateIntent(work, params, id)),
  route(
    'POST',
    '/v1/payment_intents/:id/confirm',
    {
      ...expandable,
      ...confirmParams,
      payment_method: text,
      payment_method_data: paymentMethodData,
      payment_method_types: types,
      allowed_payment_method_types: types,
      capture_method: oneOf('automatic', 'automatic_async', 'manual'),
      setup_future_usage: oneOf('off_session', 'on_session'),
      ...ignoring('receipt_email', 'client_secret', 'amount_details', 'amount_to_confirm', 'confirmation_token'),
      ...ignoring('excluded_payment_method_types', 'hooks', 'payment_details', 'shipping'),
    },
    async (work, params, id = '') => {
      const { data } = await lock(work, 'payment_intent', id, 'intent');
      const method = await methodOf(work, params, idOf(data.customer));
      return confirmIntent(work, method === null ? data : { ...data, payment_method: method }, params);
    },
    true,
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/capture',
    {
      ...expandable,
      amount_to_capture: integer({ min: 1 }),
      ...ignoring('amount_details', 'application_fee_amount', 'final_capture', 'hooks', 'metadata', 'payment_details'),
      ...ignoring('statement_descriptor', 'statement_descriptor_suffix', 'transfer_data'),
    },
    (work, params, id = '') => captureIntent(work, params.amount_to_capture, id),
    true,
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/cancel',
    { ...expandable, cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
    (work, params, id = '') => cancelIntent(work, id, params.cancellation_reason),
    true,
  ),
];
