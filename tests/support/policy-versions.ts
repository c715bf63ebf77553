import { instant } from '@/domain/calendar/instant';
import type { AuditActor } from '@/server/commands/audit/append-audit';
import { confirmVersion } from '@/server/commands/policies/confirm-version';
import { runDryRuns } from '@/server/commands/policies/run-dry-runs';
import { scheduleVersion } from '@/server/commands/policies/schedule-version';
import type { VersionResult } from '@/server/commands/policies/version-rules';
import { type DryRunRow, listDryRuns } from '@/server/repositories/dry-runs';
import type { TestBooks } from './books';
import { LENA, OTIS } from './ops-people';

export const NOW = instant('2026-03-14T09:00:00Z');

/** A version as a test writes it. */
export interface Wished {
  readonly marketplace?: string;
  readonly from: string;
  readonly numbers: Readonly<Record<string, string>>;
  readonly by?: AuditActor;
}

/** Schedules a version, by Otis unless told. */
export function schedules(books: TestBooks, { marketplace = 'us', from, numbers, by = OTIS }: Wished) {
  const wish = { effectiveFrom: from, source: 'Notice of 1 March 2026', numbers };
  return scheduleVersion(books.database, { marketplace, by, now: NOW, ...wish });
}

/** What was refused, as "field: reason". */
export function refusalsOf(result: VersionResult<unknown>): readonly string[] {
  return result.ok ? [] : result.refusal.map(({ field, reason }) => `${field}: ${reason}`);
}

/** Schedules a version, makes its dry runs, and lets Lena confirm it. @returns the dry runs, the newest first */
export async function takesEffect(books: TestBooks, wished: Wished): Promise<readonly DryRunRow[]> {
  const { marketplace = 'us' } = wished;
  const scheduled = await schedules(books, wished);
  if (!scheduled.ok) throw new Error(refusalsOf(scheduled).join('; '));
  const { version } = scheduled.value;
  await runDryRuns(books.database, 'simulated');
  const confirmed = await confirmVersion(books.database, { marketplace, version, by: LENA, now: NOW });
  if (!confirmed.ok) throw new Error(refusalsOf(confirmed).join('; '));
  return listDryRuns(books.database.pool, marketplace, version);
}
