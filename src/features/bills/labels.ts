import type { BillStatus } from '@/contracts/bill';
import type { BillAttemptDto, BillDetailDto, BillFilter, BillRowDto } from '@/contracts/bills';
import type { StatusLook } from '@/ui/status-chip';
import { wasTakenBack } from './failure-words';

/** Word, icon and tone of what can become of a bill (R8.2). */
export const BILL_LOOK = {
  unpaid: { word: 'Unpaid', icon: 'clock', tone: 'idle' },
  processing: { word: 'Processing', icon: 'moving', tone: 'moving' },
  paid: { word: 'Paid, clearing', icon: 'half', tone: 'moving' },
  cleared: { word: 'Cleared', icon: 'done', tone: 'done' },
  failed: { word: 'Failed', icon: 'stop', tone: 'owed' },
  cancelled: { word: 'Cancelled', icon: 'void', tone: 'idle' },
  expired: { word: 'Expired', icon: 'hold', tone: 'idle' },
  reversed: { word: 'Reversed', icon: 'back', tone: 'owed' },
} as const satisfies Record<BillStatus, StatusLook>;

const ACTION_NEEDED = { word: 'Action needed', icon: 'user-check', tone: 'held' } as const satisfies StatusLook;

/** The look of a bill's state, with the one that waits for the payer. */
export function lookOf({ status, needsAction }: Pick<BillRowDto, 'status' | 'needsAction'>): StatusLook {
  return status === 'processing' && needsAction ? ACTION_NEEDED : BILL_LOOK[status];
}

export const FILTER_LABEL = {
  'under-way': 'Under way',
  cleared: 'Cleared',
  ended: 'Ended',
} as const satisfies Record<BillFilter, string>;

/** How a bill is paid. @example "Card ending 4242" */
export function methodText({ method, card }: Pick<BillRowDto, 'method' | 'card'>): string {
  if (method === null) return 'Not chosen';
  if (method === 'bank-transfer') return 'Bank transfer';
  return card === null ? 'Card' : `Card ending ${card.last4}`;
}

/** What a bill asks for. */
export const REQUEST_TEXT = {
  full: 'Negative balance, all of it',
  statements: 'Selected statements',
  amount: 'Another amount',
} as const satisfies Record<BillDetailDto['request'], string>;

/** What an attempt to charge a card came to. */
const ATTEMPT_LOOK = {
  processing: { word: 'Processing', icon: 'moving', tone: 'moving' },
  captured: { word: 'Charged', icon: 'done', tone: 'done' },
  failed: { word: 'Refused', icon: 'stop', tone: 'owed' },
} as const satisfies Record<BillAttemptDto['status'], StatusLook>;

const TAKEN_BACK = { word: 'Taken back', icon: 'back', tone: 'owed' } as const satisfies StatusLook;

/** The look of an attempt, with the one whose money went back before it cleared. */
export function attemptLookOf({ status, failureCode }: Pick<BillAttemptDto, 'status' | 'failureCode'>): StatusLook {
  return status === 'failed' && wasTakenBack(failureCode) ? TAKEN_BACK : ATTEMPT_LOOK[status];
}

/** What can still be paid, and given up (R8.2). */
export function canBePaid({ status, needsAction }: Pick<BillRowDto, 'status' | 'needsAction'>): boolean {
  return status === 'unpaid' || status === 'failed' || (status === 'processing' && needsAction);
}

export function canBeCancelled({ status }: Pick<BillRowDto, 'status'>): boolean {
  return status === 'unpaid' || status === 'failed';
}

/** Whether money was received, so that there is a receipt for it. */
export function hasReceipt({ paidAt }: Pick<BillRowDto, 'paidAt'>): boolean {
  return paidAt !== null;
}

/** How the row of facts about the method is called: what is to be charged, was, or was tried. */
export function methodTerm({ status, paidAt }: Pick<BillRowDto, 'status' | 'paidAt'>): string {
  if (paidAt !== null) return 'Paid with';
  return status === 'failed' ? 'Tried with' : 'Pay with';
}
