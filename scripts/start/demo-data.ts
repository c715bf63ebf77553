import { Client } from 'pg';

async function answers(databaseUrl: string, question: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>(`SELECT EXISTS (${question}) AS any`);
    return rows[0]?.any === true;
  } finally {
    await client.end();
  }
}

/** The demo's sellers have people of the demo; real ones have none. */
const REAL_SELLER = `SELECT 1 FROM seller s WHERE NOT EXISTS (
  SELECT 1 FROM member m JOIN auth_user u ON u.id = m.user_id WHERE m.seller_id = s.id AND u.is_demo)`;

/**
 * True where the database has any seller, of the demo or real: then no demo is made. The demo writes the marketplace's own people last, so
 * that a start which was cut short makes the rest.
 */
export function hasSellers(databaseUrl: string): Promise<boolean> {
  return answers(databaseUrl, `SELECT 1 FROM ops_member UNION ALL ${REAL_SELLER}`);
}

/**
 * Ends the start where the database has people of the demo: everybody knows their password.
 * @throws Error that says what to do
 */
export async function refuseDemoPeople(databaseUrl: string): Promise<void> {
  if (!(await answers(databaseUrl, 'SELECT 1 FROM auth_user WHERE is_demo'))) return;
  throw new Error(
    'The database of DATABASE_URL has people of the demo, whose password everybody knows: production needs a database of its own.',
  );
}
