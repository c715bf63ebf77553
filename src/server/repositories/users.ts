import 'server-only';
import type { Connection } from '../db/database';
import { newId } from '../ids';

/** Somebody who can sign in. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The user of an e-mail address, lower case; null if nobody signs in with it. */
export async function findUserByEmail(connection: Connection, email: string): Promise<UserRow | null> {
  const { rows } = await connection.query<UserRow>('SELECT id, name, email FROM auth_user WHERE email = $1', [email]);
  return rows[0] ?? null;
}

/** Makes a user who has shown that the address is theirs, and signs in by password. */
export async function addUser(
  connection: Connection,
  { email, name, passwordHash }: Omit<UserRow, 'id'> & { readonly passwordHash: string },
): Promise<UserRow> {
  const user: UserRow = { id: newId('usr'), name, email };
  await connection.query(
    `INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at) VALUES ($1, $2, $3, true, now(), now())`,
    [user.id, name, email],
  );
  await connection.query(
    `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $2, 'credential', $2, $3, now(), now())`,
    [newId('aut'), user.id, passwordHash],
  );
  return user;
}
