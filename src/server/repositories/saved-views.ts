import 'server-only';
import type { OpsList } from '@/contracts/ops-lists';
import type { SavedViewDto } from '@/contracts/portfolio';
import type { Connection } from '../db/database';

/** Whose views: a person's own, of the seller that they act for; or of one of the marketplace's own people, of one of their lists. */
export type ViewOwner =
  | { readonly sellerId: number; readonly person: string }
  | { readonly list: OpsList; readonly person: string };

/** Where an owner's views are kept. Names of ours, never of a form. */
function placeOf(owner: ViewOwner) {
  return 'list' in owner
    ? ({ table: 'ops_saved_view', column: 'list', key: owner.list } as const)
    : ({ table: 'saved_view', column: 'seller_id', key: owner.sellerId } as const);
}

/** A person's views, by name. */
export async function selectViews(connection: Connection, owner: ViewOwner): Promise<readonly SavedViewDto[]> {
  const { table, column, key } = placeOf(owner);
  const { rows } = await connection.query<SavedViewDto>(
    `SELECT id, name, query FROM ${table} WHERE ${column} = $1 AND person_key = $2 ORDER BY name, id`,
    [key, owner.person],
  );
  return rows;
}

/** Keeps a view; under a name that the person has, it takes its place. */
export async function keepView(
  connection: Connection,
  owner: ViewOwner,
  { id, name, query }: SavedViewDto,
): Promise<void> {
  const { table, column, key } = placeOf(owner);
  await connection.query(
    `INSERT INTO ${table} (${column}, id, person_key, name, query) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (${column}, person_key, name) DO UPDATE SET query = excluded.query`,
    [key, id, owner.person, name, query],
  );
}

/** Forgets a person's view; another's is left alone. */
export async function removeView(connection: Connection, owner: ViewOwner, id: string): Promise<void> {
  const { table, column, key } = placeOf(owner);
  await connection.query(`DELETE FROM ${table} WHERE ${column} = $1 AND person_key = $2 AND id = $3`, [
    key,
    owner.person,
    id,
  ]);
}
