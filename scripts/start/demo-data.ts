import { Client } from 'pg';

/**
 * True where the database has any seller, of the demo or real: then no demo is made. The demo writes its sellers last, so
 * that a start which was cut short makes the rest.
 */
export async function hasSellers(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM seller) AS any');
    return rows[0]?.any === true;
  } finally {
    await client.end();
  }
}
