import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { FactType } from '@/domain/fact/fact';
import type { Account, JournalSource } from '@/domain/ledger/journal';
import type { LineEvent } from '@/domain/statement/statement';
import { numberParam } from './search-params';
import { statementSearchSchema } from './statement';

/** What ops ask a statement's page for: as a seller does, and for another version of the policy. */
export const opsStatementSearchSchema = statementSearchSchema.extend({
  /** A version of the marketplace's book. */
  version: numberParam,
  /** From when on it is taken to be in effect: from the first of the statement's orders, or from the shop's opening. */
  since: z.enum(['orders', 'opening']).catch('orders'),
});

export type OpsStatementSearch = z.infer<typeof opsStatementSearchSchema>;

/** A fact as it is recorded, all of it. */
export interface RecordedFactDto {
  readonly no: number;
  readonly id: string;
  readonly type: FactType;
  readonly occurredAt: Instant;
  readonly effectiveOn: PlainDate;
  readonly recordedAt: Instant;
  /** JSON, as it is stored. */
  readonly payload: string;
}

/** A booking of the ledger that belongs to a statement or to a payout that took it. */
export interface JournalDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly source: JournalSource;
  readonly sourceNo: number;
  readonly entries: readonly { readonly no: number; readonly account: Account; readonly amount: string }[];
  /** Of its entries: zero, or the books are broken (R12.1). */
  readonly sum: string;
}

/** One amount as stored and as replayed; null where a side has none. */
export interface ComparedAmountDto {
  /** Its place on the line, from 1. */
  readonly no: number;
  readonly label: string;
  readonly stored: string | null;
  readonly replayed: string | null;
}

/** A line as stored and as the facts make it. */
export interface ComparedLineDto {
  readonly lineNo: number;
  readonly event: LineEvent;
  readonly order: string | null;
  readonly isEqual: boolean;
  readonly amounts: readonly ComparedAmountDto[];
}

/** A statement's rows against what the facts make, line by line. */
export interface StatementComparisonDto {
  readonly lineCount: number;
  readonly equalLineCount: number;
  readonly amountCount: number;
  readonly equalAmountCount: number;
  /** The first that differ, and a page of all of them. */
  readonly different: readonly ComparedLineDto[];
  readonly page: readonly ComparedLineDto[];
}

/** A version that can be tried on a statement. */
export interface TriableVersionDto {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly source: string;
  readonly status: 'in-effect' | 'past' | 'later' | 'waits' | 'withdrawn';
}

/** One amount of a trial, signed; null where a side does not have it. */
export interface TriedAmountDto {
  /** Its place on the line, from 1. */
  readonly no: number;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string;
}

/** A line beside the line of the same event as the other version would have made it. */
export interface TriedLineDto {
  /** Null for a line that only the other version makes. */
  readonly lineNo: number | null;
  readonly event: LineEvent;
  readonly order: string | null;
  readonly amounts: readonly TriedAmountDto[];
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly afterOn: PlainDate | null;
  readonly isChanged: boolean;
}

/** Sums of a trial, one under the other. */
export interface TriedSumDto {
  readonly key: 'revenue' | 'shipping' | 'fees' | 'adjustments' | 'reserve' | 'payable' | 'withheld';
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** What another version would have given for a statement's lines. */
export interface StatementTrialDto {
  readonly version: number;
  readonly day: PlainDate;
  readonly from: PlainDate;
  readonly lineCount: number;
  readonly changedCount: number;
  /** The changed ones first; at most a page of them. */
  readonly lines: readonly TriedLineDto[];
  readonly sums: readonly TriedSumDto[];
}

/** The seal that the statement's day is under. */
export interface DaySealDto {
  readonly day: PlainDate;
  readonly previousDay: PlainDate | null;
  readonly hash: string;
  readonly previousHash: string;
  readonly parts: readonly { readonly part: string; readonly rows: number }[];
  /** Whether the day's rows still make it. */
  readonly isWhole: boolean;
}
