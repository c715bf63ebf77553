import { type BankHolidays, nextBusinessDay } from '../calendar/business-days';
import { addDays, type PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';

/** How often the two amounts may be entered wrongly. */
export const MOST_ATTEMPTS = 3;
/** How many days after they arrive the amounts may be entered, that day included. */
export const DAYS_TO_ENTER = 10;
/** The smallest and the largest deposit: 0.01 and 0.99. */
export const LEAST_DEPOSIT = 1;
export const MOST_DEPOSIT = 99;

/** Two small amounts that only who sees the account can know. */
export interface MicroDeposits {
  /** Each 0.01 to 0.99. */
  readonly amounts: readonly [Minor, Minor];
  readonly sentOn: PlainDate;
  readonly arrivesOn: PlainDate;
  /** The last day on which they may be entered. */
  readonly expiresOn: PlainDate;
  /** Wrong entries so far. */
  readonly attempts: number;
}

/** Where the proof stands on a day. */
export type DepositsState = 'on-their-way' | 'to-enter' | 'expired' | 'attempts-used';

/** Deposits that are sent on a day: on the account on the next business day. */
export function planMicroDeposits(
  amounts: readonly [Minor, Minor],
  sentOn: PlainDate,
  holidays: BankHolidays,
): MicroDeposits {
  const arrivesOn = nextBusinessDay(sentOn, holidays);
  return { amounts, sentOn, arrivesOn, expiresOn: addDays(arrivesOn, DAYS_TO_ENTER - 1), attempts: 0 };
}

/** @example three wrong entries: "attempts-used" */
export function depositsState(deposits: Omit<MicroDeposits, 'amounts'>, today: PlainDate): DepositsState {
  if (deposits.attempts >= MOST_ATTEMPTS) return 'attempts-used';
  if (today > deposits.expiresOn) return 'expired';
  return today < deposits.arrivesOn ? 'on-their-way' : 'to-enter';
}

/** Whether two amounts are those that were sent, in any order. */
export function areTheDeposits({ amounts: [first, second] }: MicroDeposits, entered: readonly [Minor, Minor]): boolean {
  const [one, other] = entered;
  return (one === first && other === second) || (one === second && other === first);
}
