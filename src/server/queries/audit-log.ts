import 'server-only';
import { AUDIT_ENTRIES_A_PAGE, type AuditDeed, type AuditDetail, type AuditPageDto } from '@/contracts/audit';
import type { Role } from '@/contracts/permissions';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';
import { isAuditChainWhole } from '../invariants/audit';

/**
 * A page of an audit log, newest first, and whether the log is whole.
 * @param sellerId whose log; null for the marketplace's own
 * @param before number of the entry that the page before ended with
 */
export async function readAuditLog(
  connection: Connection,
  sellerId: number | null,
  before: number | undefined,
): Promise<AuditPageDto> {
  const { rows } = await connection.query<{
    readonly no: number;
    readonly at: Instant;
    readonly actor_name: string;
    readonly actor_role: Role | null;
    readonly deed: AuditDeed;
    readonly subject: string;
    readonly shop: string | null;
    readonly detail: string;
    readonly proof: string;
  }>(
    `SELECT a.no, a.at, a.actor_name, a.actor_role, a.deed, a.subject, s.name AS shop, a.detail, encode(a.hash, 'hex') AS proof
       FROM audit_entry a LEFT JOIN shop s ON s.id = a.shop_id
      WHERE a.chain = $1 AND ($2::integer IS NULL OR a.no < $2) ORDER BY a.no DESC LIMIT $3`,
    [sellerId ?? 0, before ?? null, AUDIT_ENTRIES_A_PAGE],
  );
  const last = rows.at(-1)?.no ?? 1;
  return {
    entries: rows.map(({ actor_name, actor_role, detail, proof, ...row }) => ({
      ...row,
      actorName: actor_name,
      actorRole: actor_role,
      detail: JSON.parse(detail) as AuditDetail,
      proof: proof.slice(0, 12),
    })),
    older: last > 1 ? last : null,
    total: await countEntries(connection, sellerId),
    isWhole: await isAuditChainWhole(connection, sellerId),
  };
}

/** Entries are numbered without a gap, so the last number is how many there are. */
async function countEntries(connection: Connection, sellerId: number | null): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    'SELECT coalesce(max(no), 0) AS count FROM audit_entry WHERE chain = $1',
    [sellerId ?? 0],
  );
  return rows[0]?.count ?? 0;
}

/** The sellers that have a log, by name. @returns a hundred at most: others are searched for */
export async function listLoggedSellers(
  connection: Connection,
): Promise<readonly { readonly externalId: string; readonly name: string }[]> {
  const { rows } = await connection.query<{ externalId: string; name: string }>(
    `SELECT external_id AS "externalId", name FROM seller
      WHERE EXISTS (SELECT FROM audit_entry WHERE chain = seller.id) ORDER BY lower(name), id LIMIT 100`,
  );
  return rows;
}

/** A seller by the marketplace's id of it, or by its name; null if there is none. */
export async function findSeller(
  connection: Connection,
  externalId: string,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const { rows } = await connection.query<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM seller WHERE external_id = $1 OR lower(name) = lower($1) ORDER BY external_id = $1 DESC, id LIMIT 1',
    [externalId],
  );
  return rows[0] ?? null;
}
