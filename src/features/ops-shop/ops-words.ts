import type { JournalFilter } from '@/contracts/ops-shop';
import type { ShopEvent } from '@/domain/books';
import type { JournalSource } from '@/domain/ledger/journal';

/** What a journal was booked for, before its number. */
export const SOURCE_WORD = {
  statement: 'Statement',
  'payout-started': 'Start of payout',
  'payout-paid': 'Arrival of payout',
  'payout-failed': 'Failure of payout',
  'payout-returned': 'Return of payout',
} as const satisfies Record<JournalSource, string>;

/** The same as a choice of a filter. */
export const SOURCE_CHOICE = { ...SOURCE_WORD, payout: 'Any step of a payout' } as const satisfies Record<
  JournalFilter,
  string
>;

/** What a close wrote down as having happened to a shop. */
export const HAPPENING_WORD = {
  'tier-changed': 'Settlement tier',
  'level-changed': 'Reserve level changed',
  'level-evaluated': 'Reserve level evaluated, unchanged',
  'measure-applied': 'Measure applied',
  'measure-lifted': 'Measure lifted',
  'balance-negative': 'Balance below zero',
  'balance-covered': 'Balance no longer below zero',
  'amount-warning': 'Warned of the amount owed',
  'days-warning': 'Warned of the days below zero',
  'activity-warning': 'Warned of no activity',
  'activity-changed': 'Activity changed',
} as const satisfies Record<ShopEvent['kind'], string>;

/** A name of the books in words. @example fieldWord("negativeDays") === "negative days" */
export function fieldWord(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
