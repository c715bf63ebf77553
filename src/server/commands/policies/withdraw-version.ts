import 'server-only';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { lockPolicies } from '../../repositories/policies';
import { insertDecision } from '../../repositories/policy-versions';
import { appendAudit } from '../audit/append-audit';
import { tellOfVersion } from './tell-of-version';
import { findAhead, type VersionDeed, type VersionResult } from './version-rules';

/**
 * Withdraws a version before its day, confirmed or not: it never takes effect, and stays on record. Sellers who were told of it are told so.
 * One person is enough: nothing changes for anybody.
 */
export function withdrawVersion(
  database: Database,
  deed: VersionDeed & { readonly reason: string },
): Promise<VersionResult<{ readonly version: number }>> {
  return inTransaction(database, async (connection) => {
    await lockPolicies(connection);
    const found = await findAhead(connection, deed);
    if (!found.ok) return found;
    const version = found.value;
    await insertDecision(connection, version, 'withdrawn', deed.reason, deed.by.person, deed.now);
    if (version.confirmedAt !== null) await tellOfVersion(connection, version, 'withdrawn', deed.now);
    await appendAudit(connection, {
      actor: deed.by,
      deed: 'policy.withdrawn',
      subject: `${version.marketplace} version ${version.version}`,
      detail: { from: version.effectiveFrom, reason: deed.reason },
    });
    return accepted({ version: version.version });
  });
}
