import 'server-only';
import type { Connection } from '../../db/database';

/** Whose notice, or all of theirs. */
export interface MarkReadInput {
  readonly personKey: string;
  readonly sellerId: number;
  /** Null for every notice that they have not read. */
  readonly notice: string | null;
}

/**
 * Marks notices in somebody's own inbox as read; one that was read stays read since then.
 * @returns how many had not been read
 */
export async function markRead(
  connection: Connection,
  { personKey, sellerId, notice }: MarkReadInput,
): Promise<number> {
  const { rowCount } = await connection.query(
    `UPDATE inbox_item i SET read_at = now() FROM member m
      WHERE m.seller_id = i.seller_id AND m.no = i.member_no AND i.seller_id = $1 AND m.person_key = $2
        AND i.read_at IS NULL AND ($3::bigint IS NULL OR i.notice_id = $3)`,
    [sellerId, personKey, notice],
  );
  return rowCount ?? 0;
}
