import { describe, expect, vi } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { minor } from '@/domain/money/money';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { handleCardEvent } from '@/server/commands/bills/handle-card-event';
import { payBill } from '@/server/commands/bills/pay-bill';
import { askAboutBill, reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { startBill } from '@/server/commands/bills/start-bill';
import { CardProviderError } from '@/server/gateways/card-gateway';
import type { BillRow } from '@/server/repositories/bills';
import type { TestBooks } from '../../support/books';
import { acceptedOf, MORNING } from '../../support/owing';
import { FAULTS, goThroughBank, type Provider, payment, shopsThatOwe, test } from '../../support/payments';

const SEEDS = 50;

/** A gateway so impatient that a slow provider has not answered. */
const IMPATIENT_MILLIS = 80;

/** So many pay at the same time. */
const AT_ONCE = 10;

/** When a bank's page that was left is given up. */
const NEXT_DAY = instant('2026-03-14T10:30:00Z');

/** What a seed decides: how much is owed and paid, with which card, and what its holder does at the bank's page. */
interface Case {
  readonly seed: number;
  readonly debt: bigint;
  readonly amount: bigint;
  readonly card: string;
  readonly atBank: 'complete' | 'fail' | 'leave';
  /** Whether the card is charged in the end. */
  readonly pays: boolean;
}

const CARDS = [
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_visa',
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
  'pm_card_threeDSecure2Required',
  'pm_card_threeDSecure2Required',
] as const;

/** Mulberry32: the same numbers for the same seed, everywhere. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function caseOf(seed: number): Case {
  const number = numbersOf(seed);
  const debt = BigInt(100 + number(49_900));
  const amount = number(2) === 0 ? debt : 100n + BigInt(number(Number(debt) - 99));
  const card = CARDS[number(CARDS.length)] ?? CARDS[0];
  const atBank = (['complete', 'fail', 'leave'] as const)[number(3)] ?? 'complete';
  const asksBank = card === 'pm_card_threeDSecure2Required';
  return { seed, debt, amount, card, atBank, pays: asksBank ? atBank === 'complete' : !card.includes('Declined') };
}

/** Works on ten at a time. */
async function tenAtATime<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The site's door for events: what cannot be asked for now is asked to come again. */
function openDoor(books: TestBooks, { inbox, gateway }: Provider): void {
  inbox.passTo(async ({ payload, signature }) => {
    const event = gateway.readEvent(payload, signature);
    if (event === null) return 400;
    try {
      await handleCardEvent(books.database, { event, now: MORNING, clearingMinutes: 0 });
      return 200;
    } catch (error) {
      if (error instanceof CardProviderError) return 503;
      throw error;
    }
  });
}

async function statusesOf(books: TestBooks): Promise<ReadonlyMap<string, { status: string; received: bigint }>> {
  const rows = await books.sql<{ id: string; status: string; received: bigint }>(
    'SELECT id, status, received_minor AS received FROM bill',
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whoever waits at the page of the bank does there what the seed says. */
async function holdersActAtBank(books: TestBooks, plans: ReadonlyMap<string, Case>): Promise<void> {
  const waiting = await books.sql<{ bill: string; url: string }>(
    "SELECT bill_id AS bill, action_url AS url FROM bill_payment WHERE status = 'processing' AND action_url IS NOT NULL",
  );
  await tenAtATime(waiting, async ({ bill, url }) => {
    const atBank = plans.get(bill)?.atBank ?? 'leave';
    if (atBank !== 'leave') await goThroughBank(url, atBank);
  });
}

/** What the provider took for each bill: charges that it knows of, and what was captured. */
async function truthOf(
  provider: Provider,
): Promise<ReadonlyMap<string, { charges: number; captured: bigint[]; refused: number }>> {
  const truth = new Map<string, { charges: number; captured: bigint[]; refused: number }>();
  for (const { status, metadata, amount_received: received } of await provider.intents()) {
    const bill = metadata['bill'] ?? '';
    const known = truth.get(bill) ?? { charges: 0, captured: [], refused: 0 };
    known.charges += 1;
    if (status === 'succeeded') known.captured.push(BigInt(received));
    if (status === 'requires_payment_method' || status === 'canceled') known.refused += 1;
    truth.set(bill, known);
  }
  return truth;
}

/** No bill is shown as failed while the provider has not refused it. */
async function expectNoneFailedTooSoon(books: TestBooks, provider: Provider): Promise<void> {
  const failed = [...(await statusesOf(books))].filter(([, { status }]) => status === 'failed').map(([id]) => id);
  const truth = await truthOf(provider);
  expect(failed.filter((id) => truth.get(id)?.refused !== 1)).toEqual([]);
}

/** The provider's own decisions are made: nothing of it is on its way between banks. */
async function awaitDecisions(provider: Provider): Promise<void> {
  const undecided = async () => (await provider.intents()).filter(({ status }) => status === 'processing');
  await vi.waitFor(async () => expect(await undecided()).toEqual([]), { timeout: 90_000, interval: 50 });
}

/** Ids of the events about charges that came to the door. */
function eventsAtDoor({ inbox }: Provider): readonly string[] {
  return inbox.deliveries.filter(({ type }) => type.startsWith('payment_intent.')).map(({ id }) => id);
}

/** Asks until the provider has said its last word about every bill. */
async function settle(books: TestBooks, provider: Provider, plans: ReadonlyMap<string, Case>): Promise<void> {
  const ask = (now: Instant) => reconcileBills(books.database, provider.gateway, { now, clearingMinutes: 0 });
  await awaitDecisions(provider);
  await ask(MORNING);
  await holdersActAtBank(books, plans);
  await ask(MORNING);
  await ask(NEXT_DAY);
  // All shops at once: clearing would close the day of each by itself.
  await books.close('2026-03-13');
  await clearBills(books.database, { now: NEXT_DAY });
}

/** Every event about money that the provider has, for those that it does not lose, came to the door. */
async function awaitEvents(provider: Provider): Promise<void> {
  const captured = (await provider.captured()).length;
  const told = () =>
    new Set(provider.inbox.deliveries.filter(({ type }) => type === 'payment_intent.succeeded').map(({ id }) => id));
  await vi.waitFor(() => expect(told().size).toBe(captured), { timeout: 90_000, interval: 50 });
}

describe(`whatever the provider does, ${SEEDS} payments each: no time-out is shown as failed, nothing is charged twice, bills tell its truth`, {
  timeout: 120_000,
}, () => {
  test.for(FAULTS)('%s', async (fault, { books, provider }) => {
    const cases = Array.from({ length: SEEDS }, (_, seed) => caseOf(seed + 1));
    const shops = await shopsThatOwe(
      books,
      provider,
      cases.map(({ debt }) => debt),
    );
    const bills = new Map<BillRow, Case>();
    for (const [index, one] of cases.entries()) {
      const request = { kind: 'amount', amount: minor(one.amount) } as const;
      const input = { shopId: shops[index] ?? 0, request, key: 'form-1', createdBy: null, now: MORNING };
      bills.set(acceptedOf(await startBill(books.database, input)), one);
    }
    const plans = new Map([...bills].map(([{ id }, one]) => [id, one]));
    openDoor(books, provider);
    await provider.switchTo(fault);
    const hasty = provider.gatewayBy(provider.origin, IMPATIENT_MILLIS);
    await tenAtATime([...bills], async ([bill, { card, seed }]) => {
      const input = payment(bill, 'try-1', card);
      // Some press the button twice; some poll at the same time.
      const presses = Array.from({ length: seed % 3 === 0 ? 2 : 1 }, () => payBill(books.database, hasty, input));
      await Promise.all(presses);
      const asked = { now: MORNING, clearingMinutes: 0 };
      if (seed % 5 === 0) await askAboutBill(books.database, hasty, { shopId: bill.shopId, bill: bill.id, ...asked });
      // And once or twice the worker comes by meanwhile, who asks about all of them.
      if (seed % 25 === 0) await reconcileBills(books.database, hasty, asked);
    });
    await expectNoneFailedTooSoon(books, provider);
    await holdersActAtBank(books, plans);
    await expectNoneFailedTooSoon(books, provider);
    if (fault === 'webhook-lost') expect(eventsAtDoor(provider)).toEqual([]);
    await provider.switchTo(null);
    await settle(books, provider, plans);
    if (fault !== 'webhook-lost') await awaitEvents(provider);
    const events = eventsAtDoor(provider);
    if (fault === 'webhook-twice') expect(new Set(events).size).toBeLessThan(events.length);

    const [truth, stored] = [await truthOf(provider), await statusesOf(books)];
    const comes = (bill: BillRow) => ({ ...truth.get(bill.id), ...stored.get(bill.id) });
    for (const [bill, { amount, pays, seed }] of bills) {
      const expected = pays
        ? { charges: 1, captured: [amount], refused: 0, status: 'cleared', received: amount }
        : { charges: 1, captured: [], refused: 1, status: 'failed', received: 0n };
      expect(comes(bill), `seed ${seed}`).toMatchObject(expected);
    }
  });
});
