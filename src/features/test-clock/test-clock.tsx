import './test-clock.css';
import { getActor, getShop } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { findNextEvent } from '@/server/queries/clock';
import { ClockBar } from './clock-bar';

/** The test clock's bar: the time that pages go by, and what happens next. Nothing in production. */
export async function TestClock() {
  if (env().mode !== 'demo') return null;
  const { pool } = systemDatabase();
  const shop = (await getActor()) === null ? null : await getShop();
  const [now, next] = await Promise.all([readClock(pool, true), findNextEvent(pool, shop?.id ?? null)]);
  return <ClockBar clock={{ now, next }} zone={shop?.zone ?? 'UTC'} />;
}
