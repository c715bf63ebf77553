'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { clockMoveSchema, type MovedDto } from '@/contracts/test-clock';
import { dayOf } from '@/domain/calendar/instant';
import { addDays } from '@/domain/calendar/plain-date';
import { action } from '@/server/auth/action';
import { getActor, getShop } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { type ClockMove, moveClock } from '@/server/commands/move-clock';
import { systemDatabase } from '@/server/db/site';
import { findNextEvent, readMoved } from '@/server/queries/clock';

/** Moves the test clock, closes the days that are then over, and tells what happened to the chosen shop. */
export const moveTestClock = action<typeof clockMoveSchema, MovedDto>(
  { name: 'moveTestClock', permission: 'anybody-in-demo', schema: clockMoveSchema },
  async ({ input }) => {
    const database = systemDatabase();
    const shop = (await getActor()) === null ? null : await getShop();
    const before = await readClock(database.pool, true);
    const move = await readMove(input.move, shop?.id ?? null);
    if (move === null) return refusedAction('conflict', 'Nothing is known to happen. Move the clock by days.');
    const moved = await moveClock(database, move);
    if (!moved.ok) {
      const why = moved.refusal === 'paused' ? 'Operations have paused all closes' : 'The clock was moved meanwhile';
      return refusedAction('conflict', `${why}. Nothing was done.`);
    }
    refresh();
    const zone = shop?.zone ?? 'UTC';
    const from = shop?.closedThrough ? addDays(shop.closedThrough, 1) : dayOf(before, zone);
    return doneAction(await readMoved(database.pool, shop, from, dayOf(moved.value.now, zone)));
  },
);

async function readMove(move: 'day' | 'week' | 'event', shopId: number | null): Promise<ClockMove | null> {
  if (move !== 'event') return { days: move === 'day' ? 1 : 7 };
  const next = await findNextEvent(systemDatabase().pool, shopId);
  return next === null ? null : { after: next.day };
}
