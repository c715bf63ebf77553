import 'server-only';
import { dayOf, fromEpochMillis, type Instant, instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { underSessionLock } from '../../db/session-lock';
import type { Violation } from '../../invariants/invariant';
import { readWrittenHead } from '../../invariants/seals';
import { enqueueJob } from '../../jobs/enqueue';
import { log, logError } from '../../log';
import {
  beginVerification,
  type Checked,
  failVerification,
  findVerificationToMake,
  finishVerification,
  hasVerification,
  insertVerification,
  keepVerificationProgress,
} from '../../repositories/verification-runs';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { verifyBooks } from '../verify-books';

/** The lock of the process that checks the books: one at a time. */
const VERIFICATION_LOCK = [1_447_382_607, 0] as const;

/** When the nightly check is due: 03:00 UTC, when no marketplace's day ends. */
const NIGHTLY = 'T03:00:00Z';

const DAY_MILLIS = 86_400_000;

/** Asks the worker to check all books. @returns refused in a sentence while a check is under way */
export function askVerification(database: Database, by: AuditActor): Promise<Result<{ readonly run: number }, string>> {
  return inTransaction(database, async (connection) => {
    await connection.query("SELECT pg_advisory_xact_lock(hashtext('evenkeel.verification.ask'))");
    if (await hasVerification(connection, null))
      return refused('The books are being checked already. What it finds appears here.');
    const asker = { key: by.person.key, name: by.person.name };
    const run = await insertVerification(connection, { origin: 'page', by: asker, begins: false });
    await enqueueJob(connection, 'verify-books');
    await appendAudit(connection, { actor: by, deed: 'books.verified', subject: 'the books of every shop' });
    return accepted({ run });
  });
}

/** Asks for the nightly check where none was made since it was due last. */
export async function scheduleVerification(database: Database, now: Instant): Promise<void> {
  const today = instant(`${dayOf(now, 'UTC')}${NIGHTLY}`);
  const due = today <= now ? today : fromEpochMillis(toEpochMillis(today) - DAY_MILLIS);
  if (await hasVerification(database.pool, due)) return;
  await insertVerification(database.pool, { origin: 'schedule', by: null, begins: false });
}

/** Checks all books and keeps what was found under a run's number. */
async function makeVerification(
  database: Database,
  id: number,
  onProgress?: (done: number, total: number) => void,
): Promise<readonly Violation[]> {
  const took = new Map<string, number>();
  let progress: Promise<void> = Promise.resolve();
  const violations = await verifyBooks(database, {
    onChecked: (invariant, ms) => void took.set(invariant, (took.get(invariant) ?? 0) + ms),
    onProgress: (done, total) => {
      onProgress?.(done, total);
      progress = progress
        .then(() => keepVerificationProgress(database.pool, id, done, total))
        // How far it is, is for the page: without it the check is as good.
        .catch(() => undefined);
    },
  });
  await progress;
  const checked: Checked[] = [...took].map(([invariant, tookMs]) => ({ invariant, tookMs }));
  const head = await readWrittenHead(database);
  await inTransaction(database, (connection) => finishVerification(connection, id, { checked, violations, head }));
  const count = violations.length;
  // The head leaves the database with the log: what is collected elsewhere, a tamperer here cannot change.
  log(count === 0 ? 'info' : 'error', count === 0 ? 'books are true' : 'books are not true', { run: id, count, head });
  return violations;
}

/**
 * Makes the checks that wait, and makes again what a killed worker left.
 * @returns how many were made
 */
export async function makeVerifications(database: Database): Promise<number> {
  const made = await underSessionLock(database, VERIFICATION_LOCK, async () => {
    let count = 0;
    for (let id = await findVerificationToMake(database.pool); id !== null; count += 1) {
      await beginVerification(database.pool, id);
      try {
        await makeVerification(database, id);
      } catch (error) {
        await failVerification(database.pool, id, logError('books could not be checked', error, { run: id }));
      }
      id = await findVerificationToMake(database.pool);
    }
    return count;
  });
  return made ?? 0;
}

/** Checks all books now, for the command line, and keeps what was found for operations. */
export async function verifyAndKeep(
  database: Database,
  onProgress: (done: number, total: number) => void,
): Promise<readonly Violation[]> {
  const id = await insertVerification(database.pool, { origin: 'command-line', by: null, begins: true });
  try {
    return await makeVerification(database, id, onProgress);
  } catch (error) {
    const reference = logError('books could not be checked', error, { run: id });
    await failVerification(database.pool, id, reference).catch(() => undefined);
    throw error;
  }
}
