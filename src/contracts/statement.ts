import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { ArithmeticStep } from '@/domain/explain/arithmetic';
import type { FactType } from '@/domain/fact/fact';
import type { PendingReason } from '@/domain/payout/conditions';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { LineEvent, StatementKind, StatementStatus } from '@/domain/statement/statement';
import { LARGEST_NUMBER, numberParam, wordsParam } from './search-params';
import type { PendingDto } from './statements';

/** How many rows of lines a page of a statement has; a row may have several amounts. */
export const LINES_A_PAGE = 40;

/** Up to so many facts a shop's books are replayed with the page; beyond, when asked. */
export const FACTS_REPLAYED_UNASKED = 4000;

/** What a statement's page is asked for in its URL. */
export const statementSearchSchema = z.object({
  /** An order, a product or the words of a line. */
  q: wordsParam,
  /** Keyset: lines after this one. */
  after: numberParam,
  proof: z.literal('replay').optional().catch(undefined),
});

export type StatementSearch = z.infer<typeof statementSearchSchema>;

/** Sums of a statement by category, decimal strings. */
export interface CategoriesDto {
  readonly revenue: string;
  readonly shipping: string;
  readonly fees: string;
  readonly adjustments: string;
  readonly reserve: string;
}

/** The head of a statement: what it says, where it stands. */
export interface StatementHeadDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  readonly reason: PendingReason | null;
  readonly sums: Omit<CategoriesDto, 'reserve'>;
  readonly settlement: string;
  readonly reserveNet: string;
  readonly payable: string;
  readonly open: string;
  readonly orderCount: number;
  /** Rows of lines; each has one or more amounts. */
  readonly rowCount: number;
  /** The bill whose payment it is, and whether that bill is on file: a payment may have been imported without one. */
  readonly bill: string | null;
  readonly hasBillPage: boolean;
  readonly pending: PendingDto | null;
  /** How many facts the shop's record holds. */
  readonly factCount: number;
}

/** A step that changed what is open: its sign is that of its effect on the statement. */
export interface SettlementStepDto {
  readonly day: PlainDate;
  readonly amount: string;
  readonly by:
    | {
        readonly kind: 'statement';
        readonly no: number;
        readonly statementKind: StatementKind;
        readonly day: PlainDate;
        /** The bill whose payment it is, where it is one that is on file. */
        readonly bill: string | null;
      }
    | { readonly kind: 'payout'; readonly no: number; readonly status: PayoutStatus };
}

/** How a statement came to what is open in it. */
export interface SettlementDto {
  /** Allocations and payouts on their way or arrived, by day. Sums to open - payable. */
  readonly steps: readonly SettlementStepDto[];
  readonly allocated: string;
  readonly paidOut: string;
  /** Payouts that took it and failed or came back. */
  readonly failedPayouts: readonly {
    readonly no: number;
    readonly initiatedOn: PlainDate;
    readonly status: PayoutStatus;
  }[];
}

/** A check of the statement's arithmetic, computed from its rows when the page is asked for. */
export interface ProofCheckDto {
  readonly isEqual: boolean;
  /** What was computed, and what the statement says. */
  readonly computed: string;
  readonly stored: string;
}

/** Checks that need nothing but the statement's own rows (R12.2-R12.4). */
export interface ProofDto {
  readonly lineCount: number;
  readonly lines: ProofCheckDto;
  readonly categories: ProofCheckDto;
  readonly open: ProofCheckDto;
}

/** The statement made again from the facts alone (R12.12). */
export interface ReplayProofDto {
  readonly factCount: number;
  readonly through: PlainDate;
  readonly policyVersions: readonly number[];
  readonly isEqual: boolean;
  /** What differs, where something does. */
  readonly differences: readonly { readonly what: string; readonly replayed: string; readonly stored: string }[];
}

/** A fact behind a line. */
export interface FactDto {
  readonly type: FactType;
  readonly id: string;
  readonly occurredAt: Instant;
  readonly effectiveOn: PlainDate;
}

/** One amount of a line, or of an order's settlement so far, in words. */
export interface AmountDto {
  readonly kind: string;
  readonly label: string;
  readonly sentence: string;
  readonly basisText: string | null;
  readonly rule: string;
  readonly amount: string;
}

/** One amount of a line, with the arithmetic that made it. */
export interface LineAmountDto extends AmountDto {
  /** Its place on the line, from 1. */
  readonly no: number;
  readonly arithmetic: readonly ArithmeticStep[];
  /** Whether the steps end at the amount. */
  readonly isExact: boolean;
}

/** One row of a statement: an event of an order or of the shop. */
export interface LineDto {
  readonly lineNo: number;
  readonly event: LineEvent;
  readonly policyVersion: number;
  readonly amounts: readonly LineAmountDto[];
  readonly fact: FactDto | null;
  /** On settlements: what was put into reserve, or why nothing. */
  readonly withholding: string | null;
}

/** A line of the same order on another statement. */
export interface OtherLineDto {
  readonly statementNo: number;
  readonly day: PlainDate;
  readonly event: LineEvent;
  readonly amount: string;
}

/** The lines of one order on a page, or those of the shop as a whole. */
export interface LineGroupDto {
  readonly order: string | null;
  readonly products: readonly string[];
  readonly placedOn: PlainDate | null;
  readonly deliveredOn: PlainDate | null;
  readonly settledOn: PlainDate | null;
  /** Of all of its lines on the statement, also those on other pages or left out by the search. */
  readonly subtotal: string;
  readonly lines: readonly LineDto[];
  /** At most six, the oldest first. */
  readonly others: readonly OtherLineDto[];
}

/** A page of a statement's lines. */
export interface LinesPageDto {
  readonly groups: readonly LineGroupDto[];
  /** The cursor of the next page; null on the last. */
  readonly next: number | null;
  /** Rows of the statement; the search may leave fewer. */
  readonly rowCount: number;
}

/** The number of a statement in an address: digits only, so that one statement has one address. */
export const statementNoSchema = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((no) => no <= LARGEST_NUMBER);
