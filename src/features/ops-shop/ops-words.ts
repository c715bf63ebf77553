import type { Instant } from '@/domain/calendar/instant';
import type { JournalSource } from '@/domain/ledger/journal';
import { dayTimeText } from '@/ui/day-text';

/** A moment in UTC, as pages of the marketplace tell it. @example "Sat 14 Mar 2026, 09:12" */
export function momentText(at: Instant): string {
  return dayTimeText(at.slice(0, 19));
}

/** What a journal was booked for, before its number. */
export const SOURCE_WORD = {
  statement: 'Statement',
  'payout-started': 'Start of payout',
  'payout-paid': 'Arrival of payout',
  'payout-failed': 'Failure of payout',
  'payout-returned': 'Return of payout',
} as const satisfies Record<JournalSource, string>;
