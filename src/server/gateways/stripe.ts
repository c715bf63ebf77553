import 'server-only';
import Stripe from 'stripe';
import { z } from 'zod';
import { minor } from '@/domain/money/money';
import {
  type CardCharge,
  type CardEvent,
  type CardGateway,
  CardProviderError,
  type ChargeOutcome,
  type SavedCard,
  type SignedCardEvent,
} from './card-gateway';
import { amountOf, findMovement, isMissing, listMovements } from './stripe-movements';

/** How to reach Stripe, or the simulator that speaks like it. */
export interface StripeOptions {
  readonly secretKey: string;
  /** Scheme, host and port of a simulator; null for Stripe itself. */
  readonly apiBase: string | null;
  /** Secrets that sign events: the present one, and while it is being changed the other. */
  readonly webhookSecrets: readonly string[];
  /** How long to wait for one answer. */
  readonly timeoutMillis?: number;
}

/**
 * A card is authorised in one to three seconds, seldom in eight. Whoever pays waits twice that at most: the SDK asks once more, under the
 * same key, which turns most time-outs after a capture into its answer. What is open then is asked again by the reconciler.
 */
const TIMEOUT_MILLIS = 10_000;
const RETRIES = 1;
const CUSTOMER_RETRIES = 3;

/** Stripe's own allowance for the age of a signature. */
const TOLERANCE_SECONDS = 300;

/** How many of a customer's latest charges are looked through for one whose id was never learnt. */
const LOOKED_THROUGH = 300;

const UNKNOWN: ChargeOutcome = { kind: 'unknown' };

/** What every event has. */
const eventShape = z.object({ id: z.string(), type: z.string(), data: z.object({ object: z.unknown() }) });

type ReadEvent = z.infer<typeof eventShape>;

/** Of an event's object we believe its ids only; all else is asked for. */
const eventObject = z.object({
  object: z.string(),
  id: z.string(),
  payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish(),
});

function connect({ secretKey, apiBase, timeoutMillis = TIMEOUT_MILLIS }: StripeOptions): Stripe {
  const base = apiBase === null ? null : new URL(apiBase);
  const isPlain = base?.protocol === 'http:';
  return new Stripe(secretKey, {
    maxNetworkRetries: RETRIES,
    timeout: timeoutMillis,
    telemetry: false,
    ...(base === null
      ? {}
      : {
          host: base.hostname,
          port: base.port === '' ? (isPlain ? 80 : 443) : Number(base.port),
          protocol: isPlain ? ('http' as const) : ('https' as const),
        }),
  });
}

/** Why a charge was refused: the bank's reason where there is one (`insufficient_funds`), else Stripe's (`expired_card`). */
function refusalOf(error: { readonly decline_code?: string; readonly code?: string } | null | undefined): string {
  return error?.decline_code || error?.code || 'card_declined';
}

function outcomeOf(intent: Stripe.PaymentIntent): ChargeOutcome {
  const ref = intent.id;
  switch (intent.status) {
    case 'succeeded':
      return { kind: 'captured', ref, amount: minor(BigInt(intent.amount_received)) };
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url;
      return typeof url === 'string' ? { kind: 'requires-action', ref, url } : { kind: 'processing', ref };
    }
    case 'requires_payment_method':
      return { kind: 'failed', ref, code: refusalOf(intent.last_payment_error) };
    case 'canceled':
      return { kind: 'failed', ref, code: intent.cancellation_reason ?? 'canceled' };
    default:
      return { kind: 'processing', ref };
  }
}

/**
 * What an error says of a charge. Failed is only what Stripe refused in so many words: the card's bank (402), or the request itself (400, 404).
 * Whatever else may have charged: no answer, 409 while the first request is being worked on, 429, 5xx, a key that no longer lets us in.
 */
function outcomeOfError(error: unknown): ChargeOutcome {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  if (error instanceof Stripe.errors.StripeCardError) {
    return { kind: 'failed', ref: error.payment_intent?.id ?? null, code: refusalOf(error) };
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return { kind: 'failed', ref: null, code: error.code ?? 'invalid_request' };
  }
  return UNKNOWN;
}

function isReplay(headers: Readonly<Record<string, unknown>> | undefined): boolean {
  return headers?.['idempotent-replayed'] === 'true';
}

