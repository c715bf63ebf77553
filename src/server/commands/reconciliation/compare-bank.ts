import 'server-only';
import { compactTrace, traceReference } from '@/contracts/payout-trace';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { compare, type Ours } from '@/domain/reconciliation/compare';
import {
  type ExpectedSum,
  expectedSums,
  FILE_HORIZON_DAYS,
  type FileSum,
  fileSumName,
  pairFileSums,
} from '@/domain/reconciliation/payout-files';
import type { Connection } from '../../db/database';
import {
  hasBankStatement,
  type OutgoingLine,
  type SentFile,
  type SentPayout,
  selectSentFiles,
  selectSentPayouts,
  selectTracedLines,
  selectUnnamedLines,
} from '../../repositories/reconciliation-bank';
import type { ComparedDay } from './compare-provider';
import { compareReturns } from './compare-returns';
import { type ComparedSides, groupOf, payoutKey, theirsOf } from './payout-sides';

function oursOf(payout: SentPayout): Ours {
  const { shopId, no, marketplace, amount, currency, status } = payout;
  return {
    ...{ key: payoutKey(payout), flow: 'paid-out', group: null, amount, currency, isPending: status === 'processing' },
    place: { marketplace, shopId, bill: null, payout: no },
    reference: compactTrace(traceReference(payout)),
  };
}

/** What both sides say of a sum of a file: no shop's, since it pays many. */
function sumOf(sum: FileSum<SentFile>) {
  const { marketplace, currency } = sum.file;
  const place = { marketplace, shopId: null, bill: null, payout: null };
  return { key: fileSumName(sum), flow: 'paid-out', amount: sum.amount, currency, isPending: false, place } as const;
}

/** Whether a sum belongs to a day: that of its first line; what no line paid is missed on the day on which it was due. */
function isOfDay({ file, firstLine }: ExpectedSum<SentFile>, day: PlainDate): boolean {
  return firstLine === null ? file.isTold && file.effectiveOn === day : firstLine.bookedOn === day;
}

/** The files of payouts around a day, the lines that name no payout, and which of them pays which sum. */
async function pairAround(connection: Connection, day: PlainDate) {
  const [from, through] = [addDays(day, -FILE_HORIZON_DAYS), addDays(day, FILE_HORIZON_DAYS)];
  const files = await selectSentFiles(connection, from, through);
  const lines = await (files.length === 0
    ? selectUnnamedLines(connection, day, day)
    : selectUnnamedLines(connection, from, through));
  return { files, lines, pairs: pairFileSums(files, lines) };
}

/**
 * What left the account on a day and pays neither a payout nor a file of them: rent, fees, or what nobody meant. None of the books' business, so
 * none of a comparison's; a person looks at it.
 * @example (await selectOtherOutgoing(connection, day)).map(({ amount }) => amount) // [500000n]
 */
export async function selectOtherOutgoing(connection: Connection, day: PlainDate): Promise<readonly OutgoingLine[]> {
  const { lines, pairs } = await pairAround(connection, day);
  return lines.filter(({ id, bookedOn }) => bookedOn === day && !pairs.has(id));
}

/** The files of payouts around a day beside the lines that name no payout. */
async function compareFiles(connection: Connection, day: PlainDate): Promise<ComparedSides> {
  const { files, lines, pairs } = await pairAround(connection, day);
  const sums = files.flatMap((file) => expectedSums(file, pairs, lines));
  return {
    theirs: lines.flatMap(({ id, bookedOn }) => {
      const sum = bookedOn === day ? pairs.get(id) : undefined;
      return sum === undefined ? [] : { ...sumOf(sum), id: `${fileSumName(sum)}:${id}`, group: fileSumName(sum) };
    }),
    // Payouts that the bank names are compared one by one; a sum of them beside that is no second time ours, and paid already.
    ours: sums
      .filter((sum) => !sum.file.isNamed && isOfDay(sum, day))
      .map((sum) => ({ ...sumOf(sum), group: null, reference: fileSumName(sum) })),
    paid: sums
      .filter(({ file, firstLine }) => file.isNamed || (firstLine !== null && firstLine.bookedOn !== day))
      .map(fileSumName),
  };
}

/** Payouts that lines name, beside those lines. */
async function comparePayouts(connection: Connection, day: PlainDate): Promise<ComparedSides> {
  const lines = await selectTracedLines(connection, day);
  const payouts = await selectSentPayouts(connection, day);
  const firstOf = new Map(payouts.map((payout) => [payoutKey(payout), payout.firstLine]));
  const isToday = new Set(lines.map(({ id }) => id));
  return {
    theirs: lines.map((line) => theirsOf('paid-out', line)),
    // One that the bank paid on another day is that day's.
    ours: payouts.filter(({ firstLine }) => firstLine === null || isToday.has(firstLine)).map(oursOf),
    paid: [...firstOf].flatMap(([key, first]) =>
      first === null || isToday.has(first) ? [] : [groupOf('paid-out', key)],
    ),
  };
}

/**
 * Compares the lines of a day with the payouts that they name, out and back, and with the files of payouts and the returns that the bank books as
 * one sum. A payout or sum is paired with its first line, on whatever day that is; every later line of it is a double. Payouts on their way, either
 * way, are in transit, and no difference.
 * @returns null where no file of the bank tells of the day: nothing can be said of it
 */
export async function compareBank(connection: Connection, day: PlainDate): Promise<ComparedDay | null> {
  if (!(await hasBankStatement(connection, day))) return null;
  const sides = [
    await comparePayouts(connection, day),
    await compareFiles(connection, day),
    await compareReturns(connection, day),
  ];
  const theirs = sides.flatMap((side) => side.theirs);
  const ours = sides.flatMap((side) => side.ours);
  const paid = sides.flatMap((side) => side.paid);
  return { comparison: compare(theirs, ours, paid), entryCount: theirs.length };
}
