import 'server-only';
import type { AppealFileType, AppealStatus } from '@/contracts/appeals';
import type { Instant } from '@/domain/calendar/instant';
import type { Measure } from '@/domain/policy/policy';
import type { Connection } from '../db/database';

/** A file as it is sent with an appeal. */
export interface NewAppealFile {
  readonly name: string;
  readonly type: AppealFileType;
  readonly content: Uint8Array;
}

/** An appeal as it is filed. */
export interface NewAppeal {
  readonly shopId: number;
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly words: string;
  readonly filedBy: string;
  readonly filedName: string;
  readonly filedAt: Instant;
  readonly files: readonly NewAppealFile[];
}

/** An appeal that is to be decided. */
export interface AppealRow {
  readonly shopId: number;
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly status: AppealStatus;
}

/** Stores an appeal with its files. */
export async function insertAppeal(connection: Connection, appeal: NewAppeal): Promise<void> {
  const { shopId, id, measures, words, filedBy, filedName, filedAt, files } = appeal;
  await connection.query(
    `INSERT INTO appeal (shop_id, id, measures, words, filed_by, filed_name, filed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, id, measures, words, filedBy, filedName, filedAt],
  );
  for (const [index, { name, type, content }] of files.entries()) {
    await connection.query(
      'INSERT INTO appeal_file (shop_id, appeal, no, name, media_type, content) VALUES ($1, $2, $3, $4, $5, $6)',
      [shopId, id, index + 1, name, type, Buffer.from(content)],
    );
  }
}

/** Whether an appeal of a shop is being looked at. */
export async function hasOpenAppeal(connection: Connection, shopId: number): Promise<boolean> {
  const { rowCount } = await connection.query("SELECT FROM appeal WHERE shop_id = $1 AND status = 'open'", [shopId]);
  return rowCount === 1;
}

/** The shop of an appeal; null if there is no such appeal. */
export async function findAppealShop(connection: Connection, id: string): Promise<number | null> {
  const { rows } = await connection.query<{ shop_id: number }>('SELECT shop_id FROM appeal WHERE id = $1', [id]);
  return rows[0]?.shop_id ?? null;
}

/** An appeal of a shop whose row is locked, which keeps a second decision away. */
export async function findAppeal(connection: Connection, shopId: number, id: string): Promise<AppealRow | null> {
  const { rows } = await connection.query<AppealRow>(
    'SELECT shop_id AS "shopId", id, measures, status FROM appeal WHERE shop_id = $1 AND id = $2',
    [shopId, id],
  );
  return rows[0] ?? null;
}

/** Writes a decision down. */
export async function decideAppeal(
  connection: Connection,
  { shopId, id }: Pick<AppealRow, 'shopId' | 'id'>,
  decision: {
    readonly status: Exclude<AppealStatus, 'open'>;
    readonly reason: string;
    readonly by: { readonly key: string; readonly name: string };
    readonly at: Instant;
  },
): Promise<void> {
  await connection.query(
    `UPDATE appeal SET status = $3, reason = $4, decided_by = $5, decided_name = $6, decided_at = $7
      WHERE shop_id = $1 AND id = $2`,
    [shopId, id, decision.status, decision.reason, decision.by.key, decision.by.name, decision.at],
  );
}

/** A file of an appeal with its content; null if there is none. */
export async function findAppealFile(
  connection: Connection,
  appeal: string,
  no: number,
): Promise<(NewAppealFile & { readonly shopId: number }) | null> {
  const { rows } = await connection.query<NewAppealFile & { readonly shopId: number }>(
    'SELECT shop_id AS "shopId", name, media_type AS type, content FROM appeal_file WHERE appeal = $1 AND no = $2',
    [appeal, no],
  );
  return rows[0] ?? null;
}
