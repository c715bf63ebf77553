import 'server-only';
import type { SavedViewDto } from '@/contracts/portfolio';
import type { Connection } from '../db/database';

/** Whose views: a person's own, of the seller that they act for. */
export interface ViewOwner {
  readonly sellerId: number;
  readonly person: string;
}

/** A person's views, by name. */
export async function selectViews(
  connection: Connection,
  { sellerId, person }: ViewOwner,
): Promise<readonly SavedViewDto[]> {
  const { rows } = await connection.query<SavedViewDto>(
    'SELECT id, name, query FROM saved_view WHERE seller_id = $1 AND person_key = $2 ORDER BY name, id',
    [sellerId, person],
  );
  return rows;
}

/** Keeps a view; under a name that the person has, it takes its place. */
export async function keepView(
  connection: Connection,
  { sellerId, person }: ViewOwner,
  { id, name, query }: SavedViewDto,
): Promise<void> {
  await connection.query(
    `INSERT INTO saved_view (seller_id, id, person_key, name, query) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (seller_id, person_key, name) DO UPDATE SET query = excluded.query`,
    [sellerId, id, person, name, query],
  );
}

/** Forgets a person's view; another's is left alone. */
export async function removeView(connection: Connection, { sellerId, person }: ViewOwner, id: string): Promise<void> {
  await connection.query('DELETE FROM saved_view WHERE seller_id = $1 AND person_key = $2 AND id = $3', [
    sellerId,
    person,
    id,
  ]);
}
