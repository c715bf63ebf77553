import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { newClientSecret, newId } from '../ids';
import { insert, requireCustomer } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import {
  clearableText,
  flag,
  ignoring,
  integer,
  mergeMetadata,
  oneOf,
  type ReadAll,
  required,
  text,
} from '../wire/params';
import { confirmIntent, confirmParams } from './confirm-payment';
import { requireCards } from './intent-json';
import { automaticMethods, intentParams, methodOf } from './intent-params';

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
/** Stripe's largest charge. */
export const LARGEST = 99_999_999;

/** What may be said of a payment when it is made or changed. */
export const GIVEN = {
  ...intentParams,
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  receipt_email: clearableText,
  setup_future_usage: oneOf('off_session', 'on_session'),
  statement_descriptor: text,
  statement_descriptor_suffix: text,
  transfer_group: text,
  ...ignoring('amount_details', 'application_fee_amount', 'customer_account', 'excluded_payment_method_types', 'hooks'),
  ...ignoring('payment_details', 'payment_method_configuration', 'shipping', 'transfer_data'),
};
/** What may be said of a new payment. */
export const CREATED = {
  ...GIVEN,
  ...confirmParams,
  amount: required(integer({ max: LARGEST })),
  currency: required(text),
  automatic_payment_methods: automaticMethods,
  confirm: flag,
  confirmation_method: oneOf('automatic', 'manual'),
  ...ignoring('confirmation_token', 'on_behalf_of'),
};

/** @throws Refusal 400 `amount_too_small`, or where the currency is unknown */
export function checkAmount(amount: number, currency: string): void {
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

/** An intent that is not confirmed, with its event: what a checkout session asks for. */
export async function createIntent(work: Work, params: New): Promise<Stripe.PaymentIntent> {
  const intent = await insert(work, 'payment_intent', blank(params));
  await emit(work, 'payment_intent.created', intent);
  return intent;
}

/** A payment, made and where that is asked for confirmed. */
export async function createPayment(work: Work, params: ReadAll<typeof CREATED>): Promise<object> {
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
