import 'server-only';
import type { Actor } from '@/contracts/shell';
import { toEpochMillis } from '@/domain/calendar/instant';
import { type Minor, readMinor } from '@/domain/money/money';
import { machineTime } from '../clock';
import { env } from '../env';

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

/** Whether a payment of this amount asks for a fresh proof: above EVENKEEL_STEP_UP_ABOVE, in whatever currency it is. */
export function needsProof(amount: Minor): boolean {
  return amount > readMinor(env().stepUpAbove);
}

/** The page that asks for the proof, and leads back to a page of ours. @example confirmPath("/account/bank-accounts/new") */
export function confirmPath(back: string): string {
  return `/confirm?back=${encodeURIComponent(back)}`;
}
