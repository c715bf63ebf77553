import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { accepted, type Result, refused } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import { type BankReturns, type ReturnRefusal, readBankReturns } from '../../imports/bank-returns/read-bank-returns';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { recordBankReturns } from '../payout-rail/record-bank-returns';

/** A return file of the bank. */
export interface ImportReturnFileInput {
  readonly name: string;
  readonly bytes: Buffer;
  /** Null for the command line. */
  readonly by: AuditActor | null;
  readonly now: Instant;
}

/** What it came to. */
export interface ImportReturnFileResult {
  readonly format: BankReturns['format'];
  readonly accepted: number;
  readonly duplicates: number;
  readonly passedOver: number;
}

/**
 * Imports what a bank did not take or sent back (R7.5): all of a file, or nothing where a line of it is wrong or names no payout. The same file
 * again has no effect.
 * @example await importReturnFile(database, { name: 'returns.csv', bytes, by: actor, now })
 */
export async function importReturnFile(
  database: Database,
  { name, bytes, by, now }: ImportReturnFileInput,
): Promise<Result<ImportReturnFileResult, readonly ReturnRefusal[]>> {
  const read = readBankReturns(bytes);
  if (!read.ok) return read;
  const { format, returns, passedOver } = read.value;
  const summary = await recordBankReturns(database, { returns, now });
  if (summary.refused.length > 0) return refused(summary.refused);
  if (summary.accepted > 0) {
    const detail = { accepted: summary.accepted };
    const imported = { actor: by, sellerId: null, deed: 'bank-returns.imported', subject: name, detail } as const;
    await appendAudit(database.pool, imported);
  }
  return accepted({ format, accepted: summary.accepted, duplicates: summary.duplicates, passedOver });
}
