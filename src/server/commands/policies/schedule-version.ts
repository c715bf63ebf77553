import 'server-only';
import { addDays } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { changesBetween } from '@/domain/policy/numbers';
import { planVersion, type VersionWish } from '@/domain/policy/plan-version';
import { present } from '@/domain/shared/assert';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockPolicies, selectBook } from '../../repositories/policies';
import { insertVersion, listVersions, selectMarketplaceStanding } from '../../repositories/policy-versions';
import { appendAudit } from '../audit/append-audit';
import { askForDryRun } from './ask-dry-run';
import { earliestDay, refuse, type VersionDeed, type VersionResult } from './version-rules';

/** Days that a dry run looks back over, or ahead, unless somebody chooses others. */
export const LOOK_BACK_DAYS = 90;
export const LOOK_AHEAD_DAYS = 60;

/** A version as somebody asks for it. */
export interface ScheduleInput extends Omit<VersionDeed, 'version'>, VersionWish {}

/**
 * Schedules a new version of a marketplace's policy: checked number by number, kept as it is, and in force only once a second person confirms
 * it. Asks for its dry runs, over the last closed days and over those ahead.
 * @returns its number, or everything that is wrong with it
 */
export function scheduleVersion(
  database: Database,
  input: ScheduleInput,
): Promise<VersionResult<{ readonly version: number }>> {
  const { marketplace, by, now } = input;
  return inTransaction(database, async (connection) => {
    if (MARKETPLACES[marketplace] === undefined)
      return refuse(
        'marketplace',
        `There is no marketplace "${marketplace}"; use ${Object.keys(MARKETPLACES).join(', ')}.`,
      );
    await lockPolicies(connection);
    const book = await selectBook(connection, marketplace);
    const scheduled = await listVersions(connection, marketplace);
    const open = scheduled.find(({ confirmedAt, withdrawnAt }) => confirmedAt === null && withdrawnAt === null);
    if (open !== undefined)
      return refuse('version', `Version ${open.version} waits for its confirmation; confirm or withdraw it first.`);
    const last = Math.max(present(book.versions.at(-1), 'version').version, ...scheduled.map(({ version }) => version));
    const earliest = await earliestDay(connection, marketplace, now);
    const planned = planVersion(input, { book, version: last + 1, earliest });
    if (!planned.ok) return planned;
    const policy = planned.value;
    const { person } = by;
    await insertVersion(connection, marketplace, policy, person, now);
    const version = { marketplace, version: policy.version, effectiveFrom: policy.effectiveFrom };
    const { closedThrough } = await selectMarketplaceStanding(connection, marketplace);
    if (closedThrough !== null) {
      const from = addDays(closedThrough, 1 - LOOK_BACK_DAYS);
      await askForDryRun(connection, version, { kind: 'look-back', from, through: closedThrough, by: person, now });
    }
    const through = addDays(policy.effectiveFrom, LOOK_AHEAD_DAYS - 1);
    await askForDryRun(connection, version, { kind: 'ahead', from: policy.effectiveFrom, through, by: person, now });
    const before = present(book.versions.at(-1), 'version');
    await appendAudit(connection, {
      actor: by,
      deed: 'policy.scheduled',
      subject: `${marketplace} version ${policy.version}`,
      detail: {
        from: policy.effectiveFrom,
        ...Object.fromEntries(
          changesBetween(before, policy).map(({ number, before: was, after }) => [number.key, `${was} to ${after}`]),
        ),
      },
    });
    return accepted({ version: policy.version });
  });
}
