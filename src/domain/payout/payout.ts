import type { PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';

/** Where a payout stands (R7.5). */
export type PayoutStatus = 'processing' | 'paid' | 'failed' | 'returned';

/** What a payout took from one statement. */
export interface PayoutItem {
  readonly statement: number;
  readonly amount: Minor;
}

/** Money on its way to, or at, the shop's bank account. */
export interface Payout {
  /** Counts from 1 per shop, in the order of initiation. */
  readonly no: number;
  /** The business day of the run. */
  readonly initiatedOn: PlainDate;
  readonly amount: Minor;
  readonly items: readonly PayoutItem[];
  /** The account that it started with, and keeps (R7.4). */
  readonly account: string;
  readonly status: PayoutStatus;
  /** The day on which the bank's last word took effect. */
  readonly settledOn: PlainDate | null;
  /** The bank's reason for failed and returned. */
  readonly code: string | null;
}
