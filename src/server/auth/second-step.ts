import 'server-only';
import { inTransaction } from '../db/database';
import { systemDatabase } from '../db/site';
import { auditUser } from './audit-user';
import { takeAttempt } from './rate-limit';
import { requestHeaders } from './request';
import { mailRecoveryUsed } from './security-mails';
import { keepSession, limitAttempt, refusalCode, type SignInAnswer } from './sign-in';
import { siteAuth } from './site-auth';

/** Wrong codes that one sign-in may have; then it begins anew. better-auth counts them, and locks the account after ten in a row. */
const CODES_PER_SIGN_IN = 5;

/** A sign-in that waits for its second step. */
export interface SecondStep {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly attemptsLeft: number;
}

/** The sign-in that waits in this browser for its second step, or null. */
export async function findSecondStep(): Promise<SecondStep | null> {
  const found = await siteAuth().api.findSecondStep({ headers: await requestHeaders() });
  if (found === null) return null;
  const { userId, name, email, failedCount } = found;
  return { userId, name, email, attemptsLeft: Math.max(0, CODES_PER_SIGN_IN - failedCount) };
}

/** How the second step of a sign-in ended. `start-again`: there is none any more. */
export type SecondStepAnswer =
  | SignInAnswer
  | { readonly kind: 'start-again' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'used' }
  | { readonly kind: 'wrong-code'; readonly attemptsLeft: number };

function toAnswer(code: string, waiting: SecondStep): SecondStepAnswer {
  switch (code) {
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      return { kind: 'wrong-code', attemptsLeft: Math.max(0, waiting.attemptsLeft - 1) };
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      return { kind: 'locked' };
    default:
      return { kind: 'start-again' };
  }
}

/**
 * Whether a right one-time code counts: each does once, so that one which was looked over a shoulder opens nothing.
 * @returns false where it was used before
 */
export async function spendCode(userId: string, code: string): Promise<boolean> {
  return (await takeAttempt(systemDatabase().pool, 'used code', `${userId} ${code}`)) === null;
}

/** The second step by a code of the authenticator. Actions only. */
export async function signInWithCode(code: string): Promise<SecondStepAnswer> {
  return takeSecondStep(code, async (waiting, headers) => {
    const { api, $context } = siteAuth();
    const answered = await api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
    const { token } = answered.response;
    if (await spendCode(waiting.userId, code)) return keepSession(answered.headers, token);
    await (await $context).internalAdapter.deleteSession(token);
    return { kind: 'used' };
  });
}

/** The second step by one of the recovery codes, which is spent. Actions only. */
export async function signInWithRecoveryCode(code: string): Promise<SecondStepAnswer> {
  return takeSecondStep(code, async (waiting, headers) => {
    const answered = await siteAuth().api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
    const { token } = answered.response;
    if (token === undefined) return { kind: 'start-again' };
    const left = await siteAuth().api.viewBackupCodes({ body: { userId: waiting.userId } });
    await inTransaction(systemDatabase(), async (connection) => {
      await mailRecoveryUsed(connection, waiting, left.backupCodes.length);
      const { userId, email: subject } = waiting;
      const detail = { left: left.backupCodes.length };
      await auditUser(connection, userId, { deed: 'recovery-code.used', subject, detail });
    });
    return keepSession(answered.headers, token);
  });
}

async function takeSecondStep(
  code: string,
  verify: (waiting: SecondStep, headers: Headers) => Promise<SecondStepAnswer>,
): Promise<SecondStepAnswer> {
  const limited = await limitAttempt('second step address');
  if (limited !== null) return limited;
  const waiting = await findSecondStep();
  if (waiting === null || code === '') return { kind: 'start-again' };
  try {
    return await verify(waiting, await requestHeaders());
  } catch (error) {
    return toAnswer(refusalCode(error), waiting);
  }
}
