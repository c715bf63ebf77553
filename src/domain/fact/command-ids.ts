import type { PlainDate } from '../calendar/plain-date';
import type { ActivityKind } from './fact';

/**
 * Ids of the facts that commands write: a command knows by them that its work is done. They are made here only, and a file may not hold
 * them: a fact of a file under such an id would keep a payment, or a sign-in, out of the books.
 */
export const commandFactIds = {
  /** A card payment of ours was captured. */
  captured: (payment: string) => `${payment}:captured`,
  /** A captured bill cleared. */
  cleared: (bill: string) => `${bill}:cleared`,
  /** The money of a bank line arrived. */
  transfer: (line: number) => `bank-line:${line}`,
  /** A refund or dispute of the card provider, by its id there. */
  reversal: (id: string) => `reversal:${id}`,
  /** The bank's word on a payout. */
  payout: (no: number, status: 'paid' | 'failed') => `bank:payout:${no}:${status}`,
  /** A payout that could not be sent, or that a file of the bank tells of. */
  payoutBack: (no: number, status: 'failed' | 'returned') => `bank:payout-back:${no}:${status}`,
  /** What a shop's people did, at most once for each kind and day (R10.5). */
  activity: (kind: ActivityKind, day: PlainDate) => `activity:${kind}:${day}`,
  /** A choice of payout days, by the number of its fact. */
  schedule: (no: number) => `payout-schedule:${no}`,
  /** An appeal was granted. */
  appeal: (appeal: string) => `${appeal}:granted`,
  /** A decision of the marketplace's people was confirmed. */
  decision: (decision: string) => `${decision}:confirmed`,
} as const;

const TRANSFER = /^bank-line:\d+$/;
const OTHERS =
  /^(?:pay_[^:]+:captured|bil_[^:]+:cleared|reversal:(?:re|pyr|dp|du)_.+|bank:payout:\d+:(?:paid|failed)|bank:payout-back:\d+:(?:failed|returned)|payout-schedule:\d+|activity:[a-z-]+:\d{4}-\d\d-\d\d|apl_[^:]+:granted|dcs_[^:]+:confirmed|bac_[^:]+:.+)$/;

/** Whether a `bill.cleared` tells of a bank transfer; all others tell of a captured card payment. */
export function isTransferFactId(id: string): boolean {
  return TRANSFER.test(id);
}

/** Whether an id is one that commands give. @example isCommandFactId("bank-line:7") // true */
export function isCommandFactId(id: string): boolean {
  return TRANSFER.test(id) || OTHERS.test(id);
}
