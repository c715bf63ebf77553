import type { ActivityStatus } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { addDays } from '../calendar/plain-date';
import type { ReserveLevel } from '../policy/policy';

/**
 * What is to be checked of a shop: the self-check list of [P] row by row, then disputes and reserve level (ours), which the other policies
 * of the same sources make as dangerous.
 */
export const CHECK_ITEMS = [
  'activity',
  'balance',
  'review-complaints',
  'response-rate',
  'pending-orders',
  'ip-warnings',
  'account-security',
  'disputes',
  'reserve-level',
] as const;
export type CheckItem = (typeof CHECK_ITEMS)[number];

/** What the books say: nothing to do, something to do, or nothing at all, because Evenkeel holds no such thing. */
export type Finding = 'ok' | 'attention' | 'none';

/** "Log into each store at least once a week" [P]: after so many days without a sign of work the check asks for one. */
export const IDLE_DAYS_TO_NOTICE = 7;

/** How long a check counts: all rows are daily but the security of the account, which is weekly [P]. */
const COUNTS_DAYS: Readonly<Partial<Record<CheckItem, number>>> = { 'account-security': 7 };

/** What the books know of a shop that the checklist asks about. */
export interface CheckStanding {
  readonly activity: ActivityStatus;
  /** Days since the last sign of work. */
  readonly idleDays: number;
  readonly isOwing: boolean;
  /** Orders that wait to be shipped and are late, or due by the end of the day. */
  readonly urgentOrderCount: number;
  readonly openDisputeCount: number;
  readonly reserveLevel: ReserveLevel;
  /** A shop on probation is at level 1 whatever it does (R10.2). */
  readonly probation: boolean;
  /** Those who may act on money or members; null where nobody is known. */
  readonly trustedCount: number | null;
  /** Those of them who sign in without a second step. */
  readonly unprotectedCount: number;
}

const when = (isTrouble: boolean): Finding => (isTrouble ? 'attention' : 'ok');

/**
 * Answers a row of the checklist from the books, where they hold an answer.
 * @example findingOf("review-complaints", standing) === "none": Evenkeel holds no reviews
 */
export function findingOf(item: CheckItem, standing: CheckStanding): Finding {
  switch (item) {
    case 'activity':
      return when(standing.activity !== 'active' || standing.idleDays >= IDLE_DAYS_TO_NOTICE);
    case 'balance':
      return when(standing.isOwing);
    case 'pending-orders':
      return when(standing.urgentOrderCount > 0);
    case 'account-security':
      return standing.trustedCount === null ? 'none' : when(standing.unprotectedCount > 0);
    case 'disputes':
      return when(standing.openDisputeCount > 0);
    case 'reserve-level':
      return when(standing.reserveLevel === 0 || (standing.reserveLevel < 3 && !standing.probation));
    case 'review-complaints':
    case 'response-rate':
    case 'ip-warnings':
      return 'none';
  }
}

/** The first day whose check of a row still counts on a day. @example account security on 14 March: 8 March */
export function countsFrom(item: CheckItem, day: PlainDate): PlainDate {
  return addDays(day, 1 - (COUNTS_DAYS[item] ?? 1));
}

/**
 * Whether a row needs nobody any more on a day: the books say that all is well, or somebody has checked it.
 * @param checkedOn the day of the last check that was not opened again; null for none
 */
export function isChecked(item: CheckItem, finding: Finding, checkedOn: PlainDate | null, day: PlainDate): boolean {
  return finding === 'ok' || (checkedOn !== null && checkedOn >= countsFrom(item, day) && checkedOn <= day);
}
