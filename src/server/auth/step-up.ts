import 'server-only';
import type { Actor } from '@/contracts/shell';
import { toEpochMillis } from '@/domain/calendar/instant';
import { machineTime } from '../clock';

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

/** The page that asks for the proof, and leads back to a page of ours. @example confirmPath("/account/bank-accounts/new") */
export function confirmPath(back: string): string {
  return `/confirm?back=${encodeURIComponent(back)}`;
}
