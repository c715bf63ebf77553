'use server';

import { refresh } from 'next/cache';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { closeAskedSchema, closeRetrySchema, closeRunSchema, closeSwitchSchema } from '@/contracts/close-runs';
import { jobSchema, jobSwitchSchema, jobTaskSchema } from '@/contracts/jobs';
import type { Result } from '@/domain/shared/result';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import {
  askClose as ask,
  type CloseRefusal,
  pauseClose as pause,
  resumeClose as resume,
  retryClose as retry,
  switchCloses as switchAll,
} from '@/server/commands/close-runs/steer-closes';
import { retryJob as rerun, runSweep as sweep, switchJobTask as switchTask } from '@/server/commands/steer-jobs';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';

/** What a form shows once it was sent: what will happen now. */
type Said = ActionState<string>;

function stateOf(result: Result<unknown, CloseRefusal | string>, said: string): Said {
  if (result.ok) {
    refresh();
    return doneAction(said);
  }
  const { refusal } = result;
  if (typeof refusal === 'string') return refusedAction('conflict', refusal);
  return refusedAction('conflict', refusal.reason, refusal.field === null ? {} : { [refusal.field]: refusal.reason });
}

/** Asks the worker to close every open day through a day that is over. */
export const askClose = action<typeof closeAskedSchema, string, 'run-books'>(
  { name: 'askClose', permission: 'run-books', schema: closeAskedSchema, idempotent: true },
  async ({ input, actor }) => {
    const now = await readClock(systemDatabase().pool, env().mode === 'demo');
    const asked = await ask(systemDatabase(), { ...input, by: actor, now });
    return stateOf(asked, `Asked. The worker closes through ${input.through}.`);
  },
);

/** Has a run pause after its batch. */
export const pauseClose = action<typeof closeRunSchema, string, 'run-books'>(
  { name: 'pauseClose', permission: 'run-books', schema: closeRunSchema },
  async ({ input, actor }) =>
    stateOf(await pause(systemDatabase(), { ...input, by: actor }), 'It pauses after the batch that it is at.'),
);

/** Has the worker go on with a run. */
export const resumeClose = action<typeof closeRunSchema, string, 'run-books'>(
  { name: 'resumeClose', permission: 'run-books', schema: closeRunSchema },
  async ({ input, actor }) =>
    stateOf(await resume(systemDatabase(), { ...input, by: actor }), 'The worker goes on with it.'),
);

/** Has the worker close what a run left open, or one shop of it. */
export const retryClose = action<typeof closeRetrySchema, string, 'run-books'>(
  { name: 'retryClose', permission: 'run-books', schema: closeRetrySchema },
  async ({ input, actor }) =>
    stateOf(await retry(systemDatabase(), { ...input, by: actor }), 'The worker tries it again.'),
);

/** Pauses all closes, or lets them go on. */
export const switchCloses = action<typeof closeSwitchSchema, string, 'run-books'>(
  { name: 'switchCloses', permission: 'run-books', schema: closeSwitchSchema },
  async ({ input, actor }) => {
    const paused = input.paused === 'yes';
    const said = paused ? 'All closes are paused.' : 'Closes go on.';
    return stateOf(await switchAll(systemDatabase(), { paused, by: actor }), said);
  },
);

/** Has a job of the queue done at once. */
export const retryJob = action<typeof jobSchema, string, 'run-books'>(
  { name: 'retryJob', permission: 'run-books', schema: jobSchema },
  async ({ input, actor }) =>
    stateOf(await rerun(systemDatabase(), { job: BigInt(input.job), by: actor }), 'It is done at once.'),
);

/** Has a sweep done at once. */
export const runSweep = action<typeof jobTaskSchema, string, 'run-books'>(
  { name: 'runSweep', permission: 'run-books', schema: jobTaskSchema },
  async ({ input, actor }) =>
    stateOf(await sweep(systemDatabase(), { task: input.task, by: actor }), `${input.task} is done at once.`),
);

/** Pauses a kind of job, or lets it go on. */
export const switchJobTask = action<typeof jobSwitchSchema, string, 'run-books'>(
  { name: 'switchJobTask', permission: 'run-books', schema: jobSwitchSchema },
  async ({ input, actor }) => {
    const paused = input.paused === 'yes';
    const done = await switchTask(systemDatabase(), { task: input.task, paused, by: actor });
    return stateOf(done, `${input.task} ${paused ? 'is paused' : 'goes on'}.`);
  },
);
