import 'server-only';
import type { Actor } from '@/contracts/shell';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { type Minor, readMinor } from '@/domain/money/money';
import { machineTime } from '../clock';
import type { Connection } from '../db/database';
import { systemDatabase } from '../db/site';
import { env } from '../env';
import { sumOfCharges } from '../repositories/bills';
import { checkPassword } from './passwords';
import { takeAttempt } from './rate-limit';
import { requestHeaders } from './request';
import { spendCode } from './second-step';
import { refusalCode } from './sign-in';
import { siteAuth } from './site-auth';
import { hasTwoFactor } from './two-factor';

/** How long a proof of who one is counts for what asks for a fresh one. */
export const FRESH_MINUTES = 5;

/**
 * Whether the actor has proved who they are within the last five minutes, by password or one-time code: what moves money, members or bank
 * accounts asks for it, and sends whoever has not to `confirmPath`.
 */
export function isFresh(actor: Pick<Actor, 'freshAt'>): boolean {
  const age = toEpochMillis(machineTime()) - toEpochMillis(actor.freshAt);
  return age >= 0 && age <= FRESH_MINUTES * 60_000;
}

const DAY_MILLIS = 86_400_000;

/**
 * Whether a payment by card asks for a fresh proof: with what was charged for these shops within a day it is above EVENKEEL_STEP_UP_ABOVE, in
 * whatever currency it is.
 * @example limit 1000.00, 600.00 charged an hour ago: 400.00 goes without, 400.01 does not
 */
export async function needsProof(
  connection: Connection,
  { shopIds, now }: { readonly shopIds: readonly number[]; readonly now: Instant },
  amount: Minor,
): Promise<boolean> {
  const since = fromEpochMillis(toEpochMillis(now) - DAY_MILLIS);
  return amount + (await sumOfCharges(connection, shopIds, since)) > readMinor(env().stepUpAbove);
}

/** The page that asks for the proof, and leads back to a page of ours. @example confirmPath("/account/bank-accounts/new") */
export function confirmPath(back: string): string {
  return `/confirm?back=${encodeURIComponent(back)}`;
}

/** How a proof was taken; `used`: the code was right, but had been used before. */
export type ProofAnswer =
  | { readonly kind: 'fresh' | 'wrong' | 'used' }
  | { readonly kind: 'wait'; readonly minutes: number };

/**
 * Takes a proof of who the actor is: a code of their authenticator where they have two-factor on, else their password. Actions only.
 * @param proof as typed
 */
export async function takeProof(actor: Actor, proof: string): Promise<ProofAnswer> {
  const taken = (await hasTwoFactor(actor.userId))
    ? await takeCode(actor, proof)
    : await checkPassword(actor.userId, proof);
  if (taken.kind !== 'right') return taken;
  await systemDatabase().pool.query('UPDATE auth_session SET fresh_at = now() WHERE id = $1', [actor.sessionId]);
  return { kind: 'fresh' };
}

async function takeCode(
  actor: Actor,
  code: string,
): Promise<Exclude<ProofAnswer, { kind: 'fresh' }> | { readonly kind: 'right' }> {
  const wait = await takeAttempt(systemDatabase().pool, 'confirm user', actor.userId);
  if (wait !== null) return { kind: 'wait', minutes: wait };
  try {
    await siteAuth().api.verifyTOTP({ body: { code }, headers: await requestHeaders() });
  } catch (error) {
    refusalCode(error);
    return { kind: 'wrong' };
  }
  return { kind: (await spendCode(actor.userId, code)) ? 'right' : 'used' };
}
