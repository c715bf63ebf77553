'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { decideAppealSchema } from '@/contracts/appeals';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import { decideOnAppeal } from '@/server/commands/appeals/decide-appeal';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { decisionRefusalText } from './words';

/** Grants or refuses an appeal. Whoever decides is of the marketplace, and every shop is theirs to decide on but those of their own. */
export const decideAppeal = action(
  { name: 'decideAppeal', permission: 'decide-appeals', schema: decideAppealSchema, idempotent: true },
  async ({ input, actor }) => {
    const database = systemDatabase();
    const now = await readClock(database.pool, env().mode === 'demo');
    const decided = await decideOnAppeal(database, { ...input, by: actor, now });
    if (!decided.ok) {
      return { ...refusedAction('conflict', decisionRefusalText(decided.refusal)), typed: { reason: input.reason } };
    }
    refresh();
    return doneAction({ appeal: input.appeal, lifted: decided.value.length });
  },
);
