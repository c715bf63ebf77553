import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { Declined, type Route, route } from '../http/route';
import { newClientSecret, newId } from '../ids';
import { idOf, insert, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid, Refusal, refusalJson } from '../wire/errors';
import { dated, listPage } from '../wire/lists';
import {
  clearableText,
  expandable,
  fields,
  flag,
  ignored,
  ignoring,
  listOf,
  mergeMetadata,
  metadata,
  oneOf,
  type ReadAll,
  required,
  text,
} from '../wire/params';
import { authenticationFailure, type BankOutcome } from './confirm-payment';
import {
  bankPage,
  behaviourOf,
  lastErrorOf,
  nextAction,
  refusalOf,
  requireCards,
  requireSameCustomer,
} from './intent-json';
import { attach, keepDescribed, paymentMethodData, takeMethod } from './payment-methods';

const types = listOf(text);
const GIVEN = {
  ...expandable,
  customer: text,
  description: clearableText,
  metadata,
  payment_method: text,
  payment_method_data: paymentMethodData,
  payment_method_types: types,
  allowed_payment_method_types: types,
  ...ignoring('attach_to_self', 'customer_account', 'excluded_payment_method_types', 'flow_directions'),
  ...ignoring('payment_method_configuration', 'payment_method_options'),
};
const CREATED = {
  ...GIVEN,
  automatic_payment_methods: fields({ enabled: required(flag), allow_redirects: oneOf('always', 'never') }),
  confirm: flag,
  return_url: text,
  usage: oneOf('off_session', 'on_session'),
  use_stripe_sdk: flag,
  ...ignoring('confirmation_token', 'mandate_data', 'on_behalf_of', 'single_use'),
};

/** A new intent to bind a card; nothing is decided yet. */
export async function createSetup(
  work: Work,
  given: {
    readonly customer: string | null;
    readonly usage?: 'off_session' | 'on_session' | undefined;
    readonly description?: string | null | undefined;
    readonly metadata?: Readonly<Record<string, string>> | null | undefined;
    readonly method?: string | null;
    readonly types?: readonly string[] | undefined;
  },
): Promise<Stripe.SetupIntent> {
  const id = newId('seti');
  const intent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: given.types ?? null,
    application: null,
    automatic_payment_methods: given.types === undefined ? { allow_redirects: 'always', enabled: true } : null,
    cancellation_reason: null,
    client_secret: newClientSecret(id),
    created: nowSeconds(),
    customer: given.customer,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: given.method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: given.types ?? ['card'],
    single_use_mandate: null,
    status: given.method ? 'requires_confirmation' : 'requires_payment_method',
    usage: given.usage ?? 'off_session',
  };
  const made = await insert(work, 'setup_intent', intent as unknown as Stripe.SetupIntent);
  await emit(work, 'setup_intent.created', made);
  return made;
}

function requireOpen(intent: Stripe.SetupIntent, verb: string): void {
  if (['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) return;
  throw new Refusal(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message: `You cannot ${verb} this SetupIntent because it has already ${intent.status === 'succeeded' ? 'succeeded' : 'been canceled'}.`,
    setup_intent: intent,
  });
}

async function declineSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  why: Parameters<typeof refusalOf>[0],
): Promise<Declined> {
  const refusal = refusalOf(why, method);
  const failed = await save(work, {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: lastErrorOf(refusal) as Stripe.SetupIntent.LastSetupError,
  });
  await emit(work, 'setup_intent.setup_failed', failed);
  return new Declined(402, refusalJson({ ...refusal, setup_intent: failed }));
}

async function finishSetup(work: Work, intent: Stripe.SetupIntent): Promise<Stripe.SetupIntent> {
  const method = idOf(intent.payment_method) ?? '';
  const customer = idOf(intent.customer);
  if (customer !== null) await attach(work, method, customer, intent.usage === 'off_session');
  const done = await save(work, { ...intent, status: 'succeeded', next_action: null, last_setup_error: null });
  await emit(work, 'setup_intent.succeeded', done);
  return done;
}

/**
 * Binds the card of an intent: at once, or after the bank's page.
 *
 * @returns the intent, or the refusal that it was answered with (402)
 */
export async function confirmSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  returnUrl: string | null,
): Promise<Stripe.SetupIntent | Declined> {
  requireOpen(intent, 'confirm');
  const id = idOf(intent.payment_method);
  if (id === null) {
    throw new Refusal(400, {
      type: 'invalid_request_error',
      code: 'setup_intent_unexpected_state',
      message: "You cannot confirm this SetupIntent because it's missing a payment method.",
      setup_intent: intent,
    });
  }
  const method = await takeMethod(work, id);
  requireSameCustomer(method.data, idOf(intent.customer));
  const { card } = behaviourOf(method);
  if (!card.attaches && card.decline !== undefined) return declineSetup(work, intent, method.data, card.decline);
  if (card.authentication !== 'always' && card.authentication !== 'unless-set-up') return finishSetup(work, intent);
  const action = nextAction(bankPage(work, 'setup_intent', intent.id, intent.client_secret), returnUrl);
  const waiting = { ...intent, status: 'requires_action', next_action: action } as Stripe.SetupIntent;
  await save(work, waiting, { returnUrl });
  await emit(work, 'setup_intent.requires_action', waiting);
  return waiting;
}

