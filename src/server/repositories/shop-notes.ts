import 'server-only';
import { type NoteDto, type NotesPageDto, OPS_ROWS_A_PAGE } from '@/contracts/ops-shop';
import type { Instant } from '@/domain/calendar/instant';
import type { Connection } from '../db/database';

/** A note before it is kept. */
export interface NewNote extends NoteDto {
  readonly shopId: number;
  readonly byKey: string;
}

/** Keeps a note. It stays. */
export async function insertNote(connection: Connection, note: NewNote): Promise<void> {
  const { shopId, id, statementNo, words, byKey, byName, at } = note;
  await connection.query(
    'INSERT INTO shop_note (shop_id, id, statement_no, words, by_key, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [shopId, id, statementNo, words, byKey, byName, at],
  );
}

/** Which notes of a shop. */
export interface NotesAsked {
  /** Those on one statement; else all of the shop. */
  readonly statementNo?: number | undefined;
  readonly before?: string | undefined;
}

/** Notes of a shop, newest first: their ids grow with time. */
export async function selectNotes(
  connection: Connection,
  shopId: number,
  { statementNo, before }: NotesAsked,
): Promise<NotesPageDto> {
  const { rows } = await connection.query<{
    readonly id: string;
    readonly statementNo: number | null;
    readonly words: string;
    readonly byName: string;
    readonly at: Instant;
  }>(
    `SELECT id, statement_no AS "statementNo", words, by_name AS "byName", at FROM shop_note
      WHERE shop_id = $1 AND ($2::int IS NULL OR statement_no = $2) AND ($3::text IS NULL OR id < $3)
      ORDER BY id DESC LIMIT ${OPS_ROWS_A_PAGE + 1}`,
    [shopId, statementNo ?? null, before ?? null],
  );
  const notes = rows.slice(0, OPS_ROWS_A_PAGE);
  return { notes, older: rows.length > notes.length ? (notes.at(-1)?.id ?? null) : null };
}
