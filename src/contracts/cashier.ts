import { z } from 'zod';
import { BILL_STATUSES, type BillStatus } from './bill';
import type { StatementRefDto } from './bills';

/** What the bill's page asks for again and again, until nothing can change any more. */
export const liveBillSchema = z.object({
  id: z.string(),
  status: z.enum(BILL_STATUSES),
  needsAction: z.boolean(),
});

/** Where a bill stands now, for a page that waits. */
export type LiveBillDto = z.infer<typeof liveBillSchema>;

/** What nothing changes by itself any more: a page that waits stops asking. */
export const FINAL_STATUSES: ReadonlySet<BillStatus> = new Set([
  'cleared',
  'failed',
  'cancelled',
  'expired',
  'reversed',
]);

/** What a bill would do to one statement (R8.3); decimal strings, none below zero. */
export interface BillEffectDto {
  readonly statement: StatementRefDto;
  readonly owedBefore: string;
  readonly paid: string;
  readonly owedAfter: string;
}

/** What paying a bill would do now. */
export interface BillPreviewDto {
  readonly effects: readonly BillEffectDto[];
  /** What is owed as the books stand: payments that have not cleared count nothing yet. */
  readonly owed: string;
  readonly stillOwed: string;
  /** What is more than the debts that are left, and becomes credit. */
  readonly excess: string;
  /** Whether a card may pay it: below the card's minimum only a transfer does (R8.1). */
  readonly isForCards: boolean;
  /** Where the payer's bank waits for them; null unless it does. */
  readonly actionUrl: string | null;
}
