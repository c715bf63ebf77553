import type { Pool } from 'pg';
import { expireSession } from './resources/checkout-sessions';
import { endProcessing } from './resources/confirm-payment';
import { disputeCharge } from './resources/disputes';
import { decideRefund } from './resources/refunds';
import { strike } from './store/faults';
import { finishTask, nextTask, postpone, type Task } from './store/tasks';
import { inTransaction, type Settings, type Work } from './store/work';
import { API_VERSION } from './version';

const WORKS: Readonly<Record<Task['kind'], (work: Work, object: string) => Promise<unknown>>> = {
  dispute: disputeCharge,
  refund: decideRefund,
  processing: endProcessing,
  'expire-session': expireSession,
};

/** Does the next thing that is due by itself. False where nothing is. */
export async function runNextTask(pool: Pool, settings: Settings): Promise<boolean> {
  const task = await nextTask(pool);
  if (task === null) return false;
  const faults = await strike(pool, [], ['webhook-late', 'webhook-lost', 'webhook-out-of-order', 'webhook-twice']);
  const about = { account: task.account, origin: '', request: null, version: API_VERSION, faults, settings };
  try {
    await inTransaction(pool, about, async (work) => {
      if (await finishTask(work, task)) await WORKS[task.kind](work, task.object);
    });
  } catch (error) {
    // What cannot be done now must not hold up the rest.
    await postpone(pool, task);
    process.stderr.write(
      `The task ${task.kind} of ${task.object}: ${error instanceof Error ? error.message : 'failed'}\n`,
    );
  }
  return true;
}
