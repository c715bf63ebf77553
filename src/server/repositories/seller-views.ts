import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';

/** A session of ops that sees a seller's pages. */
export interface SellerViewRow {
  readonly id: string;
  readonly sellerId: number;
  readonly sellerName: string;
  readonly personKey: string;
  readonly purpose: string;
  readonly until: Instant;
}

/** The view that a session has open; null where it has none, or its time is over. */
export async function findSellerView(
  connection: Connection,
  sessionId: string,
  now: Instant,
): Promise<SellerViewRow | null> {
  const { rows } = await connection.query<{
    readonly id: string;
    readonly sellerId: number;
    readonly sellerName: string;
    readonly personKey: string;
    readonly purpose: string;
    readonly until: Instant;
  }>(
    `SELECT v.id, v.seller_id AS "sellerId", o.name AS "sellerName", v.person_key AS "personKey", v.purpose, v.until
       FROM seller_view v JOIN seller o ON o.id = v.seller_id
      WHERE v.session_id = $1 AND v.left_at IS NULL AND v.until > $2`,
    [sessionId, now],
  );
  return rows[0] ?? null;
}

/** A view before it is begun. */
export interface NewSellerView {
  readonly id: string;
  readonly sellerId: number;
  readonly sessionId: string;
  readonly personKey: string;
  readonly purpose: string;
  readonly begunAt: Instant;
  readonly until: Instant;
}

/** Begins a view. The session's last one, if it is still open, has ended before. */
export async function insertSellerView(connection: Connection, view: NewSellerView): Promise<void> {
  const { id, sellerId, sessionId, personKey, purpose, begunAt, until } = view;
  await connection.query(
    `INSERT INTO seller_view (seller_id, id, session_id, person_key, purpose, begun_at, until) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [sellerId, id, sessionId, personKey, purpose, begunAt, until],
  );
}

/** Ends what a session has open, also what had run out. @returns the seller whose pages it saw; null where nothing was open */
export async function endSellerView(
  connection: Connection,
  sessionId: string,
  at: Instant,
): Promise<{ readonly sellerId: number; readonly sellerName: string } | null> {
  const { rows } = await connection.query<{ sellerId: number; sellerName: string }>(
    `UPDATE seller_view v SET left_at = $2 FROM seller o WHERE o.id = v.seller_id AND v.session_id = $1 AND v.left_at IS NULL
      RETURNING v.seller_id AS "sellerId", o.name AS "sellerName"`,
    [sessionId, at],
  );
  return rows[0] ?? null;
}
