import 'server-only';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Actor } from '@/contracts/shell';
import { appendAudit } from '../commands/audit/append-audit';
import { inTransaction } from '../db/database';
import { systemDatabase, systemPrisma } from '../db/site';
import { keepCookies } from './cookies';
import { otpAddress, toBase32 } from './one-time-codes';
import { checkPassword } from './passwords';
import { takeAttempt } from './rate-limit';
import { requestHeaders } from './request';
import { spendCode } from './second-step';
import { mailTwoFactorChanged } from './security-mails';
import { refusalCode } from './sign-in';
import { siteAuth } from './site-auth';

type Refused = { readonly kind: 'wrong' } | { readonly kind: 'wait'; readonly minutes: number };

/** Whether signing in asks the user for a code too. */
export async function hasTwoFactor(userId: string): Promise<boolean> {
  const user = await systemPrisma().authUser.findUnique({ where: { id: userId }, select: { twoFactorEnabled: true } });
  return user?.twoFactorEnabled === true;
}

/** How many recovery codes the user has left. */
export async function countRecoveryCodes(userId: string): Promise<number> {
  return (await siteAuth().api.viewBackupCodes({ body: { userId } })).backupCodes.length;
}

/** Makes a secret for the user's authenticator; it counts once a first code of it was right. */
export async function startTwoFactor(actor: Actor, password: string): Promise<{ readonly kind: 'started' } | Refused> {
  const checked = await checkPassword(actor.userId, password);
  if (checked.kind !== 'right') return checked;
  try {
    await siteAuth().api.enableTwoFactor({ body: { password }, headers: await requestHeaders() });
  } catch (error) {
    // On already, as from another browser: the page then shows that it is.
    refusalCode(error);
  }
  return { kind: 'started' };
}

/** What an authenticator needs to know, by picture or typed. */
export interface SetUp {
  readonly address: string;
  readonly secret: string;
}

/** The secret that waits for its first code; null where none does. Once two-factor is on it is shown to nobody. */
export async function readSetUp(actor: Actor): Promise<SetUp | null> {
  const found = await systemPrisma().authTwoFactor.findUnique({ where: { userId: actor.userId } });
  if (found === null || found.verified) return null;
  const secret = await symmetricDecrypt({ key: (await siteAuth().$context).secretConfig, data: found.secret });
  return { address: otpAddress({ secret, account: actor.email }), secret: toBase32(Buffer.from(secret)) };
}

/** Turns two-factor on by a first right code. @returns the recovery codes, to be kept by the user */
export async function finishTwoFactor(
  actor: Actor,
  code: string,
): Promise<
  { readonly kind: 'on'; readonly recoveryCodes: readonly string[] } | { readonly kind: 'not-started' } | Refused
> {
  const wait = await takeAttempt(systemDatabase().pool, 'confirm user', actor.userId);
  if (wait !== null) return { kind: 'wait', minutes: wait };
  if ((await readSetUp(actor)) === null) return { kind: 'not-started' };
  try {
    const { api } = siteAuth();
    const answered = await api.verifyTOTP({ body: { code }, headers: await requestHeaders(), returnHeaders: true });
    await keepCookies(answered.headers);
  } catch (error) {
    refusalCode(error);
    return { kind: 'wrong' };
  }
  await spendCode(actor.userId, code);
  await tell(actor, 'on');
  const { backupCodes } = await siteAuth().api.viewBackupCodes({ body: { userId: actor.userId } });
  return { kind: 'on', recoveryCodes: backupCodes };
}

/** Turns two-factor off. Its caller has made sure that the actor is fresh. */
export async function stopTwoFactor(actor: Actor, password: string): Promise<{ readonly kind: 'off' } | Refused> {
  const checked = await checkPassword(actor.userId, password);
  if (checked.kind !== 'right') return checked;
  const { api } = siteAuth();
  const answered = await api.disableTwoFactor({
    body: { password },
    headers: await requestHeaders(),
    returnHeaders: true,
  });
  await keepCookies(answered.headers);
  await tell(actor, 'off');
  return { kind: 'off' };
}

/** Makes new recovery codes; the old ones work no more. Its caller has made sure that the actor is fresh. */
export async function makeRecoveryCodes(
  actor: Actor,
  password: string,
): Promise<{ readonly kind: 'made'; readonly recoveryCodes: readonly string[] } | Refused> {
  const checked = await checkPassword(actor.userId, password);
  if (checked.kind !== 'right') return checked;
  const made = await siteAuth().api.generateBackupCodes({ body: { password }, headers: await requestHeaders() });
  await tell(actor, 'new-codes');
  return { kind: 'made', recoveryCodes: made.backupCodes };
}

function tell(actor: Actor, change: 'on' | 'off' | 'new-codes'): Promise<void> {
  return inTransaction(systemDatabase(), async (connection) => {
    await mailTwoFactorChanged(connection, { name: actor.person.name, email: actor.email }, change);
    await appendAudit(connection, { actor, deed: 'two-factor.changed', subject: actor.email, detail: { change } });
  });
}
