import 'server-only';
import { Pool, type PoolClient, type QueryResult, type QueryResultRow, types } from 'pg';
import { withOptions } from './roles';

/** Where a query goes: one connection inside a transaction, or a database for reads outside of one. */
export interface Connection {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
}

/** What row-level security goes by, as settings of a transaction. The policies are in the migration `isolation`. */
export type Scope =
  | {
      readonly 'app.shop_ids': readonly number[];
      readonly 'app.seller_id': number | null;
      /** Whether the database refuses every change. */
      readonly isReadOnly?: boolean;
    }
  | { readonly 'app.ops_read': bigint };

/** A PostgreSQL with the books in it, as one of its roles sees them. */
export interface Database {
  /** For reads outside of a transaction; each is one of its own where the database has a scope. */
  readonly pool: Connection;
  /** A connection of one's own, to be released; outside of any scope. */
  readonly connect: () => Promise<PoolClient>;
  /** Whose rows there are; null for a role whose rows do not depend on who asks. */
  readonly scope: (() => Promise<Scope>) | null;
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
    // A session in another zone would print other text for the same instant.
    connectionString: withOptions(url, '-c TimeZone=UTC -c DateStyle=ISO'),
    max: connections,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers.get(oid) ?? types.getTypeParser(oid, format as 'text'),
    },
  });
  // Without a listener an idle connection that the server cuts would end the process; the next query reports it.
  pool.on('error', () => undefined);
  return { pool, connect: () => pool.connect(), scope: null, close: () => pool.end() };
}

/**
 * The same database within a scope: its transactions and its single reads see the rows that the scope names, and of other isolated tables none.
 * @param scope asked once, by the first query
 */
export function withinScope(database: Database, scope: () => Promise<Scope>): Database {
  let asked: Promise<Scope> | undefined;
  const scoped: Database = {
    ...database,
    pool: { query: (text, values) => inTransaction(scoped, (connection) => connection.query(text, values)) },
    scope: () => {
      asked ??= scope();
      return asked;
    },
  };
  return scoped;
}

type Setting = readonly number[] | number | bigint | null;

/**
 * Settings end with the transaction, so that a connection that goes back to the pool carries nobody's. SET takes no snapshot, as a SELECT of
 * set_config would: the work may still choose its isolation level. Numbers only: nothing to quote.
 */
function beginWithin(scope: Scope): string {
  const { isReadOnly = false, ...named } = { isReadOnly: false, ...scope };
  const settings = Object.entries<Setting>(named).map(([name, value]) => {
    const numbers = [value ?? []].flat();
    if (!numbers.every((number) => /^\d+$/.test(String(number)))) throw new Error(`Defect: ${name} is no number`);
    return `SET LOCAL ${name} = '${numbers.join(',')}'`;
  });
  return [isReadOnly ? 'BEGIN READ ONLY' : 'BEGIN', ...settings].join('; ');
}

/**
 * Runs one transaction, READ COMMITTED: what it returns is committed, what it throws is rolled back.
 * @example await inTransaction(database, (connection) => connection.query("..."))
 */
export async function inTransaction<Value>(
  database: Database,
  work: (connection: PoolClient) => Promise<Value>,
): Promise<Value> {
  // Before a connection is taken: whoever finds out who asks may need one too.
  const begin = database.scope === null ? 'BEGIN' : beginWithin(await database.scope());
  const connection = await database.connect();
  let broken: Error | undefined;
  const lost = (error: Error): void => {
    broken = error;
  };
  connection.on('error', lost);
  try {
    await connection.query(begin);
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
