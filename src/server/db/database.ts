import 'server-only';
import { Pool, type PoolClient, types } from 'pg';

/** One connection inside a transaction, or a pool for reads outside of one. */
export type Connection = Pick<PoolClient, 'query'>;

/** A PostgreSQL with the books in it. */
export interface Database {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

const DATE_OID = 1082;
const BIGINT_OID = 20;
const TIMESTAMPTZ_OID = 1184;
const JSON_OID = 114;

/** Days stay text (a `Date` would bring in the machine's zone), BIGINT is exact, instants are ISO text, JSON is parsed where it is used. */
const parsers = new Map<number, (text: string) => unknown>([
  [DATE_OID, (text) => text],
  [BIGINT_OID, (text) => BigInt(text)],
  [TIMESTAMPTZ_OID, (text) => new Date(text).toISOString()],
  [JSON_OID, (text) => text],
]);

/**
 * Opens a pool on the books. Amounts come as bigint minor units, days as "YYYY-MM-DD", instants as ISO text, json as its text.
 * @example const database = connectDatabase(url); ... await database.close();
 */
export function connectDatabase(url: string, connections = 10): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers.get(oid) ?? types.getTypeParser(oid, format as 'text'),
    },
    // A session in another zone would print other text for the same instant.
    options: '-c TimeZone=UTC -c DateStyle=ISO',
  });
  // Without a listener an idle connection that the server cuts would end the process; the next query reports it.
  pool.on('error', () => undefined);
  return { pool, close: () => pool.end() };
}

/**
 * Runs one transaction, READ COMMITTED: what it returns is committed, what it throws is rolled back.
 * @example await inTransaction(database, (connection) => connection.query("..."))
 */
export async function inTransaction<Value>(
  database: Database,
  work: (connection: PoolClient) => Promise<Value>,
): Promise<Value> {
  const connection = await database.pool.connect();
  let broken: Error | undefined;
  const lost = (error: Error): void => {
    broken = error;
  };
  connection.on('error', lost);
  try {
    await connection.query('BEGIN');
    const value = await work(connection);
    await connection.query('COMMIT');
    return value;
  } catch (error) {
    await connection.query('ROLLBACK').catch(lost);
    throw error;
  } finally {
    connection.off('error', lost);
    connection.release(broken);
  }
}
