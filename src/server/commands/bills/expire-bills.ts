import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Database } from '../../db/database';
import { expireUnpaid } from '../../repositories/bills';

/**
 * Lets unpaid bills whose time is over expire: 24 hours, a transfer 7 days (R8.2). What is being paid never expires.
 * @returns how many expired
 */
export function expireBills(database: Database, { now }: { readonly now: Instant }): Promise<number> {
  return expireUnpaid(database.pool, now);
}
