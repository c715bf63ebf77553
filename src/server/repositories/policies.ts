import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { POLICIES } from '@/domain/policy/books/index';
import { versionAfter } from '@/domain/policy/numbers';
import type { Policies, PolicyBook } from '@/domain/policy/policy';
import type { Connection } from '../db/database';

/** A confirmed version as it is stored: its numbers as texts, by key (see domain/policy/numbers). */
interface StoredVersion {
  readonly marketplace: string;
  readonly version: number;
  readonly effective_from: PlainDate;
  readonly source: string;
  readonly numbers: string;
}

/** Ours among the advisory locks of the database: "policy". */
const POLICY_LOCK = 0x706f6c69;

const IN_FORCE = `SELECT v.marketplace, v.version, v.effective_from, v.source, v.numbers FROM policy_version v
  WHERE EXISTS (SELECT FROM policy_decision d WHERE d.marketplace = v.marketplace AND d.version = v.version AND d.decision = 'confirmed')
    AND NOT EXISTS (SELECT FROM policy_decision d WHERE d.marketplace = v.marketplace AND d.version = v.version AND d.decision = 'withdrawn')
  ORDER BY v.marketplace, v.effective_from`;

function withVersion(book: PolicyBook, stored: StoredVersion): PolicyBook {
  const before = book.versions.at(-1);
  if (before === undefined || before.effectiveFrom >= stored.effective_from || before.version >= stored.version)
    throw new Error(
      `Defect: version ${stored.version} of the ${book.marketplace} book does not follow its version ${before?.version}`,
    );
  const { version, effective_from: effectiveFrom, source } = stored;
  const numbers = JSON.parse(stored.numbers) as Readonly<Record<string, string>>;
  return { ...book, versions: [...book.versions, versionAfter(before, { version, effectiveFrom, source, numbers })] };
}

/**
 * The policy books: those that the code ships, with every version that was confirmed and not withdrawn after them (R1.5). The one place where
 * books come from: closes, replays, forecasts and pages all take these.
 * @example policyOn(bookOf(await selectPolicies(connection), "us"), today)
 */
export async function selectPolicies(connection: Connection): Promise<Policies> {
  const { rows } = await connection.query<StoredVersion>(IN_FORCE);
  const books: Record<string, PolicyBook> = { ...POLICIES };
  for (const stored of rows) books[stored.marketplace] = withVersion(bookOf(books, stored.marketplace), stored);
  return books;
}

/** The book of one marketplace, as of now. */
export async function selectBook(connection: Connection, marketplace: string): Promise<PolicyBook> {
  return bookOf(await selectPolicies(connection), marketplace);
}

/**
 * The books for a close, held as they are until its transaction ends: a version that is being confirmed waits for it, and then sees which
 * days are closed. So no day is closed by another book than the one that replays it.
 */
export async function selectPoliciesToClose(connection: Connection): Promise<Policies> {
  await connection.query('SELECT pg_advisory_xact_lock_shared($1)', [POLICY_LOCK]);
  return selectPolicies(connection);
}

/** Waits for the closes that are under way, and lets none begin until the transaction ends: whoever changes the books begins so. */
export async function lockPolicies(connection: Connection): Promise<void> {
  await connection.query('SELECT pg_advisory_xact_lock($1)', [POLICY_LOCK]);
}
