import 'server-only';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { changesBetween, versionAfter } from '@/domain/policy/numbers';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { enqueueJob } from '../../jobs/enqueue';
import { selectBook } from '../../repositories/policies';
import { listVersions, type VersionRow } from '../../repositories/policy-versions';
import { type PostedNotice, postNotices } from '../notices/post-notice';

/** What there is to tell of a version: that it will come, that it will not, that it has. */
type Telling = 'confirmed' | 'withdrawn' | 'effective';

/** How many changes a notice names; the policy page has all of them. */
const NAMED = 12;

async function sellersOf(connection: Connection, marketplace: string): Promise<readonly number[]> {
  const { rows } = await connection.query<{ seller_id: number }>(
    'SELECT DISTINCT seller_id FROM shop WHERE marketplace = $1 AND seller_id IS NOT NULL ORDER BY seller_id',
    [marketplace],
  );
  return rows.map((row) => row.seller_id);
}

/**
 * Tells every seller of a marketplace of a version, each once, in the caller's transaction.
 * @returns how many were told who had not been
 */
export async function tellOfVersion(
  connection: Connection,
  version: VersionRow,
  what: Telling,
  now: Instant,
): Promise<number> {
  const { marketplace } = version;
  const { name, currency, zone, versions } = await selectBook(connection, marketplace);
  const before = present(
    versions.findLast((one) => one.version < version.version),
    `version before ${version.version}`,
  );
  const changes = changesBetween(before, versionAfter(before, version));
  const detail = {
    marketplace: name,
    currency,
    version: version.version,
    from: version.effectiveFrom,
    source: version.source,
    what,
    changes: changes
      .slice(0, NAMED)
      .map(({ number, before: was, after }) => ({ name: number.name, unit: number.unit, before: was, after })),
    changeCount: changes.length,
  };
  const notices = (await sellersOf(connection, marketplace)).map(
    (sellerId): PostedNotice<'policy-changed'> => ({
      key: `policy:${marketplace}:${version.version}:${what}:${sellerId}`,
      kind: 'policy-changed',
      sellerId,
      shopId: null,
      at: now,
      day: dayOf(now, zone),
      detail,
    }),
  );
  const told = await postNotices(connection, notices);
  if (told > 0) await enqueueJob(connection, 'deliver-notices');
  return told;
}

/**
 * Tells the sellers of a marketplace of every confirmed version whose day has come, once: a sweep of the worker.
 * @returns how many were told
 */
export function tellOfEffectiveVersions(database: Database, now: Instant): Promise<number> {
  return inTransaction(database, async (connection) => {
    let told = 0;
    for (const { marketplace, zone } of Object.values(MARKETPLACES)) {
      const today = dayOf(now, zone);
      for (const version of await listVersions(connection, marketplace)) {
        const isInForce = version.confirmedAt !== null && version.withdrawnAt === null;
        if (isInForce && version.effectiveFrom <= today)
          told += await tellOfVersion(connection, version, 'effective', now);
      }
    }
    return told;
  });
}