/** The same question must be the same bytes each time: Stripe refuses a key that comes with other parameters. */
function paramsOf(charge: CardCharge): Stripe.PaymentIntentCreateParams {
  return {
    amount: Number(charge.amount),
    currency: charge.currency.toLowerCase(),
    customer: charge.customer,
    payment_method: charge.card,
    allowed_payment_method_types: ['card'],
    // The seller is present: off_session stays unset, so that the bank may ask for 3-D Secure.
    confirm: true,
    return_url: charge.returnUrl,
    description: `Negative balance of ${charge.shop}, bill ${charge.bill}`,
    metadata: { payment: charge.payment, bill: charge.bill, shop: charge.shop },
  };
}

function savedCard({ id, card }: Stripe.PaymentMethod): SavedCard | null {
  if (card === undefined) return null;
  return { id, brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year };
}

/** Asks; what goes wrong on the way becomes the one error that callers know. */
async function ask<Value>(question: () => Promise<Value>): Promise<Value> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) throw new CardProviderError(error.type, { cause: error });
    throw error;
  }
}

/** The truth of a charge whose id is known. Not found is no answer: it was there. */
async function retrieve(stripe: Stripe, ref: string): Promise<ChargeOutcome> {
  try {
    return outcomeOf(await stripe.paymentIntents.retrieve(ref));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return UNKNOWN;
    throw error;
  }
}

/** Charges. The answer to a key that was used before is the old one, so the truth is asked for. */
async function charge(stripe: Stripe, asked: CardCharge): Promise<ChargeOutcome> {
  try {
    const intent = await stripe.paymentIntents.create(paramsOf(asked), { idempotencyKey: asked.payment });
    return isReplay(intent.lastResponse.headers) ? retrieve(stripe, intent.id) : outcomeOf(intent);
  } catch (error) {
    const outcome = outcomeOfError(error);
    if (outcome.kind !== 'failed' || outcome.ref === null) return outcome;
    const headers = error instanceof Stripe.errors.StripeError ? error.headers : undefined;
    return isReplay(headers) ? retrieve(stripe, outcome.ref) : outcome;
  }
}

async function findCharge(
  stripe: Stripe,
  { payment, customer }: Pick<CardCharge, 'payment' | 'customer'>,
): Promise<ChargeOutcome | null> {
  let seen = 0;
  try {
    for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 })) {
      if (intent.metadata['payment'] === payment) return outcomeOf(intent);
      seen += 1;
      if (seen === LOOKED_THROUGH) return UNKNOWN;
    }
    return null;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return UNKNOWN;
    throw error;
  }
}

async function giveUp(stripe: Stripe, ref: string): Promise<ChargeOutcome> {
  try {
    return outcomeOf(await stripe.paymentIntents.cancel(ref, { cancellation_reason: 'abandoned' }));
  } catch (error) {
    // It had captured, or was given up before: only the charge itself knows.
    if (error instanceof Stripe.errors.StripeError) return retrieve(stripe, ref);
    throw error;
  }
}

/** The charge as it now stands, with the payment of ours that it belongs to; null if it is none of ours. */
async function tellCharge(stripe: Stripe, ref: string): Promise<CardEvent | null> {
  const intent = await stripe.paymentIntents.retrieve(ref);
  const payment = intent.metadata['payment'];
  return payment === undefined ? null : { kind: 'charge', payment, outcome: outcomeOf(intent) };
}

/** Every refund of a charge that went through, each by its own amount. A refund on its way is told when it arrives. */
async function tellRefunds(stripe: Stripe, ref: string): Promise<CardEvent[]> {
  const told: CardEvent[] = [];
  for await (const { id, status, amount } of stripe.refunds.list({ payment_intent: ref, limit: 100 })) {
    if (status === 'succeeded') told.push({ kind: 'reversed', ref, amount: amountOf(amount), reason: 'refund', id });
  }
  // Oldest first, as they happened.
  return told.reverse();
}

/** A dispute, if it took the money: an inquiry (`warning_...`) does not, and one that was prevented or won left or gave it back. */
async function tellDispute(stripe: Stripe, ref: string, id: string): Promise<CardEvent[]> {
  const { status, amount } = await stripe.disputes.retrieve(id);
  const tookMoney = !status.startsWith('warning_') && status !== 'prevented' && status !== 'won';
  return tookMoney ? [{ kind: 'reversed', ref, amount: amountOf(amount), reason: 'dispute', id }] : [];
}

/**
 * What an event has to say. Events come late, twice and in any order, so none is believed beyond the ids in it: the charge is asked for, and
 * told first, because a refund may come before we ever learnt that the charge went through.
 */
