import type Stripe from 'stripe';
import { cardOf, findByName } from '../cards/catalogue';
import { checkExpiry } from '../cards/check';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { type Kept, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid, Refusal } from '../wire/errors';
import { listPage, paging } from '../wire/lists';
import {
  expandable,
  fields,
  ignored,
  ignoring,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  required,
  text,
} from '../wire/params';
import { billingDetails, billingJson, keepCard, keepDescribed, namedCard, refuseCard, typedCard } from './card-entry';
import { requireNotDetached } from './intent-json';

/**
 * The payment method that an id names. `pm_card_visa` and its like make a new one each time, as at Stripe.
 *
 * @throws Refusal `resource_missing`
 */
export async function takeMethod(work: Work, id: string, param = 'payment_method'): Promise<Kept<'payment_method'>> {
  const card = id.startsWith('pm_card_') ? findByName(id) : undefined;
  if (card === undefined) return lock(work, 'payment_method', id, param);
  const method = await keepCard(work, namedCard(card));
  return lock(work, 'payment_method', method.id, param);
}

/**
 * Gives a payment method to a customer. Cards that the bank refuses are not taken.
 *
 * @throws Refusal 402 for such cards; 400 where it is another customer's
 */
export async function attach(work: Work, id: string, customer: string, isSetUp = false): Promise<Stripe.PaymentMethod> {
  const method = await takeMethod(work, id);
  requireNotDetached(method);
  const { data, hidden } = method;
  await requireCustomer(work, customer);
  if (data.customer === customer) return isSetUp ? save(work, data, { isSetUp }) : data;
  if (data.customer !== null) {
    throw invalid(
      'The payment method you provided has already been attached to a customer.',
      'payment_method',
      'payment_method_already_attached',
    );
  }
  const { decline, attaches } = cardOf(hidden);
  if (!attaches && decline !== undefined) {
    const { code, declineCode, message } = decline;
    throw new Refusal(402, { type: 'card_error', code, decline_code: declineCode, message });
  }
  const attached = await save(work, { ...data, customer }, isSetUp ? { isSetUp } : {});
  await emit(work, 'payment_method.attached', attached);
  return attached;
}

/** Takes a payment method away from its customer; for good, as at Stripe. */
export async function detach(work: Work, id: string): Promise<Stripe.PaymentMethod> {
  const { data } = await lock(work, 'payment_method', id);
  if (data.customer === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      'payment_method',
    );
  }
  const detached = await save(work, { ...data, customer: null }, { isDetached: true });
  await emit(work, 'payment_method.detached', detached, { customer: data.customer });
  return detached;
}

const UPDATED = {
  ...expandable,
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  billing_details: billingDetails,
  card: fields({ exp_month: integer(), exp_year: integer(), networks: ignored }),
  metadata,
  ...ignoring('us_bank_account'),
};

/** `/v1/payment_methods`. */
export const paymentMethodRoutes: readonly Route[] = [
  route(
    'POST',
    '/v1/payment_methods',
    {
      ...expandable,
      type: required(oneOf('card')),
      card: typedCard,
      billing_details: billingDetails,
      metadata,
      allow_redisplay: oneOf('always', 'limited', 'unspecified'),
      ...ignoring('radar_options'),
    },
    (work, { expand: _, ...data }) => keepDescribed(work, data),
  ),
  route(
    'GET',
    '/v1/payment_methods',
    { ...paging, customer: text, type: text, allow_redisplay: text, ...ignoring('customer_account') },
    async (work, params) => {
      // Without a customer Stripe lists nothing for cards; with one, hers.
      if (params.customer === undefined)
        return { object: 'list', url: '/v1/payment_methods', has_more: false, data: [] };
      await requireCustomer(work, params.customer);
      const { customer, type, allow_redisplay } = params;
      return listPage(work, 'payment_method', '/v1/payment_methods', params, { customer, type, allow_redisplay });
    },
  ),
  route('GET', '/v1/payment_methods/:id', expandable, async (work, _params, id = '') => {
    const card = id.startsWith('pm_card_') ? findByName(id) : undefined;
    return card === undefined ? (await require(work, 'payment_method', id)).data : keepCard(work, namedCard(card));
  }),
  route('POST', '/v1/payment_methods/:id', UPDATED, async (work, params, id = '') => {
    const { data } = await lock(work, 'payment_method', id);
    if (data.customer === null) {
      throw invalid('You must save this PaymentMethod to a customer before you can update it.');
    }
    const month = params.card?.exp_month ?? data.card?.exp_month ?? 1;
    const year = params.card?.exp_year ?? data.card?.exp_year ?? 0;
    const fault = params.card === undefined ? null : checkExpiry(month, year);
    if (fault !== null) throw refuseCard(fault);
    const updated = await save(work, {
      ...data,
      billing_details: billingJson(params.billing_details, data.billing_details),
      metadata: mergeMetadata(data.metadata ?? {}, params.metadata),
      ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
      ...(data.card === undefined ? {} : { card: { ...data.card, exp_month: month, exp_year: year } }),
    });
    await emit(work, 'payment_method.updated', updated);
    return updated;
  }),
  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    { ...expandable, customer: required(text), ...ignoring('customer_account') },
    (work, { customer }, id = '') => attach(work, id, customer),
  ),
  route('POST', '/v1/payment_methods/:id/detach', expandable, (work, _params, id = '') => detach(work, id)),
];
