import 'server-only';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { listDryRuns } from '../../repositories/dry-runs';
import { lockPolicies } from '../../repositories/policies';
import { insertDecision } from '../../repositories/policy-versions';
import { appendAudit } from '../audit/append-audit';
import { tellOfVersion } from './tell-of-version';
import { findAhead, refuse, type VersionDeed, type VersionResult } from './version-rules';

/**
 * Confirms a scheduled version: from now on it is in the book, and takes effect on its day. By a second person, and only once a dry run has
 * shown what it changes. Closes that are under way end first, so that no day is closed by a book without it that is replayed by one with it.
 * Every seller of the marketplace is told.
 * @returns refused to whoever scheduled it, before a dry run is done, and for a version that is past, withdrawn or confirmed
 */
export function confirmVersion(
  database: Database,
  deed: VersionDeed,
): Promise<VersionResult<{ readonly version: number }>> {
  return inTransaction(database, async (connection) => {
    await lockPolicies(connection);
    const found = await findAhead(connection, deed);
    if (!found.ok) return found;
    const version = found.value;
    const { person } = deed.by;
    if (version.confirmedAt !== null)
      return refuse('version', `Version ${version.version} was confirmed by ${version.confirmedByName} already.`);
    if (version.scheduledBy === person.key)
      return refuse('version', 'You scheduled this version yourself; ask another ops lead to confirm it.');
    const runs = await listDryRuns(connection, version.marketplace, version.version);
    if (!runs.some(({ status }) => status === 'done'))
      return refuse('version', 'No dry run of this version is done yet; wait for it, and look at what would change.');
    await insertDecision(connection, version, 'confirmed', '', person, deed.now);
    await tellOfVersion(connection, version, 'confirmed', deed.now);
    await appendAudit(connection, {
      actor: deed.by,
      deed: 'policy.confirmed',
      subject: `${version.marketplace} version ${version.version}`,
      detail: { from: version.effectiveFrom, scheduledBy: version.scheduledByName },
    });
    return accepted({ version: version.version });
  });
}