async function tell(stripe: Stripe, event: ReadEvent): Promise<readonly CardEvent[]> {
  const read = eventObject.safeParse(event.data.object);
  if (!read.success) return [];
  const { object, id, payment_intent: intent } = read.data;
  const ref = object === 'payment_intent' ? id : intent;
  if (typeof ref !== 'string') return [];
  const isRefund = event.type === 'charge.refunded' || object === 'refund';
  if (object !== 'payment_intent' && !isRefund && object !== 'dispute') return [];
  const told = await tellCharge(stripe, ref);
  if (told === null) return [];
  if (isRefund) return [told, ...(await tellRefunds(stripe, ref))];
  return object === 'dispute' ? [told, ...(await tellDispute(stripe, ref, id))] : [told];
}

function readEvent(stripe: Stripe, secrets: readonly string[], payload: string, signature: string): ReadEvent | null {
  for (const secret of secrets) {
    try {
      const event: unknown = stripe.webhooks.constructEvent(payload, signature, secret, TOLERANCE_SECONDS);
      return eventShape.safeParse(event).data ?? null;
    } catch (error) {
      const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError;
      if (!isForged && !(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

async function readCardBinding(
  stripe: Stripe,
  session: string,
): Promise<{ readonly customer: string; readonly card: string } | null> {
  try {
    const bound = await stripe.checkout.sessions.retrieve(session, { expand: ['setup_intent'] });
    const { setup_intent: intent, customer, status } = bound;
    if (status !== 'complete' || intent === null || typeof intent === 'string' || intent === undefined) return null;
    const card = typeof intent.payment_method === 'string' ? intent.payment_method : intent.payment_method?.id;
    const holder = typeof customer === 'string' ? customer : customer?.id;
    return intent.status === 'succeeded' && card !== undefined && holder !== undefined
      ? { customer: holder, card }
      : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function removeCard(stripe: Stripe, customer: string, card: string): Promise<void> {
  try {
    const held = await stripe.paymentMethods.retrieve(card);
    const holder = typeof held.customer === 'string' ? held.customer : held.customer?.id;
    if (holder === customer) await stripe.paymentMethods.detach(card);
  } catch (error) {
    // Gone already: whoever wanted it removed has what they wanted.
    if (!isMissing(error)) throw error;
  }
}

async function listCards(stripe: Stripe, customer: string): Promise<readonly SavedCard[]> {
  const cards: SavedCard[] = [];
  for await (const method of stripe.paymentMethods.list({ customer, type: 'card', limit: 100 })) {
    const card = savedCard(method);
    if (card !== null) cards.push(card);
  }
  return cards;
}

/**
 * The card provider, over the official SDK: Stripe itself, or the simulator that `apiBase` names. Card numbers never come here: a card is bound
 * on a hosted page and known by its id.
 *
 * @example const gateway = createStripeGateway({ secretKey: "sk_test_...", apiBase: "http://127.0.0.1:12111", webhookSecrets: ["whsec_..."] })
 */
export function createStripeGateway(options: StripeOptions): CardGateway {
  const stripe = connect(options);
  return {
    createCustomer: ({ id, name, key }) =>
      ask(async () => {
        // Whoever asks second while the first is being answered is sent away (409) and has to come again.
        const options = { idempotencyKey: key, maxNetworkRetries: CUSTOMER_RETRIES };
        return (await stripe.customers.create({ name, metadata: { seller: id } }, options)).id;
      }),
    startCardBinding: ({ customer, successUrl, cancelUrl }) =>
      ask(async () => {
        const session = await stripe.checkout.sessions.create({
          mode: 'setup',
          customer,
          allowed_payment_method_types: ['card'],
          success_url: successUrl,
          cancel_url: cancelUrl,
        });
        if (session.url === null) throw new CardProviderError('a hosted page without an address');
        return session.url;
      }),
    readCardBinding: (session) => ask(() => readCardBinding(stripe, session)),
    listCards: (customer) => ask(() => listCards(stripe, customer)),
    removeCard: (customer, card) => ask(() => removeCard(stripe, customer, card)),
    charge: (asked) => charge(stripe, asked),
    askAgain: async (asked, ref) => {
      if (ref !== null) return retrieve(stripe, ref);
      // Stripe forgets keys after a day: what it already has is looked for first, so that no key's age can charge twice.
      return (await findCharge(stripe, asked)) ?? charge(stripe, asked);
    },
    findCharge: (asked) => findCharge(stripe, asked),
    giveUp: (ref) => giveUp(stripe, ref),
    listMovements: (time) => ask(() => listMovements(stripe, time)),
    findMovement: (id) => ask(() => findMovement(stripe, id)),
    readEvent: (payload, signature): SignedCardEvent | null => {
      const event = readEvent(stripe, options.webhookSecrets, payload, signature);
      return event === null ? null : { id: event.id, type: event.type, tell: () => ask(() => tell(stripe, event)) };
    },
  };
}
