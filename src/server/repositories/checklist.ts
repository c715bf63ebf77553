import 'server-only';
import type { CheckEntryDto } from '@/contracts/checklist';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { CheckItem } from '@/domain/checklist/checklist';
import type { Connection } from '../db/database';

/** What somebody states to have checked, or opens again. */
export interface NewCheckEntry extends CheckEntryDto {
  readonly shopId: number;
  readonly byKey: string;
}

/** Stores entries of the checklist, in one statement. */
export async function insertCheckEntries(connection: Connection, entries: readonly NewCheckEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = (of: keyof NewCheckEntry) => entries.map((entry) => entry[of]);
  await connection.query(
    `INSERT INTO checklist_entry (shop_id, id, day, item, deed, finding, note, by_key, by_name, at)
     SELECT * FROM unnest($1::int[], $2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::timestamptz[])`,
    [
      column('shopId'),
      column('id'),
      column('day'),
      column('item'),
      column('deed'),
      column('finding'),
      column('note'),
      column('byKey'),
      column('byName'),
      column('at'),
    ],
  );
}

const ENTRY = 'id, day, item, deed, finding, note, by_name AS "byName", at';

/** The last entry of each row of a shop's checklist since a day. */
export async function selectLatestChecks(
  connection: Connection,
  shopId: number,
  since: PlainDate,
): Promise<ReadonlyMap<CheckItem, CheckEntryDto>> {
  const { rows } = await connection.query<CheckEntryDto>(
    `SELECT DISTINCT ON (item) ${ENTRY} FROM checklist_entry
      WHERE shop_id = $1 AND day >= $2 ORDER BY item, id DESC`,
    [shopId, since],
  );
  return new Map(rows.map((row) => [row.item, row]));
}

/** Entries of a shop's checklist, newest first; of one day where it is said. */
export async function selectCheckEntries(
  connection: Connection,
  shopId: number,
  asked: { readonly before: string | null; readonly day: PlainDate | null; readonly limit: number },
): Promise<readonly CheckEntryDto[]> {
  const { rows } = await connection.query<CheckEntryDto>(
    `SELECT ${ENTRY} FROM checklist_entry
      WHERE shop_id = $1 AND ($2::text IS NULL OR id < $2 COLLATE "C") AND ($3::date IS NULL OR day = $3)
      ORDER BY id DESC LIMIT $4`,
    [shopId, asked.before, asked.day, asked.limit],
  );
  return rows;
}
