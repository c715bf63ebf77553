import type Stripe from 'stripe';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { idOf, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { dated, listPage } from '../wire/lists';
import { expandable, flag, ignored, ignoring, mergeMetadata, oneOf, type ReadAll, text } from '../wire/params';
import { confirmSetup, createSetup, requireOpen } from './bind-card';
import { requireCards } from './intent-json';
import { automaticMethods, checkSecret, intentParams, methodOf } from './intent-params';

const GIVEN = {
  ...intentParams,
  ...ignoring('attach_to_self', 'customer_account', 'excluded_payment_method_types', 'flow_directions'),
  ...ignoring('payment_method_configuration', 'payment_method_options'),
};
const CREATED = {
  ...GIVEN,
  automatic_payment_methods: automaticMethods,
  confirm: flag,
  return_url: text,
  usage: oneOf('off_session', 'on_session'),
  use_stripe_sdk: flag,
  ...ignoring('confirmation_token', 'mandate_data', 'on_behalf_of', 'single_use'),
};

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
    checkSecret(params.client_secret, data.client_secret, 'SetupIntent');
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
