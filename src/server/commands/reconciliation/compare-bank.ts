import 'server-only';
import { compactTrace, traceReference } from '@/contracts/payout-trace';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { compare, type Ours, type Theirs } from '@/domain/reconciliation/compare';
import type { Connection } from '../../db/database';
import {
  hasBankStatement,
  type SentPayout,
  selectSentPayouts,
  selectTracedLines,
  type TracedLine,
} from '../../repositories/reconciliation';
import type { ComparedDay } from './compare-provider';

const keyOf = ({ shopId, no }: { readonly shopId: number; readonly no: number }): string => `${shopId}-${no}`;

function theirsOf(line: TracedLine): Theirs {
  const { id, amount, currency, trace, shopId, payout, marketplace } = line;
  const isOurs = shopId !== null && payout !== null;
  return {
    ...{ id: `${trace}:${id}`, flow: 'paid-out', key: isOurs ? keyOf({ shopId, no: payout }) : null },
    ...{ group: isOurs ? keyOf({ shopId, no: payout }) : null, amount, currency, isPending: false },
    place: { marketplace: marketplace ?? '', shopId, bill: null, payout },
  };
}

function oursOf(payout: SentPayout): Ours {
  const { shopId, no, marketplace, amount, currency, status } = payout;
  return {
    ...{ key: keyOf(payout), flow: 'paid-out', group: null, amount, currency, isPending: status === 'processing' },
    place: { marketplace, shopId, bill: null, payout: no },
    reference: compactTrace(traceReference(payout)),
  };
}

/**
 * Compares the outgoing lines of a day with the payouts that they name. A payout is paired with its first line, on whatever day that is; every
 * later line of it is a double. Payouts on their way are in transit, and no difference.
 * @returns null where no file of the bank tells of the day: nothing can be said of it
 */
export async function compareBank(connection: Connection, day: PlainDate): Promise<ComparedDay | null> {
  if (!(await hasBankStatement(connection, day))) return null;
  const lines = await selectTracedLines(connection, day);
  const payouts = await selectSentPayouts(connection, day);
  const firstOf = new Map(payouts.map((payout) => [keyOf(payout), payout.firstLine]));
  const isToday = new Set(lines.map(({ id }) => id));
  const theirs = lines.map(theirsOf);
  // One that the bank paid on another day is that day's.
  const ours = payouts.filter(({ firstLine }) => firstLine === null || isToday.has(firstLine)).map(oursOf);
  const paid = [...firstOf].flatMap(([key, first]) => (first === null || isToday.has(first) ? [] : [key]));
  return { comparison: compare(theirs, ours, paid), entryCount: lines.length };
}
