import { daysBetween, type PlainDate } from '../calendar/plain-date';
import { accepted, type Result, refused } from '../shared/result';
import { type DepositsState, depositsState, type MicroDeposits } from './micro-deposits';
import { holderRefusal } from './plan-link';

/** What is kept of an account: linked and not proved yet, proved, or taken away by its owner. */
export type AccountStatus = 'unverified' | 'verified' | 'removed';

/** An account among those of its shop. */
export interface KnownAccount {
  readonly account: string;
  readonly holderName: string;
  readonly status: AccountStatus;
}

/** Where an account stands on a day. */
export type AccountStanding = 'verified' | 'removed' | DepositsState;

/** @example an unverified account whose two amounts arrived: "to-enter" */
export function standingOf(
  status: AccountStatus,
  deposits: Omit<MicroDeposits, 'amounts'> | null,
  today: PlainDate,
): AccountStanding {
  if (status !== 'unverified') return status;
  return deposits === null ? 'expired' : depositsState(deposits, today);
}

/** The books' part of a shop that decides about its accounts. */
export interface PayoutStanding {
  readonly registeredName: string;
  readonly payoutAccount: string | null;
  readonly payoutFailed: boolean;
}

/**
 * Whether later payouts may go to an account: it is proved and held in the registered name. The primary account may be confirmed so, which
 * has a failed payout sent again (R7.5).
 * @returns accepted with what has to be recorded; 'nothing' where it is primary already and no payout failed
 */
export function planPrimary(
  account: KnownAccount,
  { registeredName, payoutAccount, payoutFailed }: PayoutStanding,
): Result<'change' | 'confirmation' | 'nothing', string> {
  if (account.status !== 'verified') return refused('Only an account that is verified can receive payouts.');
  const mismatch = holderRefusal(account.holderName, registeredName);
  if (mismatch !== null) return refused(mismatch);
  if (payoutAccount !== account.account) return accepted('change');
  return accepted(payoutFailed ? 'confirmation' : 'nothing');
}

/**
 * Whether an account may be removed: not the primary one while another could take its place, so that payouts do not stop by a slip.
 * @param accounts all of the shop
 * @returns accepted with whether payouts stop by it
 */
export function planRemoval(
  account: KnownAccount,
  accounts: readonly KnownAccount[],
  { payoutAccount, registeredName }: Pick<PayoutStanding, 'payoutAccount' | 'registeredName'>,
): Result<{ readonly stopsPayouts: boolean }, string> {
  const stopsPayouts = payoutAccount === account.account;
  const canTakeOver = (other: KnownAccount): boolean =>
    other.account !== account.account &&
    other.status === 'verified' &&
    holderRefusal(other.holderName, registeredName) === null;
  if (stopsPayouts && accounts.some(canTakeOver)) {
    return refused('Payouts go to this account. Make another one primary first.');
  }
  return accepted({ stopsPayouts });
}

/** How many accounts a shop may link within how many days: each costs two deposits. */
const MOST_LINKS = 5;
const WITHIN_DAYS = 30;

/** Whether a shop may link one more account. @param linkedOn the days of all that it linked so far */
export function mayLinkAgain(linkedOn: readonly PlainDate[], today: PlainDate): Result<null, string> {
  const recent = linkedOn.filter((day) => daysBetween(day, today) < WITHIN_DAYS);
  if (recent.length < MOST_LINKS) return accepted(null);
  return refused(
    `A shop can link ${MOST_LINKS} accounts within ${WITHIN_DAYS} days. Wait some days, then link this one.`,
  );
}
