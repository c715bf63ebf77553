import type Stripe from 'stripe';
import { nowMillis } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { insert, lock, require, requireCustomer, save } from '../store/objects';
import { schedule } from '../store/tasks';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import { dated, listPage, paging } from '../wire/lists';
import { expandable, ignoring, mergeMetadata, metadata, oneOf, text } from '../wire/params';
import { createSetup } from './bind-card';
import { requireCards } from './intent-json';
import { retrieval } from './retrieval';
import { CREATED, type Created, checkUrl, itemsOf, sessionJson } from './session-json';

async function createSession(work: Work, params: Created): Promise<Stripe.Checkout.Session> {
  requireCards(params.allowed_payment_method_types, 'allowed_payment_method_types');
  requireCards(params.payment_method_types, 'payment_method_types');
  if (params.success_url === undefined)
    throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing');
  checkUrl(params.success_url, 'success_url');
  checkUrl(params.cancel_url, 'cancel_url');
  if (params.customer !== undefined) await requireCustomer(work, params.customer);
  const items = itemsOf(params);
  const plain = sessionJson(work, params, items);
  const { setup_intent_data: setup, allowed_payment_method_types: allowed } = params;
  const intent =
    params.mode === 'setup'
      ? await createSetup(work, {
          customer: params.customer ?? null,
          description: setup?.description,
          metadata: setup?.metadata,
          types: allowed ?? params.payment_method_types,
        })
      : null;
  const session = { ...plain, setup_intent: intent?.id ?? null };
  await insert(work, 'checkout.session', session, { items, intent: params.payment_intent_data ?? {} });
  await schedule(work, 'expire-session', session.id, Math.max(0, session.expires_at * 1000 - nowMillis()));
  return session;
}

/** Closes a session that nobody finished. An open one only: whatever was decided before stays. */
export async function expireSession(work: Work, id: string): Promise<Stripe.Checkout.Session> {
  const { data } = await lock(work, 'checkout.session', id);
  if (data.status !== 'open') return data;
  const expired = await save(work, { ...data, status: 'expired', url: null });
  await emit(work, 'checkout.session.expired', expired);
  return expired;
}

/** `/v1/checkout/sessions`. */
export const checkoutRoutes: readonly Route[] = [
  route('POST', '/v1/checkout/sessions', CREATED, createSession),
  route(
    'GET',
    '/v1/checkout/sessions',
    {
      ...dated,
      customer: text,
      payment_intent: text,
      status: oneOf('complete', 'expired', 'open'),
      ...ignoring('customer_account', 'customer_details', 'payment_link', 'subscription'),
    },
    (work, params) => {
      const { customer, payment_intent, status } = params;
      return listPage(work, 'checkout.session', '/v1/checkout/sessions', params, { customer, payment_intent, status });
    },
  ),
  retrieval('checkout.session', '/v1/checkout/sessions'),
  route('POST', '/v1/checkout/sessions/:id', { ...expandable, metadata }, async (work, params, id = '') => {
    const { data } = await lock(work, 'checkout.session', id);
    return save(work, { ...data, metadata: mergeMetadata(data.metadata ?? {}, params.metadata) });
  }),
  route('GET', '/v1/checkout/sessions/:id/line_items', paging, async (work, _params, id = '') => {
    const { hidden } = await require(work, 'checkout.session', id);
    const data = hidden.items ?? [];
    return { object: 'list', url: `/v1/checkout/sessions/${id}/line_items`, has_more: false, data };
  }),
  route('POST', '/v1/checkout/sessions/:id/expire', expandable, async (work, _params, id = '') => {
    const { data } = await lock(work, 'checkout.session', id);
    if (data.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${data.status}\`.`,
      );
    }
    return expireSession(work, id);
  }),
];
