import 'server-only';
import { type Instant, startOfDay, toEpochMillis } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { type Comparison, compare, type Ours, type Place, type Theirs } from '@/domain/reconciliation/compare';
import type { Connection } from '../../db/database';
import type { CardGateway, CardMovement } from '../../gateways/card-gateway';
import {
  type CapturedPayment,
  type ReversedPayment,
  selectCaptured,
  selectCapturedIn,
  selectMarketplaces,
  selectReversed,
  selectReversedIn,
} from '../../repositories/reconciliation-provider';

/** Providers count in UTC, and one account serves every marketplace: so do the days of a reconciliation. */
function timeOf(day: PlainDate) {
  return { from: startOfDay(day, 'UTC'), until: startOfDay(addDays(day, 1), 'UTC') };
}

const seconds = (moment: Instant): number => toEpochMillis(moment) / 1000;

const placeOf = ({ marketplace, shopId, bill }: CapturedPayment | ReversedPayment): Place => ({
  ...{ marketplace, shopId, bill, payout: null },
});

const ofCapture = (payment: CapturedPayment): Ours => ({
  ...{ key: payment.payment, flow: 'captured', group: payment.bill, amount: payment.amount },
  ...{ currency: payment.currency, isPending: false, place: placeOf(payment) },
  reference: payment.ref ?? payment.payment,
});

const ofReversal = (reversed: ReversedPayment): Ours => ({
  ...{ key: reversed.source, flow: reversed.reason === 'refund' ? 'refunded' : 'disputed', group: null },
  ...{ amount: reversed.amount, currency: reversed.currency, isPending: false, place: placeOf(reversed) },
  reference: reversed.source,
});

const NOWHERE: Place = { marketplace: '', shopId: null, bill: null, payout: null };

/** What our books know of the payments that a day's movements are about. */
interface Known {
  readonly byRef: ReadonlyMap<string, CapturedPayment>;
  readonly byPayment: ReadonlyMap<string, CapturedPayment>;
  readonly bills: readonly CapturedPayment[];
  readonly shops: Awaited<ReturnType<typeof selectMarketplaces>>;
}

async function readKnown(connection: Connection, movements: readonly CardMovement[]): Promise<Known> {
  const given = <Key extends 'ref' | 'payment' | 'bill' | 'shop'>(key: Key) => [
    ...new Set(movements.flatMap((movement) => movement[key] ?? [])),
  ];
  const payments = await selectCaptured(connection, {
    payments: given('payment'),
    refs: given('ref'),
    bills: given('bill'),
  });
  return {
    byRef: new Map(payments.flatMap((payment) => (payment.ref === null ? [] : [[payment.ref, payment] as const]))),
    byPayment: new Map(payments.map((payment) => [payment.payment, payment])),
    bills: payments,
    shops: await selectMarketplaces(connection, given('shop')),
  };
}

function paymentOf(movement: CardMovement, known: Known): CapturedPayment | undefined {
  const byRef = movement.ref === null ? undefined : known.byRef.get(movement.ref);
  return byRef ?? (movement.payment === null ? undefined : known.byPayment.get(movement.payment));
}

function theirsOf(movement: CardMovement, known: Known): Theirs {
  const { id, kind, ref, source, payment, bill, shop, amount, currency, isPending } = movement;
  const ours = paymentOf(movement, known);
  const named = shop === null ? undefined : known.shops.get(shop);
  const place =
    ours !== undefined
      ? placeOf(ours)
      : { ...NOWHERE, ...(named && { marketplace: named.marketplace, shopId: named.id }), bill };
  const isCapture = kind === 'captured';
  // A capture is known by our payment, whose id we wrote on it; what went back by the provider's own name of it.
  const key = isCapture ? (ours?.payment ?? payment) : kind === 'given-back' ? null : source;
  return {
    ...{ id: isCapture ? (ref ?? source) : kind === 'given-back' ? id : source, flow: kind, key },
    ...{ group: isCapture ? (bill ?? ours?.bill ?? null) : null, amount, currency, isPending, place },
  };
}

/** What we recorded that day and the provider does not tell of that day: told of another day, it is no difference. */
async function leftOver(
  gateway: CardGateway,
  ours: readonly Ours[],
  told: ReadonlySet<string>,
): Promise<readonly Ours[]> {
  const left: Ours[] = [];
  for (const each of ours) {
    if (told.has(`${each.flow} ${each.key}`)) continue;
    const isKnown = /^(?:pi|re|pyr|dp|du)_/.test(each.reference);
    const found = isKnown ? await gateway.findMovement(each.reference) : null;
    if (found === null || found.amount !== each.amount || found.currency !== each.currency) left.push(each);
  }
  return left;
}

/** What a day at the card provider came to. */
export interface ComparedDay {
  readonly comparison: Comparison;
  /** Entries of the other side. */
  readonly entryCount: number;
}

/**
 * Compares a day of the card provider's ledger with our books: captured against captured, what went back against what we reversed. Asks the
 * provider outside any transaction, and changes nothing.
 * @throws CardProviderError where the provider does not answer: then nothing is known of the day
 */
export async function compareProvider(
  connection: Connection,
  gateway: CardGateway,
  day: PlainDate,
): Promise<ComparedDay> {
  const { from, until } = timeOf(day);
  const movements = await gateway.listMovements({ from: seconds(from), until: seconds(until) });
  const known = await readKnown(connection, movements);
  const theirs = movements.map((movement) => theirsOf(movement, known));
  const sources = movements.flatMap((movement) => {
    const shopId = paymentOf(movement, known)?.shopId;
    return movement.kind === 'captured' || shopId === undefined ? [] : [{ shopId, source: movement.source }];
  });
  const told = new Set(theirs.flatMap(({ flow, key }) => (key === null ? [] : [`${flow} ${key}`])));
  const isTold = ({ flow, key }: Ours): boolean => told.has(`${flow} ${key}`);
  const captures = known.bills.map(ofCapture);
  const matched = [...captures, ...(await selectReversed(connection, sources)).map(ofReversal)].filter(isTold);
  const recorded = [
    ...(await selectCapturedIn(connection, { from, until })).map(ofCapture),
    ...(await selectReversedIn(connection, { from, until })).map(ofReversal),
  ];
  const names = new Set(matched.map(({ flow, key }) => `${flow} ${key}`));
  const left = await leftOver(gateway, recorded, names);
  const paid = captures.flatMap(({ group }) => group ?? []);
  return { comparison: compare(theirs, [...matched, ...left], paid), entryCount: movements.length };
}
