import type { PendingReason } from '@/domain/payout/conditions';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { LineEvent, StatementKind, StatementStatus } from '@/domain/statement/statement';
import type { StatusLook } from '@/ui/status-chip';

export const KIND_LABEL = {
  daily: 'Daily',
  'bill-payment': 'Bill payment (negative balance)',
  'reserve-draw': 'Reserve draw',
} as const satisfies Record<StatementKind, string>;

export const STATUS_LABEL = {
  pending: 'Pending',
  processing: 'Processing',
  paid: 'Paid',
} as const satisfies Record<StatementStatus, string>;

export const REASON_LABEL = {
  'negative-balance': 'negative balance',
  'shop-closed': 'shop closed',
  'withdrawals-frozen': 'withdrawals frozen',
  'payout-failed': 'payout failed',
  'no-bank-account': 'no bank account',
  'below-minimum': 'below the minimum payout',
  scheduled: 'scheduled',
} as const satisfies Record<PendingReason, string>;

const PENDING_LOOK = {
  'negative-balance': { icon: 'below', tone: 'owed' },
  'shop-closed': { icon: 'void', tone: 'idle' },
  'withdrawals-frozen': { icon: 'lock', tone: 'held' },
  'payout-failed': { icon: 'stop', tone: 'owed' },
  'no-bank-account': { icon: 'clock', tone: 'held' },
  'below-minimum': { icon: 'clock', tone: 'held' },
  scheduled: { icon: 'clock', tone: 'held' },
} as const satisfies Record<PendingReason, Omit<StatusLook, 'word'>>;

const STATUS_LOOK = {
  processing: { word: STATUS_LABEL.processing, icon: 'moving', tone: 'moving' },
  paid: { word: STATUS_LABEL.paid, icon: 'done', tone: 'done' },
} as const satisfies Record<Exclude<StatementStatus, 'pending'>, StatusLook>;

/** Word, icon and tone of a statement's state. @param reason why it is pending; null for the other states */
export function lookOf(status: StatementStatus, reason: PendingReason | null): StatusLook {
  if (status !== 'pending') return STATUS_LOOK[status];
  return { word: STATUS_LABEL.pending, ...PENDING_LOOK[reason ?? 'scheduled'] };
}

/** The noun of what a line records, as in "refund of IV-10482". */
export const EVENT_NOUN = {
  settlement: 'settlement',
  refund: 'refund',
  charge: 'charge',
  chargeback: 'chargeback',
  adjustment: 'adjustment',
  'reserve-withheld': 'put into reserve',
  'reserve-released': 'released from reserve',
  'reserve-used': 'reserve used',
  'bill-payment': 'bill payment',
  'bill-payment-reversal': 'bill payment reversed',
} as const satisfies Record<LineEvent, string>;

/** Why a line that no fact caused is there. */
export const PASSING_OF_TIME = {
  settlement: 'The settlement period after delivery ended.',
  'reserve-withheld': 'Withheld when the order settled.',
  'reserve-released': 'The release day came.',
  'reserve-used': 'More was owed than sales covered when the day closed.',
} as const satisfies Partial<Record<LineEvent, string>>;

/** What a pending statement waits for, in full sentences. */
export const REASON_SENTENCE = {
  'negative-balance': 'None while you owe. Sales that settle are set against it first.',
  'shop-closed': 'None yet. The shop is closed, so payouts wait until the reserve period after closing is over.',
  'withdrawals-frozen': 'None yet. Withdrawals are frozen, so the amount stays in your balance.',
  'payout-failed':
    'None yet. The last payout came back; it is sent again once the bank account is confirmed or changed.',
  'no-bank-account': 'None yet. There is no verified bank account to send it to.',
  'below-minimum': 'None yet. Your balance is below the minimum payout; it is paid with the next sales.',
  scheduled: 'With the next payout of your schedule.',
} as const satisfies Record<PendingReason, string>;

/** What became of a payout that took a statement. */
export const PAYOUT_WORD = {
  processing: 'on its way',
  paid: 'arrived',
  failed: 'failed',
  returned: 'came back',
} as const satisfies Record<PayoutStatus, string>;
