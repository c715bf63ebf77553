import { type Instant, instant } from '@/domain/calendar/instant';
import type { Decision } from '@/domain/decision/decision';
import { minor } from '@/domain/money/money';
import type { AuditActor } from '@/server/commands/audit/append-audit';
import { confirmDecision } from '@/server/commands/decisions/confirm-decision';
import { proposeDecision } from '@/server/commands/decisions/propose-decision';
import type { TestBooks } from './books';
import { LENA, OTIS } from './ops-people';
import { acceptedOf, MORNING } from './owing';

/** Two hours after MORNING. */
export const NOON = instant('2026-03-13T12:00:00Z');
export const REASON = 'Three buyers report the same counterfeit.';

/** Proposes something about a shop. */
export function propose(
  books: TestBooks,
  shopId: number,
  decision: Decision,
  by: AuditActor = OTIS,
  now: Instant = MORNING,
) {
  return proposeDecision(books.database, { shopId, decision, reason: REASON, effect: null, by, now });
}

/** The id of a proposal that must be accepted. */
export async function proposed(
  books: TestBooks,
  shopId: number,
  decision: Decision,
  by: AuditActor = OTIS,
  now: Instant = MORNING,
): Promise<string> {
  return acceptedOf(await propose(books, shopId, decision, by, now)).id;
}

/** A lead confirms. */
export function confirm(books: TestBooks, decision: string, by: AuditActor = LENA, now: Instant = NOON) {
  return confirmDecision(books.database, { decision, by, now });
}

/** An adjustment of any sign. */
export function adjustment(amount: bigint): Decision {
  return { kind: 'adjustment', adjustment: 'other-adjustment', amount: minor(amount), order: null };
}
