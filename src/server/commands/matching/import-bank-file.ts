import 'server-only';
import { type BankLine, bankLineFamily, unknownLines } from '@/domain/bill/bank-line';
import type { Instant } from '@/domain/calendar/instant';
import { accepted, type Result } from '@/domain/shared/result';
import { machineTime } from '../../clock';
import { type Database, inTransaction } from '../../db/database';
import { type BankStatement, readBankStatement } from '../../imports/bank-statement/read-bank-statement';
import type { StatementRefusal } from '../../imports/bank-statement/reading';
import { insertBankDebits, insertBankFile } from '../../repositories/bank-debits';
import { lockImports, selectFamilies } from '../../repositories/bank-lines';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { type ImportBankLinesResult, importBankLines } from '../match-bank-lines';
import { tracePayouts } from './trace-payouts';

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

async function storeDebits(database: Database, lines: readonly BankLine[], now: Instant): Promise<number> {
  return inTransaction(database, async (connection) => {
    await lockImports(connection);
    const families = new Set(lines.map((line) => bankLineFamily(line.fingerprint)));
    const fresh = unknownLines(lines, await selectFamilies(connection, families, 'bank_debit'));
    const traced = await tracePayouts(connection, fresh);
    const debits = fresh.map((line) => ({ line, traced: traced(line) }));
    return insertBankDebits(connection, debits, now);
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
