import type { PlainDate } from '@/domain/calendar/plain-date';
import { machineTime } from '@/server/clock';
import { payBill } from '@/server/commands/bills/pay-bill';
import { type DayResult, reconcileDays, type SideResult } from '@/server/commands/reconciliation/reconcile-day';
import type { CardGateway } from '@/server/gateways/card-gateway';
import type { BillRow } from '@/server/repositories/bills';
import { startStripeSimulator } from '@/simulators/stripe/server';
import type { TestBooks } from '../../support/books';
import { acceptedOf, billOf } from '../../support/owing';
import { type Provider, payment } from '../../support/payments';

/** The provider lives in the machine's days. */
export const today = (): PlainDate => machineTime().slice(0, 10) as PlainDate;

/** A bill of an amount that was paid by card and is clearing. */
export async function paidBill(
  books: TestBooks,
  { gateway }: { readonly gateway: CardGateway },
  shopId: number,
  cents: bigint,
): Promise<BillRow> {
  const bill = await billOf(books, shopId, cents, `bill-${shopId}-${cents}`);
  const input = { ...payment(bill, `pay-${bill.id}`), clearingMinutes: 60 };
  return acceptedOf(await payBill(books.database, gateway, input));
}

/** Compares from a day to today: midnight may have passed since. */
export async function reconcileSince(
  books: TestBooks,
  gateway: CardGateway,
  day: PlainDate,
): Promise<readonly DayResult[]> {
  return reconcileDays(books.database, gateway, { from: day, through: today(), by: null });
}

/** One side of all days. */
export function sideOf(days: readonly DayResult[], side: SideResult['side']): readonly SideResult[] {
  return days.flatMap(({ sides }) => sides.filter((each) => each.side === side));
}

/** What differs at the provider, as "kind flow amount-of-theirs/amount-of-ours", sorted. */
export function differencesOf(days: readonly DayResult[]): readonly string[] {
  return sideOf(days, 'provider')
    .flatMap(({ differences }) => differences)
    .map(({ kind, flow, theirs, ours }) => `${kind} ${flow} ${theirs}/${ours}`)
    .sort();
}

/** The provider's id of a bill's payment. */
export async function refOf(books: TestBooks, bill: BillRow): Promise<string> {
  const [row] = await books.sql<{ ref: string }>(
    'SELECT provider_ref AS ref FROM bill_payment WHERE shop_id = $1 AND bill_id = $2',
    [bill.shopId, bill.id],
  );
  return row?.ref ?? '';
}

/** The same provider without its events: nobody has to be told of a thousand payments three times each. */
export async function tellingNobody(
  books: TestBooks,
  provider: Provider,
  work: (gateway: CardGateway) => Promise<void>,
): Promise<void> {
  const { url, stop } = await startStripeSimulator({ databaseUrl: books.url, port: 0, webhook: null });
  try {
    await work(provider.gatewayBy(url));
  } finally {
    await stop();
  }
}

/** The provider takes money of which we never hear: with what we would have written on it. */
export async function capturesUnheard(
  provider: Provider,
  cents: bigint,
  about: { readonly payment: string; readonly bill: string; readonly shop: string },
): Promise<void> {
  const { id: customer } = await provider.stripe.customers.create({ name: 'Somebody' });
  await provider.stripe.paymentIntents.create({
    amount: Number(cents),
    currency: 'usd',
    customer,
    payment_method: 'pm_card_visa',
    confirm: true,
    return_url: 'http://localhost/',
    metadata: about,
  });
}

/** Tampers with what the provider remembers of a payment: it captured another amount. */
export async function providerSays(books: TestBooks, ref: string, cents: bigint): Promise<void> {
  await books.sql(
    `WITH charge AS (SELECT id FROM stripe_simulator.object WHERE kind = 'charge' AND data ->> 'payment_intent' = $1)
     UPDATE stripe_simulator.object o SET data = o.data || jsonb_build_object('amount', $2::bigint, 'amount_received', $2::bigint, 'amount_captured', $2::bigint)
      WHERE o.id = $1 OR o.id IN (SELECT id FROM charge)
         OR (o.kind = 'balance_transaction' AND o.data ->> 'source' IN (SELECT id FROM charge))`,
    [ref, cents],
  );
}

/** The provider knows nothing of a payment. */
export async function providerForgets(books: TestBooks, ref: string): Promise<void> {
  await books.sql(
    `WITH charge AS (SELECT id FROM stripe_simulator.object WHERE kind = 'charge' AND data ->> 'payment_intent' = $1)
     UPDATE stripe_simulator.object o SET account = 'acct_elsewhere'
      WHERE o.id = $1 OR o.id IN (SELECT id FROM charge)
         OR (o.kind = 'balance_transaction' AND o.data ->> 'source' IN (SELECT id FROM charge))`,
    [ref],
  );
}

/** Works on many things, so many at a time. */
export async function atATime<Item, Made>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (let start = 0; start < items.length; start += width)
    made.push(...(await Promise.all(items.slice(start, start + width).map(work))));
  return made;
}
