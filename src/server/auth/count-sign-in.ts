import 'server-only';
import { readClock } from '../clock';
import { recordSignIn } from '../commands/activity/record-sign-in';
import { systemDatabase } from '../db/site';
import { env } from '../env';

/** A sign-in is activity of the member's shops (R10.5), on the day that the clock shows. */
export async function countSignIn(personKey: string): Promise<void> {
  const database = systemDatabase();
  const now = await readClock(database.pool, env().mode === 'demo');
  await recordSignIn(database, { personKey, now });
}
