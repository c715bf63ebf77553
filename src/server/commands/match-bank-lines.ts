import 'server-only';
import {
  type BankLine,
  bankLineFamily,
  type MatchPlan,
  planMatch,
  type TransferBill,
  unknownLines,
} from '@/domain/bill/bank-line';
import { findReferences } from '@/domain/bill/reference';
import type { Instant } from '@/domain/calendar/instant';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../db/database';
import { logError } from '../log';
import {
  type BankLineRow,
  insertBankLines,
  lockImports,
  type PlannedLine,
  selectAwaitedTransfers,
  selectBillsByReference,
  selectFamilies,
  selectUnfinishedLines,
} from '../repositories/bank-lines';
import type { AuditActor } from './audit/append-audit';
import type { BillResult } from './bills/bill-refusal';
import { receiveTransfer } from './bills/receive-transfer';
import { suggestToAnother } from './matching/second-look';
import { tracePayouts } from './matching/trace-payouts';

/** What an import of bank lines came to. */
export interface ImportBankLinesResult {
  /** Lines that were not known: `matched + suggested + unmatched`. */
  readonly accepted: number;
  /** Lines that an earlier import, or an earlier line, brought already. */
  readonly duplicates: number;
  readonly matched: number;
  readonly suggested: number;
  readonly unmatched: number;
}

/** Plans every line, those with references first: what they pay is awaited no more when the others are judged. */
async function planLines(connection: Connection, lines: readonly BankLine[]): Promise<PlannedLine[]> {
  const referencesOf = new Map(
    lines.map((line) => [line, findReferences(`${line.description} | ${line.counterparty}`)]),
  );
  const bills = await selectBillsByReference(connection, [...new Set([...referencesOf.values()].flat())]);
  const namedBy = (line: BankLine): readonly TransferBill[] =>
    (referencesOf.get(line) ?? []).flatMap((reference) => bills.get(reference) ?? []);
  const idOf = ({ shopId, bill }: Pick<TransferBill, 'shopId' | 'bill'>): string => `${shopId} ${bill}`;
  const awaited = new Map((await selectAwaitedTransfers(connection)).map((bill) => [idOf(bill), bill]));
  const traced = await tracePayouts(connection, lines);
  const plan = (line: BankLine): MatchPlan => {
    const decided = planMatch(line, {
      named: namedBy(line),
      awaited: [...awaited.values()],
      payout: traced(line).trace,
    });
    if (decided.bill !== null) awaited.delete(idOf(decided.bill));
    return decided;
  };
  const [first, second] = [
    lines.filter((line) => namedBy(line).length > 0),
    lines.filter((line) => namedBy(line).length === 0),
  ];
  const plans = new Map([...first, ...second].map((line) => [line.fingerprint, plan(line)]));
  return lines.map((line) => ({
    line,
    plan: present(plans.get(line.fingerprint), `plan of line ${line.fingerprint}`),
    credited: null,
    // Who pays a bill may tell in their words which payout failed: that is no return.
    traced: namedBy(line).length > 0 ? { trace: null, payout: null } : traced(line),
  }));
}

/** Clears the bill of a matched line; the same line again has no effect. */
export function bookLine(database: Database, line: BankLineRow, now: Instant): Promise<BillResult> {
  const [shopId, bill] = [
    present(line.shopId, `shop of bank line ${line.id}`),
    present(line.bill, `bill of bank line ${line.id}`),
  ];
  return receiveTransfer(database, { shopId, bill, amount: line.amount, line: line.id, now });
}

/**
 * Books every matched line whose money has not reached the books. A line is stored before its bill is cleared; where a process ended between
 * the two, whoever comes next finishes it. One line that cannot be booked does not keep the others waiting.
 * @returns how many were booked
 * @throws what kept lines from being booked; they stay for the next time
 */
export async function finishMatchedLines(database: Database, { now }: { readonly now: Instant }): Promise<number> {
  const lines = await selectUnfinishedLines(database.pool);
  const failures: unknown[] = [];
  for (const line of lines) {
    try {
      const received = await bookLine(database, line, now);
      if (!received.ok) throw new Error(`Defect: bank line ${line.id} cannot be booked: ${received.refusal.reason}`);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} matched bank lines wait to be booked`);
  return lines.length;
}

/**
 * Imports lines of the marketplace's bank account and matches them with the bills that they pay (R8.5): by reference, the bill clears for
 * what arrived, exact, less or more; without one a likely bill is suggested; else the line waits, unmatched, for ops. What takes a second
 * person is suggested too. The lines are stored in one transaction, and then each matched one is booked in its own.
 * @param input.lines amounts above zero; the same fingerprint again has no effect
 * @param input.by who imports them; null for the command line
 * @returns the counts of this import
 * @example await importBankLines(database, { lines, by: actor, now }) // { accepted: 2, duplicates: 0, matched: 1, suggested: 0, unmatched: 1 }
 */
export async function importBankLines(
  database: Database,
  { lines, by, now }: { readonly lines: readonly BankLine[]; readonly by: AuditActor | null; readonly now: Instant },
): Promise<ImportBankLinesResult> {
  const distinct = [...new Map(lines.map((line) => [line.fingerprint, line])).values()];
  const stored = await inTransaction(database, async (connection) => {
    await lockImports(connection);
    const families = new Set(distinct.map((line) => bankLineFamily(line.fingerprint)));
    const likely = await planLines(connection, unknownLines(distinct, await selectFamilies(connection, families)));
    const planned = by === null ? likely : await suggestToAnother(connection, likely, { by, now });
    const inserted = await insertBankLines(connection, planned, { by: by?.person.key ?? null, now });
    return planned.filter(({ line }) => inserted.has(line.fingerprint));
  });
  // What cannot be booked waits for the sweep, which says so; the file itself was imported.
  await finishMatchedLines(database, { now }).catch((error: unknown) => logError('matched bank lines wait', error));
  const count = (status: MatchPlan['status']): number => stored.filter(({ plan }) => plan.status === status).length;
  return {
    accepted: stored.length,
    duplicates: lines.length - stored.length,
    matched: count('matched'),
    suggested: count('suggested'),
    unmatched: count('unmatched'),
  };
}
