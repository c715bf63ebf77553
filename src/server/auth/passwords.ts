import 'server-only';
import { hashPassword } from 'better-auth/crypto';
import type { Actor } from '@/contracts/shell';
import { appendAudit } from '../commands/audit/append-audit';
import { inTransaction } from '../db/database';
import { systemDatabase } from '../db/site';
import { auditUser } from './audit-user';
import { isCommonPassword } from './common-passwords';
import { takeAttempt } from './rate-limit';
import { mailPasswordChanged } from './security-mails';
import { limitAttempt, refusalCode } from './sign-in';
import { siteAuth } from './site-auth';

type Waits = { readonly kind: 'wait'; readonly minutes: number };

/** Whether the user's password is this one. Each look counts as an attempt. */
export async function checkPassword(
  userId: string,
  password: string,
): Promise<{ readonly kind: 'right' } | { readonly kind: 'wrong' } | Waits> {
  const wait = await takeAttempt(systemDatabase().pool, 'confirm user', userId);
  if (wait !== null) return { kind: 'wait', minutes: wait };
  const context = await siteAuth().$context;
  const account = await context.internalAdapter.findCredentialAccount(userId);
  const hash = account?.password;
  if (typeof hash !== 'string') return { kind: 'wrong' };
  return { kind: (await context.password.verify({ hash, password })) ? 'right' : 'wrong' };
}

/**
 * Sets another password: every other browser of the user is signed out, open links to a new password are void, and a mail says so.
 * Its caller has checked the length.
 */
export async function changePassword(
  actor: Actor,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<{ readonly kind: 'changed' | 'wrong' | 'common' } | Waits> {
  if (isCommonPassword(next, [actor.email, actor.person.name])) return { kind: 'common' };
  const checked = await checkPassword(actor.userId, current);
  if (checked.kind !== 'right') return checked;
  const hash = await hashPassword(next);
  await inTransaction(systemDatabase(), async (connection) => {
    const { userId, sessionId } = actor;
    await connection.query(
      `UPDATE auth_account SET password = $2, updated_at = now() WHERE user_id = $1 AND provider_id = 'credential'`,
      [userId, hash],
    );
    await connection.query('DELETE FROM auth_session WHERE user_id = $1 AND id <> $2', [userId, sessionId]);
    await connection.query('UPDATE auth_session SET fresh_at = now() WHERE id = $1', [sessionId]);
    await connection.query('DELETE FROM auth_verification WHERE value = $1', [userId]);
    await mailPasswordChanged(connection, { name: actor.person.name, email: actor.email });
    await appendAudit(connection, { actor, deed: 'password.changed', subject: actor.email });
  });
  return { kind: 'changed' };
}

/** Mails the link to a new password, if somebody has this address. The answer is the same where nobody does. */
export async function requestReset(email: string): Promise<{ readonly kind: 'asked' } | Waits> {
  const limited = await limitAttempt('reset address', { limited: 'reset account', email });
  if (limited !== null) return limited;
  await siteAuth().api.requestPasswordReset({ body: { email } });
  return { kind: 'asked' };
}

const resetIdentifier = (token: string): string => `reset-password:${token}`;

/** Whose new password a link sets; null where it has run out, was used or never was. */
async function findReset(
  token: string,
): Promise<{ readonly id: string; readonly email: string; readonly name: string } | null> {
  const { internalAdapter } = await siteAuth().$context;
  const found = await internalAdapter.findVerificationValue(resetIdentifier(token));
  if (found === null || found.expiresAt <= new Date()) return null;
  return internalAdapter.findUserById(found.value);
}

/** Whether a link to a new password is still good. */
export async function isResetOpen(token: string): Promise<boolean> {
  return token !== '' && (await findReset(token)) !== null;
}

/** Sets the password that a mailed link is for; every browser of the user is signed out, and a mail says so. */
export async function resetPassword(
  token: string,
  next: string,
): Promise<{ readonly kind: 'changed' | 'closed' | 'common' } | Waits> {
  const limited = await limitAttempt('new password address');
  if (limited !== null) return limited;
  const user = await findReset(token);
  if (user === null) return { kind: 'closed' };
  if (isCommonPassword(next, [user.email, user.name])) return { kind: 'common' };
  try {
    await siteAuth().api.resetPassword({ body: { token, newPassword: next } });
  } catch (error) {
    refusalCode(error);
    return { kind: 'closed' };
  }
  await inTransaction(systemDatabase(), async (connection) => {
    // Other links that were mailed before open nothing any more.
    await connection.query('DELETE FROM auth_verification WHERE value = $1', [user.id]);
    await mailPasswordChanged(connection, user);
    const detail = { by: 'mailed link' };
    await auditUser(connection, user.id, { deed: 'password.changed', subject: user.email, detail });
  });
  return { kind: 'changed' };
}
