import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { cardOf, findByName, type TestCard } from '../cards/catalogue';
import { type CardFault, checkExpiry, checkNumber, checkSecurityCode } from '../cards/check';
import { nowMillis, nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { newId } from '../ids';
import { insert, type Kept, lock, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid, noSuch, Refusal } from '../wire/errors';
import { listPage, paging } from '../wire/lists';
import {
  clearableText,
  expandable,
  fields,
  ignored,
  ignoring,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  type ReadOf,
  required,
  text,
} from '../wire/params';

const address = fields({
  city: clearableText,
  country: clearableText,
  line1: clearableText,
  line2: clearableText,
  postal_code: clearableText,
  state: clearableText,
});
const billingDetails = fields({
  address,
  email: clearableText,
  name: clearableText,
  phone: clearableText,
  tax_id: clearableText,
});
const typedCard = fields({
  number: text,
  token: text,
  exp_month: integer(),
  exp_year: integer(),
  cvc: text,
  networks: ignored,
});

/** A payment method that is described instead of named. */
export const paymentMethodData = fields({
  type: required(oneOf('card')),
  card: typedCard,
  billing_details: billingDetails,
  metadata,
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  radar_options: ignored,
});

type MethodData = NonNullable<ReadOf<typeof paymentMethodData>>;
type TypedCard = NonNullable<MethodData['card']>;

/** What is kept of a card that was typed or named. */
export interface EnteredCard {
  readonly card: TestCard;
  readonly month: number;
  readonly year: number;
  readonly hasSecurityCode: boolean;
}

function refuseCard({ code, declineCode, message, param }: CardFault): Refusal {
  return new Refusal(402, { type: 'card_error', code, decline_code: declineCode, message, param });
}

/** Test cards that are named have a date some years ahead, as at Stripe. */
function namedCard(card: TestCard): EnteredCard {
  return { card, month: 8, year: new Date(nowMillis()).getUTCFullYear() + 2, hasSecurityCode: true };
}

function enteredCard(typed: TypedCard): EnteredCard {
  if (typed.token !== undefined) {
    const card = findByName(typed.token);
    if (card === undefined || !typed.token.startsWith('tok_')) throw noSuch('token', typed.token, 'card[token]');
    return namedCard(card);
  }
  const read = {
    number: required(text).read(typed.number, 'card[number]'),
    month: required(integer()).read(typed.exp_month?.toString(), 'card[exp_month]'),
    year: required(integer()).read(typed.exp_year?.toString(), 'card[exp_year]'),
  };
  const year = read.year < 100 ? read.year + 2000 : read.year;
  const card = checkNumber(read.number);
  if (!('brand' in card)) throw refuseCard(card);
  const fault =
    checkExpiry(read.month, year) ?? (typed.cvc === undefined ? null : checkSecurityCode(typed.cvc, card.brand));
  if (fault !== null) throw refuseCard(fault);
  return { card, month: read.month, year, hasSecurityCode: typed.cvc !== undefined };
}

/** The same card always has the same one; made from our name for it, so that it tells nothing of the number. */
function fingerprintOf(work: Work, card: TestCard): string {
  const digest = createHash('sha256').update(`${work.account}:${card.key}`).digest('base64url');
  return digest.replaceAll(/[-_]/g, '').slice(0, 16);
}

function cardJson(work: Work, { card, month, year, hasSecurityCode }: EnteredCard): Stripe.PaymentMethod.Card {
  const check = card.failsSecurityCode === true ? 'fail' : 'pass';
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: hasSecurityCode ? check : 'unchecked',
    },
    country: card.country,
    display_brand: card.brand === 'amex' ? 'american_express' : card.brand,
    exp_month: month,
    exp_year: year,
    fingerprint: fingerprintOf(work, card),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: card.brand !== 'amex' },
    wallet: null,
  };
}

type Billing = ReadOf<typeof billingDetails>;

function billingJson(
  given: Billing,
  before?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  const { address: place, email, name, phone } = given ?? {};
  const was = before?.address ?? {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
  };
  const changed = Object.fromEntries(Object.entries(place ?? {}).filter(([, value]) => value !== undefined));
  return {
    address: { ...was, ...changed },
    email: email === undefined ? (before?.email ?? null) : email,
    name: name === undefined ? (before?.name ?? null) : name,
    phone: phone === undefined ? (before?.phone ?? null) : phone,
    tax_id: before?.tax_id ?? null,
  };
}

/** Keeps a card as a payment method that belongs to nobody yet. */
export async function keepCard(
  work: Work,
  entered: EnteredCard,
  about: { readonly billing?: Billing; readonly metadata?: MethodData['metadata']; readonly redisplay?: string } = {},
): Promise<Stripe.PaymentMethod> {
  const method: Stripe.PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: (about.redisplay ?? 'unspecified') as Stripe.PaymentMethod.AllowRedisplay,
    billing_details: billingJson(about.billing),
    card: cardJson(work, entered),
    created: nowSeconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, about.metadata),
    type: 'card',
  };
  return insert(work, 'payment_method', method, {
    card: entered.card.key,
    isSetUp: entered.card.authentication === 'set-up',
    hasSecurityCode: entered.hasSecurityCode,
  });
}

/** Keeps a payment method that is described by its parameters. */
export function keepDescribed(work: Work, data: MethodData): Promise<Stripe.PaymentMethod> {
  if (data.card === undefined) throw invalid('Missing required param: card.', 'card', 'parameter_missing');
  return keepCard(work, enteredCard(data.card), {
    billing: data.billing_details,
    metadata: data.metadata,
    ...(data.allow_redisplay === undefined ? {} : { redisplay: data.allow_redisplay }),
  });
}

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
  const { data, hidden } = await takeMethod(work, id);
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
  const detached = await save(work, { ...data, customer: null });
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
