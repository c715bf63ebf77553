import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';

/** How far the test clock is moved. */
export const CLOCK_MOVES = ['day', 'week', 'event'] as const;

export const clockMoveSchema = z.object({ move: z.enum(CLOCK_MOVES) });

/** The next thing that is known to happen. */
export interface NextEventDto {
  readonly kind: 'settles' | 'released' | 'payout-arrives' | 'clears' | 'fact';
  readonly day: PlainDate;
  /** The order it is about, where there is one. */
  readonly order: string | null;
}

/** What the test clock's bar shows. */
export interface ClockDto {
  readonly now: Instant;
  readonly next: NextEventDto | null;
}

/** What happened while days ran, to the chosen shop or, where none is chosen, to all. */
export interface MovedDto {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The first three. */
  readonly statements: readonly { readonly no: number; readonly day: PlainDate; readonly payable: string }[];
  readonly statementCount: number;
  /** Payouts that were made, and those about which the bank said something. */
  readonly payouts: readonly {
    readonly no: number;
    readonly day: PlainDate;
    readonly amount: string;
    readonly what: 'made' | 'paid' | 'failed' | 'returned';
  }[];
  readonly payoutCount: number;
  /** Whether the numbers are those of a shop, and open. */
  readonly isOfShop: boolean;
}
