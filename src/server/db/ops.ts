import 'server-only';
import { type Database, withinScope } from './database';
import { siteDatabase } from './site';

/** Who of the marketplace's own people reads, and what for: both go on record. */
export interface OpsReading {
  /** The person's key. */
  readonly person: string;
  /** Such as "statement 12 of shop ivy-prints: ticket 4711". */
  readonly purpose: string;
}

/**
 * Every shop's books, to read. Before the first row is seen, who reads and why is written to `ops_read` and committed; the database shows
 * nothing to a connection without such an entry, and lets nothing be written.
 * @example await findStatement(opsDatabase({ person: "otis", purpose: "..." }).pool, shop, 12);
 */
export function opsDatabase(reading: OpsReading): Database {
  const database = siteDatabase('evenkeel_ops');
  return withinScope(database, async () => {
    const { rows } = await database.pool.query<{ id: bigint }>('SELECT begin_ops_read($1, $2) AS id', [
      reading.person,
      reading.purpose,
    ]);
    const [entry] = rows;
    if (entry === undefined) throw new Error('Defect: a reading without an entry');
    return { 'app.ops_read': entry.id };
  });
}
