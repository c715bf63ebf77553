import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { StatementStatus } from '@/domain/statement/statement';
import type { BillStatus } from './bill';
import { wordsParam } from './search-params';

/** How the list of bills groups what can become of a bill. */
export const BILL_FILTERS = ['under-way', 'cleared', 'ended'] as const;
export type BillFilter = (typeof BILL_FILTERS)[number];

/** The statuses of each group. A failed bill asks for nothing until it is paid again, so it has ended. */
export const STATUSES_OF = {
  'under-way': ['unpaid', 'processing', 'paid'],
  cleared: ['cleared'],
  ended: ['failed', 'cancelled', 'expired', 'reversed'],
} as const satisfies Record<BillFilter, readonly BillStatus[]>;

/** How many bills a page of the list has. */
export const BILLS_A_PAGE = 20;

/** Shape of a bill's id in an address. */
export const billIdSchema = z.string().regex(/^[\w-]{1,64}$/);

/** The filters of the bills list as they stand in its URL. */
export const billsSearchSchema = z.object({
  status: z.enum(BILL_FILTERS).optional().catch(undefined),
  /** A bill's id, a statement's number or a transfer's reference. */
  q: wordsParam,
  /** Keyset: bills made before this one. */
  before: billIdSchema.optional().catch(undefined),
});

export type BillsSearch = z.infer<typeof billsSearchSchema>;

/** The same for the marketplace's own people, with the bill that is opened above the list. */
export const opsBillsSearchSchema = billsSearchSchema.extend({ open: billIdSchema.optional().catch(undefined) });
export type OpsBillsSearch = z.infer<typeof opsBillsSearchSchema>;

/** What the marketplace's own people see of a bill beside what its seller sees. */
export interface OpsBillDto {
  readonly bill: BillDetailDto;
  readonly expiresAt: Instant;
  /** Charges of cards by our id, with the provider's where it is known. */
  readonly charges: readonly { readonly id: string; readonly ref: string | null }[];
  /** Bank transfers that are matched with it or suggested for it, the oldest first. */
  readonly transfers: readonly {
    readonly id: number;
    readonly bookedOn: PlainDate;
    readonly amount: string;
    readonly currency: string;
    readonly isMatched: boolean;
  }[];
}

/** How a bill is paid. */
export type BillMethodDto = 'card' | 'bank-transfer';

/** A card as it may be named. */
export interface BillCardDto {
  readonly brand: string | null;
  readonly last4: string;
}

/** A statement by its number and day. */
export interface StatementRefDto {
  readonly no: number;
  readonly day: PlainDate;
}

/** One row of the bills list; money as decimal strings. */
export interface BillRowDto {
  readonly id: string;
  readonly status: BillStatus;
  /** Processing, and waiting for the payer at their bank. */
  readonly needsAction: boolean;
  readonly amount: string;
  /** What was captured or arrived; what of it was taken back. */
  readonly received: string;
  readonly reversed: string;
  /** Null until one is chosen. */
  readonly method: BillMethodDto | null;
  /** The card of the last attempt. */
  readonly card: BillCardDto | null;
  /** What a bank transfer carries. */
  readonly reference: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly paidAt: Instant | null;
  readonly clearsAt: Instant | null;
  readonly clearedAt: Instant | null;
  /** The bill-payment statement of its clearing. */
  readonly statementNo: number | null;
  readonly failureCode: string | null;
  /** The statements that it cleared, the first three of `clearedCount`. */
  readonly cleared: readonly StatementRefDto[];
  readonly clearedCount: number;
}

/** A page of the bills list. */
export interface BillsPageDto {
  readonly rows: readonly BillRowDto[];
  /** The cursor of the next older page; null on the last. */
  readonly older: string | null;
  readonly counts: Readonly<Record<'all' | BillFilter, number>>;
  /** How many the filters leave, where that is a count of a group. */
  readonly total: number | null;
}

/** What is owed, what bills ask of it, and what can still be billed (R8.1). */
export interface UnderWayDto {
  readonly owed: string;
  /** Sum of what they ask. */
  readonly asked: string;
  /** Never below zero. */
  readonly billable: string;
  /** Unpaid, processing, or paid and not cleared; newest first. */
  readonly bills: readonly BillRowDto[];
}

/** What a bill's payment did to one debt (R8.3). */
export interface BillAllocationDto {
  readonly statement: StatementRefDto;
  readonly status: StatementStatus;
  readonly amount: string;
  /** Signed, before and after. */
  readonly openBefore: string;
  readonly openAfter: string;
  /** Whether the bill names the statement. */
  readonly isNamed: boolean;
}

/** One attempt to charge a card. */
export interface BillAttemptDto {
  readonly id: string;
  readonly status: 'processing' | 'captured' | 'failed';
  readonly card: BillCardDto | null;
  readonly amount: string;
  readonly createdAt: Instant;
  readonly failureCode: string | null;
}

/** The statement by which a bill's payment came into the books. */
export interface BillPaymentDto extends StatementRefDto {
  readonly payable: string;
  /** What it brought beyond what was owed: the shop's credit, also once it has been paid out. */
  readonly excess: string;
  /** The payout that took the credit; null while it waits for one, and where there is no credit. */
  readonly payout: { readonly no: number; readonly initiatedOn: PlainDate } | null;
}

/** A bill with what became of it. */
export interface BillDetailDto extends BillRowDto {
  readonly request: 'full' | 'statements' | 'amount';
  /** Statements that it names. */
  readonly named: readonly StatementRefDto[];
  /** Who asked for it. */
  readonly createdBy: string | null;
  readonly attempts: readonly BillAttemptDto[];
  /** The statement of its clearing; null before. */
  readonly payment: BillPaymentDto | null;
  readonly allocations: readonly BillAllocationDto[];
  /** When its money was taken back; null if it was not. */
  readonly reversedOn: PlainDate | null;
}
