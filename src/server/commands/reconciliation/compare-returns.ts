import 'server-only';
import { compactTrace, traceReference } from '@/contracts/payout-trace';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { sum } from '@/domain/money/money';
import type { Ours, Theirs } from '@/domain/reconciliation/compare';
import { FILE_HORIZON_DAYS, type UnnamedLine } from '@/domain/reconciliation/payout-files';
import { BACK_APART_DAYS, pairPayoutsBack } from '@/domain/reconciliation/payouts-back';
import type { Connection } from '../../db/database';
import {
  type ReturnedPayout,
  selectReturnedPayouts,
  selectTracedCredits,
  selectUnnamedCredits,
} from '../../repositories/reconciliation-bank';
import { type ComparedSides, groupOf, payoutKey, theirsOf } from './payout-sides';

const FLOW = 'came-back';

/** A payout that came back by our books. */
function oursOf(payout: ReturnedPayout, isPending = false): Ours {
  const { shopId, no, marketplace, amount, currency } = payout;
  return {
    ...{ key: payoutKey(payout), flow: FLOW, group: null, amount, currency, isPending },
    place: { marketplace, shopId, bill: null, payout: no },
    reference: compactTrace(traceReference(payout)),
  };
}

/** Payouts that came back by a line that names none: one movement on either side. */
function sumSides(
  line: UnnamedLine,
  payouts: readonly ReturnedPayout[],
): { readonly theirs: Theirs; readonly ours: Ours } {
  const [first] = payouts;
  const only = payouts.length === 1 ? first : undefined;
  const place = {
    ...{ marketplace: first?.marketplace ?? '', shopId: only?.shopId ?? null },
    ...{ bill: null, payout: only?.no ?? null },
  };
  const both = {
    key: `line:${line.id}`,
    flow: FLOW,
    group: null,
    currency: line.currency,
    isPending: false,
    place,
  } as const;
  return {
    theirs: { ...both, id: `bank-line:${line.id}`, amount: line.amount },
    ours: { ...both, amount: sum(payouts.map(({ amount }) => amount)), reference: `bank-line:${line.id}` },
  };
}

/**
 * Payouts that failed or were returned beside the money that came in. A line that names its payout is paired with it, on whatever day either is
 * told. One that names none gives payouts back once a person has set it aside as no seller's payment, and its amount is theirs to the cent. What
 * the bank has not told of is on its way on the day on which the books heard of it, and missed some days later.
 */
export async function compareReturns(connection: Connection, day: PlainDate): Promise<ComparedSides> {
  const [from, through] = [addDays(day, -FILE_HORIZON_DAYS), addDays(day, FILE_HORIZON_DAYS)];
  const named = await selectTracedCredits(connection, day);
  const returned = await selectReturnedPayouts(connection, { day, from, through, apart: BACK_APART_DAYS });
  const unnamed = returned
    .filter(({ firstLine }) => firstLine === null)
    .map((payout) => ({ ...payout, key: payoutKey(payout) }));
  const lines = unnamed.length === 0 ? [] : await selectUnnamedCredits(connection, from, through);
  const pairs = pairPayoutsBack(unnamed, lines);
  const paired = new Set([...pairs.values()].flat().map(({ key }) => key));
  const sums = lines.flatMap((line) => {
    const payouts = line.bookedOn === day ? pairs.get(line.id) : undefined;
    return payouts === undefined ? [] : sumSides(line, payouts);
  });
  const open = unnamed.filter(({ key }) => !paired.has(key));
  const isToday = new Set(named.map(({ id }) => id));
  return {
    theirs: [...named.map((line) => theirsOf(FLOW, line)), ...sums.map(({ theirs }) => theirs)],
    ours: [
      ...returned
        .filter(({ firstLine }) => firstLine !== null && isToday.has(firstLine))
        .map((payout) => oursOf(payout)),
      ...sums.map(({ ours }) => ours),
      ...open.filter(({ backOn }) => backOn === day).map((payout) => oursOf(payout, true)),
      ...open
        .filter(({ backOn, isTold }) => isTold && addDays(backOn, BACK_APART_DAYS) === day)
        .map((payout) => oursOf(payout)),
    ],
    paid: returned
      .filter(({ firstLine }) => firstLine !== null && !isToday.has(firstLine))
      .map((payout) => groupOf(FLOW, payoutKey(payout))),
  };
}
