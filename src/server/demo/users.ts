import 'server-only';
import { hashPassword } from 'better-auth/crypto';
import type { Connection } from '../db/database';
import { newId } from '../ids';
import { DEMO_PASSWORD } from './people';

/** One hash for all: making one costs a tenth of a second. */
let hashed: Promise<string> | undefined;

/**
 * Makes the user with whom an invented person signs in, with the demo's password; one that is there already is left alone.
 * @returns the user's id; null where the address belongs to a user who is not of the demo
 */
export async function keepDemoUser(
  connection: Connection,
  person: { readonly name: string; readonly email: string },
): Promise<string | null> {
  hashed ??= hashPassword(DEMO_PASSWORD);
  const email = person.email.toLowerCase();
  const made = await connection.query<{ id: string }>(
    `INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at, is_demo)
     VALUES ($1, $2, $3, true, now(), now(), true) ON CONFLICT (email) DO NOTHING RETURNING id`,
    [newId('usr'), person.name, email],
  );
  const id = made.rows[0]?.id;
  if (id !== undefined) {
    await connection.query(
      `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
       VALUES ($1, $2, 'credential', $2, $3, now(), now())`,
      [newId('aut'), id, await hashed],
    );
    return id;
  }
  const { rows } = await connection.query<{ id: string }>('SELECT id FROM auth_user WHERE email = $1 AND is_demo', [
    email,
  ]);
  return rows[0]?.id ?? null;
}
