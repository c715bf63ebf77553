import 'server-only';
import { readPayoutReference } from '@/contracts/payout-reference';
import { compactTrace, findTraces, traceDay, traceReference } from '@/contracts/payout-trace';
import { type BankLine, bankLineFamily, unknownLines } from '@/domain/bill/bank-line';
import type { Instant } from '@/domain/calendar/instant';
import { accepted, type Result } from '@/domain/shared/result';
import { machineTime } from '../../clock';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { type BankStatement, readBankStatement } from '../../imports/bank-statement/read-bank-statement';
import type { StatementRefusal } from '../../imports/bank-statement/reading';
import {
  insertBankDebits,
  insertBankFile,
  type NamedPayout,
  selectPayoutsByNo,
  selectPayoutsOfDays,
  type TracedDebit,
} from '../../repositories/bank-debits';
import { lockImports, selectFamilies } from '../../repositories/bank-lines';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { type ImportBankLinesResult, importBankLines } from '../match-bank-lines';

/** What a bank file came to. */
export interface ImportBankFileResult extends ImportBankLinesResult {
  readonly format: BankStatement['format'];
  /** Outgoing lines that were not known. */
  readonly debits: number;
  readonly passedOver: BankStatement['passedOver'];
}

/** A file of the marketplace's bank. */
export interface ImportBankFileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The account's currency, for CSV files that do not tell it. */
  readonly currency: string | null;
  /** Null for the command line. */
  readonly by: AuditActor | null;
  readonly now: Instant;
}

const textOf = ({ description, counterparty }: BankLine): string => `${description} | ${counterparty}`;

/** What files of payouts call a payout (P3-18), among the words of a text. */
function shortReferences(text: string): readonly { readonly shopId: number; readonly no: number }[] {
  return text.split(/[\s|,;:]+/).flatMap((word) => readPayoutReference(word) ?? []);
}

/**
 * Which payout each outgoing line paid: by the reference that sellers see, whose check digits make it no accident; else by the short one, if the
 * amount is the payout's too.
 */
async function traceDebits(connection: Connection, lines: readonly BankLine[]): Promise<readonly TracedDebit[]> {
  const tracesOf = new Map(lines.map((line) => [line, findTraces(textOf(line))]));
  const days = [...tracesOf.values()].flat().flatMap((trace) => traceDay(trace) ?? []);
  const short = lines.flatMap((line) => shortReferences(textOf(line)));
  const payouts = await selectPayoutsOfDays(connection, [...new Set(days)]);
  const byTrace = new Map(payouts.map((payout) => [compactTrace(traceReference(payout)), payout]));
  const keyOf = ({ shopId, no }: { readonly shopId: number; readonly no: number }) => `${shopId} ${no}`;
  const byNo = new Map((await selectPayoutsByNo(connection, short)).map((payout) => [keyOf(payout), payout]));
  const traced = (line: BankLine): Pick<TracedDebit, 'trace' | 'payout'> => {
    const traces = tracesOf.get(line) ?? [];
    for (const trace of traces) {
      const payout = byTrace.get(trace);
      if (payout !== undefined) return { trace, payout };
    }
    const [longest = null] = traces;
    if (longest !== null) return { trace: longest, payout: null };
    const isIts = (payout: NamedPayout | undefined): payout is NamedPayout =>
      payout !== undefined && payout.amount === line.amount && payout.currency === line.currency;
    const named = shortReferences(textOf(line)).map((reference) => byNo.get(keyOf(reference)));
    const payout = named.find(isIts) ?? null;
    return { trace: payout === null ? null : compactTrace(traceReference(payout)), payout };
  };
  return lines.map((line) => ({ line, ...traced(line) }));
}

async function storeDebits(database: Database, lines: readonly BankLine[], now: Instant): Promise<number> {
  return inTransaction(database, async (connection) => {
    await lockImports(connection);
    const families = new Set(lines.map((line) => bankLineFamily(line.fingerprint)));
    const fresh = unknownLines(lines, await selectFamilies(connection, families, 'bank_debit'));
    return insertBankDebits(connection, await traceDebits(connection, fresh), now);
  });
}

function daysOf({ lines, debits }: BankStatement) {
  const days = [...lines, ...debits].map(({ bookedOn }) => bookedOn).sort();
  const [from, through] = [days[0], days.at(-1)];
  return from === undefined || through === undefined ? null : { from, through };
}

/**
 * Imports a statement of the marketplace's bank: what came in is matched with bills (R8.5), what went out is kept with the payout that it names,
 * for the reconciliation. The same file again changes nothing but the record that it came.
 * @returns what it came to; refused, with every line that is wrong and why, nothing of the file is stored
 * @example await importBankFile(database, { name: 'march.xml', bytes, currency: null, by: actor, now })
 */
export async function importBankFile(
  database: Database,
  { name, bytes, currency, by, now }: ImportBankFileInput,
): Promise<Result<ImportBankFileResult, readonly StatementRefusal[]>> {
  const read = readBankStatement(bytes, { currency });
  if (!read.ok) return read;
  const statement = read.value;
  const { format, lines, debits: left, repeats, passedOver } = statement;
  const counts = await importBankLines(database, { lines, by, now });
  const debits = await storeDebits(database, left, now);
  const duplicates = counts.duplicates + repeats;
  await inTransaction(database, async (connection) => {
    await insertBankFile(connection, {
      name,
      format,
      days: daysOf(statement),
      currencies: [...new Set([...lines, ...left].map((line) => line.currency))].sort(),
      lineCount: lines.length + left.length,
      acceptedCount: counts.accepted,
      debitCount: debits,
      byName: by?.person.name ?? null,
      at: machineTime(),
    });
    const { accepted: arrived, matched, suggested, unmatched } = counts;
    const detail = { format, accepted: arrived, duplicates, matched, suggested, unmatched, debits };
    await appendAudit(connection, { actor: by, sellerId: null, deed: 'bank-file.imported', subject: name, detail });
  });
  return accepted({ ...counts, duplicates, format, debits, passedOver });
}
