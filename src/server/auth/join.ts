import 'server-only';
import { hashPassword } from 'better-auth/crypto';
import type { AcceptInput } from '@/contracts/members';
import type { Actor } from '@/contracts/shell';
import { machineTime } from '../clock';
import { acceptInvitation } from '../commands/members/accept-invitation';
import { systemDatabase } from '../db/site';
import { readOpenInvitation } from '../queries/members';
import { isCommonPassword } from './common-passwords';
import { startSession } from './session';
import { limitAttempt } from './sign-in';
import { isFresh } from './step-up';

/** What came of an invitation's form. */
export type Joined =
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'refused'; readonly field: string; readonly reason: string }
  | { readonly kind: 'signed-in' | 'to-sign-in' };

const COMMON = 'Many people use this password, so it is tried first. Choose another one.';

/**
 * Accepts an invitation. A new user is signed in with the password that they chose; who is signed in as the invited user goes on as the new
 * member; anybody else has to sign in, so that a link in a mail opens nobody's account. Actions only.
 */
export async function acceptByToken({ token, name, password }: AcceptInput, actor: Actor | null): Promise<Joined> {
  const limited = await limitAttempt('new password address');
  if (limited !== null) return limited;
  const database = systemDatabase();
  const invitation = await readOpenInvitation(database.pool, token, machineTime());
  const isNew = invitation !== null && !invitation.hasUser;
  if (isNew && name === '') return { kind: 'refused', field: 'name', reason: 'Say what to call you.' };
  if (isNew && password === undefined) return { kind: 'refused', field: 'password', reason: 'Choose a password.' };
  if (isNew && password !== undefined && isCommonPassword(password, [invitation.email, name]))
    return { kind: 'refused', field: 'password', reason: COMMON };
  const newUser = isNew && password !== undefined ? { name, passwordHash: await hashPassword(password) } : null;
  const joined = await acceptInvitation(database, { token, newUser, now: machineTime() });
  if (!joined.ok) return { kind: 'refused', ...joined.refusal };
  const { userId, personKey, isNewUser } = joined.value;
  if (!isNewUser && actor?.userId !== userId) return { kind: 'to-sign-in' };
  await startSession(userId, personKey, { isProved: isNewUser || (actor !== null && isFresh(actor)) });
  return { kind: 'signed-in' };
}
