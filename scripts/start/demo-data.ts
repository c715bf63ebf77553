import { Client } from 'pg';

/** True where the database has any shop, of the demo or real: then no demo is made. */
export async function hasShops(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM shop) AS any');
    return rows[0]?.any === true;
  } finally {
    await client.end();
  }
}
