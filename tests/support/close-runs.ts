import { vi } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { askClose } from '@/server/commands/close-runs/steer-closes';
import { takeUpCloses } from '@/server/commands/close-runs/take-up-closes';
import type { TestBooks } from './books';
import { IVY } from './ivy';
import { LENA } from './ops-people';

/** 14 March, 12:00 in New York: 13 March is over everywhere. */
const NOW = instant('2026-03-14T16:00:00Z');
export const THROUGH = plainDate('2026-03-13');

/** Records shops as Ivy's, each with 3 statements through 13 March. */
export async function recordShops(books: TestBooks, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await books.record(IVY, { shop: `shop-${index}` });
}

/** Whatever it is that keeps a shop from closing: here its statement of 12 March cannot be stored. @param code what PostgreSQL says why */
export async function breakShop(books: TestBooks, shop: string, code = 'P0001'): Promise<void> {
  await books.sql(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused for Ivy Hart' USING ERRCODE = '${code}'; END $$`,
  );
  const [row] = await books.sql<{ id: number }>('SELECT id FROM shop WHERE external_id = $1', [shop]);
  await books.sql(
    `CREATE TRIGGER refuse BEFORE INSERT ON statement FOR EACH ROW WHEN (NEW.shop_id = ${row?.id} AND NEW.day = '2026-03-12')
       EXECUTE FUNCTION refuse()`,
  );
}

/** Lets the shop that was broken close again. */
export const mend = (books: TestBooks) => books.sql('DROP TRIGGER refuse ON statement');

/** Asks for a close as Lena does on the page. */
export const ask = (books: TestBooks, through = THROUGH, marketplace = '') =>
  askClose(books.database, { through, marketplace, by: LENA, now: NOW });

/** What the worker's job does. */
export const work = (books: TestBooks) => takeUpCloses(books.database, 'simulated');

/** The runs as they stand, the oldest first. */
export const runs = (books: TestBooks) =>
  books.sql<{ id: number; status: string; shops: number; of: number; statements: number; takes: number }>(
    'SELECT id, status, shops, shop_count AS of, statements, takes FROM close_run ORDER BY id',
  );

/** Which shops a run could not close. */
export const failures = (books: TestBooks) =>
  books.sql(
    `SELECT s.external_id AS shop, f.day, f.kind, f.solved_at IS NOT NULL AS solved FROM close_failure f JOIN shop s ON s.id = f.shop_id`,
  );

/**
 * Begins something that comes to a table, holds it there while something else happens, and lets it go on.
 * @param table what it reads or writes at the moment that is meant
 */
export async function heldAt<Value>(
  books: TestBooks,
  table: string,
  begin: () => Promise<Value>,
  meanwhile: () => Promise<unknown>,
): Promise<Value> {
  const gate = await books.database.connect();
  await gate.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const begun = begin();
  try {
    await vi.waitFor(
      async () => {
        const waiting = await books.sql('SELECT FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [table]);
        if (waiting.length === 0) throw new Error(`nobody waits for ${table}`);
      },
      { interval: 10, timeout: 10_000 },
    );
    await meanwhile();
  } finally {
    await gate.query('ROLLBACK');
    gate.release();
    await Promise.allSettled([begun]);
  }
  return begun;
}
