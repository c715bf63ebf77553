import 'server-only';
import type { PoolClient } from 'pg';
import { type Database, inTransaction } from './database';

/** Reads as of one moment, and writes nothing: what closes meanwhile is not seen. */
export function atOneMoment<Value>(
  database: Database,
  work: (connection: PoolClient) => Promise<Value>,
): Promise<Value> {
  return inTransaction(database, async (connection) => {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return work(connection);
  });
}
