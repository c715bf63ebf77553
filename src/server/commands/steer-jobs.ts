import 'server-only';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../db/database';
import { enqueueJob, SWEEPS } from '../jobs/enqueue';
import { isJobTaskPaused, rerunJob, setJobTaskPause } from '../repositories/job-tasks';
import { type AuditActor, appendAudit } from './audit/append-audit';

/** Gives back jobs of dead workers: paused, nothing else would go on either. */
const ALWAYS = 'release-jobs';

const sweepOf = (task: string) => SWEEPS.find((name) => name === task);

/** Has a job of the queue done at once, as often again as a new one. @returns refused in a sentence */
export function retryJob(
  database: Database,
  { job, by }: { readonly job: bigint; readonly by: AuditActor },
): Promise<Result<null, string>> {
  return inTransaction(database, async (connection) => {
    const task = await rerunJob(connection, job);
    if (task === null) return refused('That job is done, or being done now. Nothing was changed.');
    await appendAudit(connection, { actor: by, deed: 'job.retried', subject: `${task} ${job}` });
    return accepted(null);
  });
}

/** Has a sweep done at once. @returns refused in a sentence */
export function runSweep(
  database: Database,
  { task, by }: { readonly task: string; readonly by: AuditActor },
): Promise<Result<null, string>> {
  return inTransaction(database, async (connection) => {
    const sweep = sweepOf(task);
    if (sweep === undefined) return refused(`"${task}" is not done by the minute: retry its jobs one by one.`);
    if (await isJobTaskPaused(connection, sweep)) return refused(`${sweep} is paused. Let it go on first.`);
    await enqueueJob(connection, sweep);
    await appendAudit(connection, { actor: by, deed: 'job.retried', subject: sweep });
    return accepted(null);
  });
}

/**
 * Pauses a kind of job, or lets it go on. Sweeps only: they find what they missed, where other jobs would be lost.
 * @returns refused in a sentence
 */
export function switchJobTask(
  database: Database,
  { task, paused, by }: { readonly task: string; readonly paused: boolean; readonly by: AuditActor },
): Promise<Result<null, string>> {
  return inTransaction(database, async (connection) => {
    const sweep = sweepOf(task);
    if (sweep === undefined || sweep === ALWAYS) return refused(`"${task}" cannot be paused.`);
    if ((await isJobTaskPaused(connection, sweep)) === paused)
      return refused(paused ? `${sweep} is paused already.` : `${sweep} is not paused.`);
    await setJobTaskPause(connection, sweep, paused ? by.person.name : null);
    if (!paused) await enqueueJob(connection, sweep);
    await appendAudit(connection, { actor: by, deed: paused ? 'job.paused' : 'job.resumed', subject: sweep });
    return accepted(null);
  });
}
