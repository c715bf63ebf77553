import 'server-only';
import type { Connection } from '../db/database';
import type { Violation } from './invariant';

const MOST = 100;

/** Where a chain is not what its entries say: a hash, a link to the one before, a gap, or an end that is not the last. */
const BROKEN = `
  SELECT chain, no, CASE WHEN hash <> audit_digest(e) THEN 'was changed'
                         WHEN no <> coalesce(before_no, 0) + 1 THEN format('follows entry %s', coalesce(before_no, 0))
                         ELSE 'does not follow from the one before' END AS what
    FROM (SELECT chain, no, hash, previous_hash, e,
                 lag(no) OVER w AS before_no, lag(hash) OVER w AS before_hash
            FROM audit_entry e WHERE $1::integer IS NULL OR chain = $1 WINDOW w AS (PARTITION BY chain ORDER BY no)) linked
   WHERE hash <> audit_digest(e) OR no <> coalesce(before_no, 0) + 1 OR previous_hash <> coalesce(before_hash, '')`;

const CUT = `
  SELECT c.chain, c.last_no AS no, 'is missing at the end' AS what FROM audit_chain c
    LEFT JOIN audit_entry e ON e.chain = c.chain AND e.no = c.last_no WHERE e.hash IS DISTINCT FROM c.last_hash`;

interface Broken {
  readonly chain: number;
  readonly no: number;
  readonly what: string;
  readonly seller: string | null;
}

/** Every place where an audit log was tampered with; none if all are whole. Needs a role that reads the ends of the chains. */
export async function auditViolations(connection: Connection): Promise<readonly Violation[]> {
  const { rows } = await connection.query<Broken>(
    `SELECT b.chain, b.no, b.what, s.external_id AS seller FROM (${BROKEN} UNION ALL ${CUT}) b
       LEFT JOIN seller s ON s.id = b.chain ORDER BY b.chain, b.no LIMIT ${MOST}`,
    [null],
  );
  return rows.map(({ no, what, seller }) => ({
    invariant: 'AUDIT',
    shop: seller ?? 'marketplace',
    detail: `not so: the audit log is whole (entry ${no} ${what})`,
  }));
}

/** Whether one seller's log is whole, as far as somebody who sees only this log can tell; null for the marketplace's own. */
export async function isAuditChainWhole(connection: Connection, sellerId: number | null): Promise<boolean> {
  const { rows } = await connection.query<Pick<Broken, 'no'>>(`${BROKEN} LIMIT 1`, [sellerId ?? 0]);
  return rows.length === 0;
}
