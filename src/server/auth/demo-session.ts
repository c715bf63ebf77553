import 'server-only';
import { type Connection, inTransaction } from '../db/database';
import { systemDatabase, systemPrisma } from '../db/site';
import { keepDemoUser } from '../demo/users';
import { findDemoPerson } from './people';
import { startSession } from './session';

/**
 * Signs in as one of those whom the demo's sign-in page lists, without a password. Actions of the demo only.
 * @returns false where there is no such person, or the person is not of the demo
 */
export async function startDemoSession(personKey: string): Promise<boolean> {
  const person = await findDemoPerson(systemPrisma(), personKey);
  if (person === null) return false;
  const userId = await inTransaction(systemDatabase(), (connection) => keepUserOf(connection, personKey, person));
  if (userId === null) return false;
  await startSession(userId, personKey, { isProved: false });
  return true;
}

/** A member that was made by SQL, as those of tests are, has no user yet. */
async function keepUserOf(
  connection: Connection,
  personKey: string,
  person: { readonly name: string; readonly email: string },
): Promise<string | null> {
  const userId = await keepDemoUser(connection, person);
  await connection.query('UPDATE member SET user_id = $1 WHERE person_key = $2 AND user_id IS NULL', [
    userId,
    personKey,
  ]);
  return userId;
}
