'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { dryRunSchema, scheduleSchema, versionSchema, withdrawSchema } from '@/contracts/policies';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import { askDryRun as ask } from '@/server/commands/policies/ask-dry-run';
import { confirmVersion as confirm } from '@/server/commands/policies/confirm-version';
import { scheduleVersion as schedule } from '@/server/commands/policies/schedule-version';
import type { VersionResult } from '@/server/commands/policies/version-rules';
import { withdrawVersion as withdraw } from '@/server/commands/policies/withdraw-version';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { fieldName, versionPath } from './words';

const PREFIX = fieldName('');

function now() {
  return readClock(systemDatabase().pool, env().mode === 'demo');
}

function refusalOf(result: Extract<VersionResult<unknown>, { ok: false }>): ActionState<never> {
  const fields = Object.fromEntries(result.refusal.map(({ field, reason }) => [field, reason]));
  return refusedAction('conflict', result.refusal.map(({ reason }) => reason).join(' '), fields);
}

/** Schedules a new version, with its dry runs; what is wrong is said at its field and nothing is kept. */
export const scheduleVersion = action(
  { name: 'scheduleVersion', permission: 'schedule-policies', schema: scheduleSchema, idempotent: true },
  async ({ input, actor }) => {
    const { marketplace, effectiveFrom, source, ...rest } = input;
    const numbers = Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) =>
        name.startsWith(PREFIX) && typeof value === 'string' ? [[name.slice(PREFIX.length), value]] : [],
      ),
    );
    const wish = { marketplace, effectiveFrom, source, numbers };
    const done = await schedule(systemDatabase(), { ...wish, by: actor, now: await now() });
    if (done.ok) redirect(versionPath(marketplace, done.value.version) as Route);
    return { ...refusalOf(done), typed: { effectiveFrom, source, ...numbers } };
  },
);

/** Confirms a version that somebody else scheduled. */
export const confirmVersion = action(
  { name: 'confirmVersion', permission: 'confirm-policies', schema: versionSchema, stepUp: true, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const done = await confirm(systemDatabase(), { ...input, by: actor, now: await now() });
    if (!done.ok) return refusalOf(done);
    refresh();
    return doneAction(null);
  },
);

/** Withdraws a version before its day. */
export const withdrawVersion = action(
  { name: 'withdrawVersion', permission: 'schedule-policies', schema: withdrawSchema, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const done = await withdraw(systemDatabase(), { ...input, by: actor, now: await now() });
    if (!done.ok) return refusalOf(done);
    refresh();
    return doneAction(null);
  },
);

/** Asks for a dry run over other days. */
export const askDryRun = action(
  { name: 'askDryRun', permission: 'schedule-policies', schema: dryRunSchema, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const { from = null, ...rest } = input;
    const done = await ask(systemDatabase(), { ...rest, from, by: actor, now: await now() });
    if (!done.ok) return refusalOf(done);
    refresh();
    return doneAction(null);
  },
);
