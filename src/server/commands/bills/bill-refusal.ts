import 'server-only';
import type { Minor } from '@/domain/money/money';
import { type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { BillRow } from '../../repositories/bills';

/** Why a command left a bill as it was: the field, a sentence for the person, and what kind of refusal it is. */
export interface BillRefusal extends FieldRefusal {
  readonly code: 'invalid' | 'not-found' | 'conflict' | 'amount-changed';
  /** With `amount-changed`: what the bill asks for now. */
  readonly amount?: Minor;
}

/** What a command about a bill comes to. */
export type BillResult = Result<BillRow, BillRefusal>;

/** A bill that the shop does not have: another shop's is no different from none. */
export function noSuchBill(): Result<never, BillRefusal> {
  return refused({ code: 'not-found', field: 'bill', reason: 'There is no such bill in this shop.' });
}

/** A bill of less than a card may be charged (R8.1). */
export function tooSmallForCards(): Result<never, BillRefusal> {
  const reason = 'This amount is too small for a card. Pay it by bank transfer.';
  return refused({ code: 'invalid', field: 'method', reason });
}

/** Something about the bill stands against it now. */
export function conflict(field: string, reason: string): Result<never, BillRefusal> {
  return refused({ code: 'conflict', field, reason });
}
