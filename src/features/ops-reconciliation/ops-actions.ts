'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { explainDifferenceSchema, reconcileDaySchema } from '@/contracts/reconciliation';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import { explainDifference } from '@/server/commands/reconciliation/explain-difference';
import { lastDayBegun, reconcileDays } from '@/server/commands/reconciliation/reconcile-day';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { siteCardGateway } from '@/server/gateways/site-gateway';

/** Compares a day again, now. */
export const reconcileAgain = action(
  { name: 'reconcileAgain', permission: 'check-books', schema: reconcileDaySchema, idempotent: true },
  async ({ input: { day }, actor }) => {
    const last = lastDayBegun(await readClock(systemDatabase().pool, env().mode === 'demo'));
    const ahead = `Choose a day until ${last}: later ones have not begun.`;
    if (day > last) return refusedAction('invalid', ahead, { day: ahead });
    const [result] = await reconcileDays(systemDatabase(), siteCardGateway(), { from: day, through: day, by: actor });
    refresh();
    const sides = (result?.sides ?? []).map(({ side, status, differences }) => ({
      ...{ side, status },
      differences: differences.length,
    }));
    return doneAction({ day, sides });
  },
);

/** Explains a difference. */
export const explainItem = action(
  { name: 'explainItem', permission: 'check-books', schema: explainDifferenceSchema, idempotent: true },
  async ({ input: { key, note }, actor }) => {
    const explained = await explainDifference(systemDatabase(), { key, note, by: actor });
    if (!explained.ok) return { ...refusedAction('conflict', explained.refusal.reason), typed: { note } };
    refresh();
    return doneAction({ key });
  },
);
