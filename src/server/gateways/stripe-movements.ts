import 'server-only';
import Stripe from 'stripe';
import { type Minor, minor } from '@/domain/money/money';
import type { CardGateway, CardMovement } from './card-gateway';

/** Whether the provider says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}

/** The provider's numbers of minor units, as ours. */
export function amountOf(amount: number): Minor {
  return minor(BigInt(amount));
}

const KINDS: Readonly<Record<string, CardMovement['kind']>> = {
  charge: 'captured',
  payment: 'captured',
  refund: 'refunded',
  payment_refund: 'refunded',
  refund_failure: 'given-back',
  payment_failure_refund: 'refunded',
};

/** What an entry of the ledger is; null for fees, transfers and our own payouts, which move no payment. */
function kindOf({ type, amount, source }: Stripe.BalanceTransaction): CardMovement['kind'] | null {
  const kind = KINDS[type];
  if (kind !== undefined) return kind;
  const isDispute = typeof source === 'object' && source?.object === 'dispute';
  if (type !== 'adjustment' || !isDispute) return null;
  return amount < 0 ? 'disputed' : 'given-back';
}

function movementOf(entry: Stripe.BalanceTransaction): CardMovement | null {
  const kind = kindOf(entry);
  const { source, id } = entry;
  if (kind === null || source === null || typeof source !== 'object') return null;
  const about = source as Stripe.Charge | Stripe.Refund | Stripe.Dispute;
  // What the payer paid or got back. The entry itself is in the currency that the provider settles in, which may be another.
  const amount = about.object === 'charge' ? about.amount_captured : about.amount;
  const intent = about.payment_intent;
  const metadata = about.object === 'charge' ? about.metadata : {};
  return {
    id,
    kind,
    ref: typeof intent === 'string' ? intent : (intent?.id ?? null),
    source: about.id,
    payment: metadata['payment'] ?? null,
    bill: metadata['bill'] ?? null,
    shop: metadata['shop'] ?? null,
    amount: amountOf(amount),
    currency: about.currency.toUpperCase(),
    isPending: about.object === 'refund' && about.status === 'pending',
  };
}

/** The ledger of a time, page by page: 100 entries each, the SDK asks for the next. */
export async function listMovements(
  stripe: Stripe,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<readonly CardMovement[]> {
  const asked = { created: { gte: from, lt: until }, limit: 100, expand: ['data.source'] };
  const movements: CardMovement[] = [];
  for await (const entry of stripe.balanceTransactions.list(asked)) {
    const movement = movementOf(entry);
    if (movement !== null) movements.push(movement);
  }
  return movements;
}

type Found = Awaited<ReturnType<CardGateway['findMovement']>>;

/** What a payment, refund or dispute moved, whenever that was; null where it moved nothing. */
export async function findMovement(stripe: Stripe, id: string): Promise<Found> {
  const found = (amount: number, currency: string): Found => ({
    amount: amountOf(amount),
    currency: currency.toUpperCase(),
  });
  try {
    if (id.startsWith('pi_')) {
      const { amount_received: received, currency } = await stripe.paymentIntents.retrieve(id);
      return received > 0 ? found(received, currency) : null;
    }
    if (id.startsWith('re_') || id.startsWith('pyr_')) {
      const { amount, currency, status } = await stripe.refunds.retrieve(id);
      return status === 'succeeded' || status === 'pending' ? found(amount, currency) : null;
    }
    const { amount, currency, status } = await stripe.disputes.retrieve(id);
    return status.startsWith('warning_') || status === 'prevented' ? null : found(amount, currency);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
