import 'server-only';
import type { AuditDeed, AuditDetail } from '@/contracts/audit';
import type { Actor } from '@/contracts/shell';
import type { Connection } from '../../db/database';

/** Who did something, as the log keeps them: by name and role of that time. */
export type AuditActor = Pick<Actor, 'person' | 'role' | 'seller'>;

/** What was done. */
export interface AuditedDeed {
  /** Null for the system itself. */
  readonly actor: AuditActor | null;
  /** Whose log it goes into; the actor's seller, else that of the shop, where it is not said. Null: the marketplace's own. */
  readonly sellerId?: number | null;
  readonly shopId?: number | null;
  readonly deed: AuditDeed;
  /** Whom or what it was done to. */
  readonly subject: string;
  /** Short values, no secrets: no account numbers, tokens or passwords. */
  readonly detail?: AuditDetail;
}

/**
 * Writes to the audit log in the caller's transaction: what is committed is on record, and what is on record was committed. The database
 * numbers, dates and chains the entry; it holds the seller's log until the transaction ends, so call it last.
 * @example await appendAudit(connection, { actor, deed: "member.removed", subject: member.email });
 */
export async function appendAudit(connection: Connection, audited: AuditedDeed): Promise<void> {
  const { actor, deed, subject, detail = {}, shopId = null } = audited;
  const isOfShop = audited.sellerId === undefined;
  const sellerId = isOfShop ? (actor?.seller?.id ?? null) : audited.sellerId;
  await connection.query(
    `INSERT INTO audit_entry (seller_id, shop_id, actor_key, actor_name, actor_role, deed, subject, detail)
     VALUES (COALESCE($1, CASE WHEN $9 THEN (SELECT seller_id FROM shop WHERE id = $2) END), $2, $3, $4, $5, $6, $7, $8)`,
    [
      sellerId,
      shopId,
      actor?.person.key ?? null,
      actor?.person.name ?? 'Evenkeel',
      actor?.role ?? null,
      deed,
      subject,
      JSON.stringify(detail),
      isOfShop,
    ],
  );
}
