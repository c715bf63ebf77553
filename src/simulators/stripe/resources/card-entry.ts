import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { findByName, type TestCard } from '../cards/catalogue';
import { type CardFault, checkExpiry, checkNumber, checkSecurityCode } from '../cards/check';
import { nowMillis, nowSeconds } from '../clock';
import { newId } from '../ids';
import { insert } from '../store/objects';
import type { Work } from '../store/work';
import { invalid, noSuch, Refusal } from '../wire/errors';
import {
  clearableText,
  fields,
  ignored,
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
/** Whose card it is, as she writes it. */
export const billingDetails = fields({
  address,
  email: clearableText,
  name: clearableText,
  phone: clearableText,
  tax_id: clearableText,
});
/** A card by its number or its token. */
export const typedCard = fields({
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

/** The refusal of a card whose number, date or code is wrong. */
export function refuseCard({ code, declineCode, message, param }: CardFault): Refusal {
  return new Refusal(402, { type: 'card_error', code, decline_code: declineCode, message, param });
}

/** Test cards that are named have a date some years ahead, as at Stripe. */
export function namedCard(card: TestCard): EnteredCard {
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

/** Billing details after a change. */
export function billingJson(
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
