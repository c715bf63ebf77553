import 'server-only';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { Connection } from '../../db/database';
import { listVersions, selectMarketplaceStanding, type VersionRow } from '../../repositories/policy-versions';
import type { AuditActor } from '../audit/append-audit';

/** Which version somebody does something with, who, and when. */
export interface VersionDeed {
  readonly marketplace: string;
  readonly version: number;
  readonly by: AuditActor;
  /** In the time of the clock that the books go by. */
  readonly now: Instant;
}

/** What becomes of it: done, or everything that is in the way, each with its field and cure. */
export type VersionResult<Value> = Result<Value, readonly FieldRefusal[]>;

/** One refusal. */
export function refuse(field: string, reason: string): VersionResult<never> {
  return refused([{ field, reason }]);
}

/**
 * The first day on which a new version can take effect. Of the day after the last closed one the tier, the reserve level and the payout run
 * are decided already (R11), so it is the day after that: what is in the books never depends on a version that came later.
 * @example books closed through 13 March: 15 March
 */
export async function earliestDay(connection: Connection, marketplace: string, now: Instant): Promise<PlainDate> {
  const { closedThrough } = await selectMarketplaceStanding(connection, marketplace);
  if (closedThrough !== null) return addDays(closedThrough, 2);
  return addDays(dayOf(now, bookOf(MARKETPLACES, marketplace).zone), 1);
}

/** Finds a version that is still ahead and not withdrawn; refused with the cure where there is none. */
export async function findAhead(connection: Connection, deed: VersionDeed): Promise<VersionResult<VersionRow>> {
  const { marketplace, version, now } = deed;
  const row = (await listVersions(connection, marketplace)).find((one) => one.version === version);
  if (row === undefined)
    return refuse('version', `There is no scheduled version ${version} of ${marketplace}; open it from the list.`);
  if (row.withdrawnAt !== null)
    return refuse('version', `Version ${version} was withdrawn by ${row.withdrawnByName}; schedule a new one.`);
  const earliest = await earliestDay(connection, marketplace, now);
  if (row.effectiveFrom < earliest) {
    const past = row.confirmedAt === null ? 'its day is past' : 'it is in effect';
    return refuse(
      'version',
      `Version ${version} begins on ${row.effectiveFrom}, and days from ${earliest} on can still be changed: ${past}. Schedule a new one.`,
    );
  }
  return accepted(row);
}
