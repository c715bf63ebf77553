import type Stripe from 'stripe';
import { type CardFault, checkExpiry, checkNumber, checkSecurityCode, readExpiry } from '../cards/check';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { Declined } from '../http/route';
import { confirmSetup } from '../resources/bind-card';
import { type EnteredCard, keepCard } from '../resources/card-entry';
import { confirmIntent } from '../resources/confirm-payment';
import { createIntent } from '../resources/create-payment';
import { createCustomer } from '../resources/customers';
import { findAll, idOf, type Kept, lock, save } from '../store/objects';
import type { Work } from '../store/work';
import { parseForm } from '../wire/form';
import type { Typed } from './card-form';

/** What became of a card that was typed. */
export type Entered =
  | { readonly kind: 'wrong'; readonly faults: readonly CardFault[] }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'go'; readonly address: string };

/** What was typed, card or faults. */
export function readCard(typed: Typed): EnteredCard | readonly CardFault[] {
  const card = checkNumber(typed.number);
  const isTest = 'brand' in card;
  const date = readExpiry(typed.expiry);
  const faults = [
    isTest ? null : card,
    checkExpiry(date?.month ?? Number.NaN, date?.year ?? Number.NaN),
    checkSecurityCode(typed.code.trim(), isTest ? card.brand : 'unknown'),
  ].filter((fault) => fault !== null);
  if (!isTest || faults.length > 0 || date === null) return faults;
  return { card, month: date.month, year: date.year, hasSecurityCode: true };
}

/** Where a finished session sends the browser. */
export function successAddress(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** Finishes the session that an intent belongs to, in the transaction in which the intent succeeds. */
export async function completeSession(work: Work, field: 'payment_intent' | 'setup_intent', id: string): Promise<void> {
  const [found] = await findAll(work, 'checkout.session', { [field]: id });
  if (found === undefined) return;
  const { data } = await lock(work, 'checkout.session', found.id);
  if (data.status !== 'open') return;
  const done = await save(work, {
    ...data,
    status: 'complete',
    payment_status: data.mode === 'payment' ? 'paid' : data.payment_status,
    url: null,
  });
  await emit(work, 'checkout.session.completed', done);
}

async function withDetails(
  work: Work,
  session: Stripe.Checkout.Session,
  name: string,
): Promise<Stripe.Checkout.Session> {
  const details = {
    address: null,
    email: session.customer_email,
    name: name || null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
  return save(work, { ...session, customer_details: details } as unknown as Stripe.Checkout.Session);
}

async function payingIntent(work: Work, { data, hidden }: Kept<'checkout.session'>): Promise<Stripe.PaymentIntent> {
  const known = idOf(data.payment_intent);
  if (known !== null) return (await lock(work, 'payment_intent', known)).data;
  const about = hidden.intent ?? {};
  const customer =
    idOf(data.customer) ??
    (data.customer_creation === 'always'
      ? (await createCustomer(work, data.customer_email ?? undefined)).id
      : undefined);
  const intent = await createIntent(work, {
    ...about,
    amount: data.amount_total ?? 0,
    currency: data.currency ?? 'usd',
    ...(customer === undefined ? {} : { customer }),
  });
  await save(work, { ...data, customer: customer ?? null, payment_intent: intent.id });
  return intent;
}

type Settled = Stripe.PaymentIntent | Stripe.SetupIntent | Declined;

async function confirm(
  work: Work,
  session: Kept<'checkout.session'>,
  card: EnteredCard,
  name: string,
): Promise<Settled> {
  const back = `${work.origin}/c/pay/${session.data.id}`;
  const setup = idOf(session.data.setup_intent);
  const method = (): Promise<Stripe.PaymentMethod> => keepCard(work, card, { billing: billing(name) });
  if (setup !== null) {
    const { data } = await lock(work, 'setup_intent', setup);
    if (data.status === 'succeeded') return data;
    return confirmSetup(work, { ...data, payment_method: (await method()).id }, back);
  }
  const intent = await payingIntent(work, session);
  if (intent.status === 'succeeded') return intent;
  return confirmIntent(work, { ...intent, payment_method: (await method()).id }, { return_url: back });
}

function billing(name: string) {
  return { name: name || null, address: undefined, email: undefined, phone: undefined, tax_id: undefined };
}

function messageOf({ body }: Declined): string {
  const error = 'error' in body ? body.error : null;
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : 'The card was declined.';
}

/** Takes a card for an open session: it is bound or charged, or the bank's page is next. */
export async function enterCard(work: Work, id: string, card: EnteredCard, name: string): Promise<Entered> {
  const session = await lock(work, 'checkout.session', id);
  if (session.data.status === 'complete') return { kind: 'go', address: successAddress(session.data) };
  if (session.data.status !== 'open' || session.data.expires_at <= nowSeconds()) {
    return { kind: 'go', address: `${work.origin}/c/pay/${id}` };
  }
  const data = await withDetails(work, session.data, name);
  const settled = await confirm(work, { ...session, data }, card, name);
  if (settled instanceof Declined) return { kind: 'refused', message: messageOf(settled) };
  if (settled.status === 'requires_action') {
    return { kind: 'go', address: settled.next_action?.redirect_to_url?.url ?? `${work.origin}/c/pay/${id}` };
  }
  await completeSession(work, settled.object, settled.id);
  return { kind: 'go', address: successAddress(session.data) };
}

/** What a form of the card page says. */
export function readTyped(body: string): Typed {
  const form = parseForm(body);
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  return { name: field('name'), number: field('number'), expiry: field('expiry'), code: field('cvc') };
}