/** Ends what waits for the bank's page. Whatever was decided before stays. */
export async function endSetupPage(work: Work, id: string, outcome: BankOutcome): Promise<Stripe.SetupIntent> {
  const { data } = await lock(work, 'setup_intent', id);
  if (data.status !== 'requires_action') return data;
  if (outcome === 'complete') return finishSetup(work, data);
  const method = await lock(work, 'payment_method', idOf(data.payment_method) ?? '');
  await declineSetup(work, data, method.data, authenticationFailure('setup', outcome));
  return (await lock(work, 'setup_intent', id)).data;
}

async function methodOf(work: Work, params: ReadAll<typeof GIVEN>, customer: string | null): Promise<string | null> {
  if (params.payment_method_data !== undefined) return (await keepDescribed(work, params.payment_method_data)).id;
  if (params.payment_method === undefined) return null;
  const { data } = await takeMethod(work, params.payment_method);
  requireSameCustomer(data, customer);
  return data.id;
}

async function create(work: Work, params: ReadAll<typeof CREATED>): Promise<object> {
  const allowed = params.allowed_payment_method_types ?? params.payment_method_types;
  requireCards(
    allowed,
    params.payment_method_types === undefined ? 'allowed_payment_method_types' : 'payment_method_types',
  );
  if (params.customer !== undefined) await requireCustomer(work, params.customer);
  const customer = params.customer ?? null;
  const { usage, description } = params;
  const method = await methodOf(work, params, customer);
  const intent = await createSetup(work, {
    customer,
    usage,
    description,
    metadata: params.metadata,
    method,
    types: allowed,
  });
  return params.confirm === true ? confirmSetup(work, intent, params.return_url ?? null) : intent;
}

async function update(work: Work, params: ReadAll<typeof GIVEN>, id: string): Promise<object> {
  const { data } = await lock(work, 'setup_intent', id);
  requireOpen(data, 'update');
  if (params.customer !== undefined) await requireCustomer(work, params.customer);
  const customer = params.customer ?? idOf(data.customer);
  const method = (await methodOf(work, params, customer)) ?? idOf(data.payment_method);
  return save(work, {
    ...data,
    customer,
    payment_method: method,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
    description: params.description === undefined ? data.description : params.description,
    metadata: mergeMetadata(data.metadata ?? {}, params.metadata),
  });
}

async function cancel(
  work: Work,
  id: string,
  reason: Stripe.SetupIntent.CancellationReason | undefined,
): Promise<object> {
  const { data } = await lock(work, 'setup_intent', id);
  requireOpen(data, 'cancel');
  const canceled = await save(work, {
    ...data,
    status: 'canceled',
    cancellation_reason: reason ?? null,
    next_action: null,
  });
  await emit(work, 'setup_intent.canceled', canceled);
  return canceled;
}

/** `/v1/setup_intents`. */
export const setupIntentRoutes: readonly Route[] = [
  route('POST', '/v1/setup_intents', CREATED, create),
  route(
    'GET',
    '/v1/setup_intents',
    { ...dated, customer: text, payment_method: text, ...ignoring('attach_to_self', 'customer_account') },
    (work, params) => {
      const { customer, payment_method } = params;
      return listPage(work, 'setup_intent', '/v1/setup_intents', params, { customer, payment_method });
    },
  ),
  route('GET', '/v1/setup_intents/:id', { ...expandable, client_secret: text }, async (work, params, id = '') => {
    const { data } = await require(work, 'setup_intent', id, 'intent');
    if (params.client_secret !== undefined && params.client_secret !== data.client_secret) {
      throw invalid('The client_secret provided does not match the client_secret associated with the SetupIntent.');
    }
    return data;
  }),
  route('POST', '/v1/setup_intents/:id', GIVEN, (work, params, id = '') => update(work, params, id)),
  route(
    'POST',
    '/v1/setup_intents/:id/confirm',
    {
      ...GIVEN,
      return_url: text,
      use_stripe_sdk: flag,
      client_secret: text,
      mandate_data: ignored,
      confirmation_token: ignored,
    },
    async (work, params, id = '') => {
      const { data } = await lock(work, 'setup_intent', id, 'intent');
      const method = await methodOf(work, params, idOf(data.customer));
      const intent = method === null ? data : { ...data, payment_method: method };
      return confirmSetup(work, intent, params.return_url ?? null);
    },
  ),
  route(
    'POST',
    '/v1/setup_intents/:id/cancel',
    { ...expandable, cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') },
    (work, params, id = '') => cancel(work, id, params.cancellation_reason),
  ),
];
