import 'server-only';
import type { AuditDeed, AuditDetail } from '@/contracts/audit';
import type { Role } from '@/contracts/permissions';
import { appendAudit } from '../commands/audit/append-audit';
import type { Connection } from '../db/database';

interface Membership {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly sellerId: number | null;
  readonly seller: string;
}

/**
 * Puts on record what was done to a user's account before anybody was signed in: in the log of every seller that they are a member of, and in
 * the marketplace's own for one of its people. A user who works for nobody leaves none.
 * @example await auditUser(connection, userId, { deed: "password.changed", subject: email, detail: { by: "mailed link" } });
 */
export async function auditUser(
  connection: Connection,
  userId: string,
  audited: { readonly deed: AuditDeed; readonly subject: string; readonly detail: AuditDetail },
): Promise<void> {
  const { rows } = await connection.query<Membership>(
    `SELECT m.person_key AS key, m.name, m.role, s.id AS "sellerId", s.name AS seller
       FROM member m JOIN seller s ON s.id = m.seller_id WHERE m.user_id = $1 AND m.status = 'active'
      UNION ALL SELECT person_key, name, role, NULL, '' FROM ops_member WHERE user_id = $1
      ORDER BY "sellerId"`,
    [userId],
  );
  for (const { key, name, role, sellerId, seller } of rows) {
    const actor = { person: { key, name }, role, seller: sellerId === null ? null : { id: sellerId, name: seller } };
    await appendAudit(connection, { actor, ...audited });
  }
}
