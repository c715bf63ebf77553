import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { newClientSecret, newId } from '../ids';
import { idOf, insert, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import { dated, listPage } from '../wire/lists';
import {
  clearableText,
  expandable,
  fields,
  flag,
  ignored,
  ignoring,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  oneOf,
  type ReadAll,
  required,
  text,
} from '../wire/params';
import { captureCharge } from './charge-card';
import { confirmIntent, confirmParams, requireState } from './confirm-payment';
import { requireCards, requireSameCustomer } from './intent-json';
import { keepDescribed, paymentMethodData, takeMethod } from './payment-methods';

/** Stripe's smallest charge in minor units; of other currencies about half a dollar. */
const SMALLEST: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  cad: 50,
  aud: 50,
  brl: 50,
  jpy: 50,
  mxn: 1000,
  sgd: 50,
  thb: 1000,
  myr: 200,
};
const LARGEST = 99_999_999;

const types = listOf(text);
const GIVEN = {
  ...expandable,
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  customer: text,
  description: clearableText,
  metadata,
  payment_method: text,
  payment_method_data: paymentMethodData,
  payment_method_types: types,
  allowed_payment_method_types: types,
  receipt_email: clearableText,
  setup_future_usage: oneOf('off_session', 'on_session'),
  statement_descriptor: text,
  statement_descriptor_suffix: text,
  transfer_group: text,
  ...ignoring('amount_details', 'application_fee_amount', 'customer_account', 'excluded_payment_method_types', 'hooks'),
  ...ignoring('payment_details', 'payment_method_configuration', 'shipping', 'transfer_data'),
};
const CREATED = {
  ...GIVEN,
  ...confirmParams,
  amount: required(integer({ max: LARGEST })),
  currency: required(text),
  automatic_payment_methods: fields({ enabled: required(flag), allow_redirects: oneOf('always', 'never') }),
  confirm: flag,
  confirmation_method: oneOf('automatic', 'manual'),
  ...ignoring('confirmation_token', 'on_behalf_of'),
};
const UPDATED = { ...GIVEN, amount: integer({ max: LARGEST }), currency: text, payment_method_options: ignored };

function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer');
  }
  const smallest = SMALLEST[currency];
  if (smallest === undefined) {
    const known = Object.keys(SMALLEST).join(', ');
    throw invalid(`Invalid currency: ${currency}. Stripe currently supports these currencies: ${known}`, 'currency');
  }
  if (amount >= smallest) return;
  const shown = currency === 'jpy' ? `${smallest}` : (smallest / 100).toFixed(2);
  throw invalid(
    `Amount must be at least ${currency === 'usd' ? '$' : ''}${shown} ${currency === 'usd' ? 'usd' : currency}`,
    'amount',
    'amount_too_small',
  );
}

type New = Partial<ReadAll<typeof CREATED>> & Pick<ReadAll<typeof CREATED>, 'amount' | 'currency'>;

function blank(params: New): Stripe.PaymentIntent {
  const id = newId('pi');
  const allowed = params.allowed_payment_method_types ?? params.payment_method_types;
  const isAutomatic = params.automatic_payment_methods?.enabled ?? allowed === undefined;
  const intent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: newClientSecret(id),
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: nowSeconds(),
    currency: params.currency.toLowerCase(),
    customer: params.customer ?? null,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: allowed ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.transfer_group ?? null,
  };
  return intent as unknown as Stripe.PaymentIntent;
}

/** The payment method that a request names or describes. */
async function methodOf(
  work: Work,
  params: {
    readonly payment_method?: string | undefined;
    readonly payment_method_data?: ReadAll<typeof GIVEN>['payment_method_data'];
  },
  customer: string | null,
): Promise<string | null> {
  if (params.payment_method_data !== undefined) return (await keepDescribed(work, params.payment_method_data)).id;
  if (params.payment_method === undefined) return null;
  const { data } = await takeMethod(work, params.payment_method);
  requireSameCustomer(data, customer);
  return data.id;
}

/** An intent that is not confirmed, with its event: what a checkout session asks for. */
export async function createIntent(work: Work, params: New): Promise<Stripe.PaymentIntent> {
  const intent = await insert(work, 'payment_intent', blank(params));
  await emit(work, 'payment_intent.created', intent);
  return intent;
}

async function create(work: Work, params: ReadAll<typeof CREATED>): Promise<object> {
  const { allowed_payment_method_types: allowed, payment_method_types: older } = params;
  requireCards(allowed, 'allowed_payment_method_types');
  requireCards(older, 'payment_method_types');
  checkAmount(params.amount, params.currency.toLowerCase());
  if (params.automatic_payment_methods !== undefined && (allowed ?? older) !== undefined) {
    throw invalid('You may only specify one of these parameters: automatic_payment_methods, payment_method_types.');
  }
  if (params.confirm !== true && (params.off_session ?? params.return_url) !== undefined) {
    const param = params.off_session === undefined ? 'return_url' : 'off_session';
    throw invalid(`You cannot set ${param} when confirm is not true.`, param);
  }
  if (params.customer !== undefined) await requireCustomer(work, params.customer);
  const fresh = blank(params);
  const method = await methodOf(work, params, params.customer ?? null);
  const status = method === null ? 'requires_payment_method' : 'requires_confirmation';
  const intent = await insert(work, 'payment_intent', { ...fresh, status, payment_method: method });
  await emit(work, 'payment_intent.created', intent);
  if (params.confirm !== true) return intent;
  const { payment_method: _named, payment_method_data: _described, ...rest } = params;
  return confirmIntent(work, intent, rest);
}

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
  route('POST', '/v1/payment_intents', CREATED, create, true),
  route('GET', '/v1/payment_intents', { ...dated, customer: text, ...ignoring('customer_account') }, (work, params) =>
    listPage(work, 'payment_intent', '/v1/payment_intents', params, { customer: params.customer }),
  ),
  route('GET', '/v1/payment_intents/:id', { ...expandable, client_secret: text }, async (work, params, id = '') => {
    const { data } = await require(work, 'payment_intent', id, 'intent');
    if (params.client_secret !== undefined && params.client_secret !== data.client_secret) {
      throw invalid('The client_secret provided does not match the client_secret associated with the PaymentIntent.');
    }
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
