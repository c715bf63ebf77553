import 'server-only';
import { inTransaction } from '../db/database';
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
  const userId = await inTransaction(systemDatabase(), (connection) => keepDemoUser(connection, person));
  if (userId === null) return false;
  await startSession(userId, personKey);
  return true;
}
