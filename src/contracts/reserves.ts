import { z } from 'zod';
import type { LevelChange, LevelReason } from '@/domain/books';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { ReserveLevel, SettlementTier } from '@/domain/policy/policy';
import { dayParam } from './search-params';

/** What the record shows: orders with something remaining in reserve, or all that ever put something in. */
export const HOLD_FILTERS = ['active', 'all'] as const;

/** How many orders a page of the record has. */
export const HOLDS_A_PAGE = 20;

/** Where a page of the record begins: after the order of this release day and id. */
const cursor = z
  .string()
  .max(200)
  .refine((text) => isPlainDate(text.slice(0, 10)) && text.charAt(10) === '~')
  .optional()
  .catch(undefined);

/** The filters of the record, as they stand in its URL. */
export const reservesSearchSchema = z.object({
  show: z.enum(HOLD_FILTERS).optional().catch(undefined),
  /** Only the orders that are released on this day. */
  release: dayParam,
  /** Keyset: "2026-04-01~IV-10482". */
  before: cursor,
});

export type ReservesSearch = z.infer<typeof reservesSearchSchema>;

/** A share of counts or of money, in tenths of a percent, rounded half up; null where the whole is nothing. */
export type Tenths = number | null;

/** A reserve level and what it was decided by (R10.2, R10.3). */
export interface LevelChangeDto
  extends Pick<LevelChange, 'from' | 'level' | 'reason' | 'note' | 'probation' | 'measurement'> {
  readonly openDisputes: string;
  readonly reserved: string;
  readonly disputeShare: Tenths;
}

/** A limit of a measure: what it brings when it is passed. */
export interface LimitDto {
  readonly level: ReserveLevel;
  /** As published: "0.025". */
  readonly rate: string;
  readonly tenths: number;
}

/** A measure as it stands, against the limits of the policy. */
export interface MeasureDto {
  readonly kind: 'late-dispatch' | 'seller-fault' | 'disputes';
  /** Counts of orders, or decimal strings of money. */
  readonly part: string;
  readonly whole: string;
  readonly share: Tenths;
  /** Whether a limit is passed. */
  readonly isOver: boolean;
  /** The mildest first. */
  readonly limits: readonly LimitDto[];
}

/** A period of orders, and what was measured over it. */
export interface MeasuredDto {
  readonly on: PlainDate;
  readonly windowFrom: PlainDate;
  readonly windowTo: PlainDate;
  readonly measures: readonly MeasureDto[];
}

/** The level in effect, what brought it, and what the next evaluation would make of it. */
export interface ReserveStandingDto {
  readonly reserved: string;
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly periodDays: number;
  /** The first day of the level without a break. */
  readonly since: PlainDate;
  readonly isExempt: boolean;
  /** What brought the level. */
  readonly began: LevelChangeDto;
  /** The last decision, where it left the level as it was. */
  readonly confirmed: LevelChangeDto | null;
  /** The last evaluation; null before the first. */
  readonly last: MeasuredDto | null;
  /** Open disputes of the reserve, today. */
  readonly disputes: MeasureDto;
  /** The next evaluation, measured on what is known now. */
  readonly next: MeasuredDto & {
    readonly level: ReserveLevel;
    readonly rate: string;
    readonly reason: Extract<LevelReason, 'evaluation' | 'disputes' | 'risk'>;
    readonly probation: boolean;
  };
}

/** What is released on one day. */
export interface ReleaseDto {
  readonly day: PlainDate;
  readonly amount: string;
  /** The first ones, by id. */
  readonly orders: readonly string[];
  readonly orderCount: number;
  /** What of their withholding was used before. */
  readonly used: string;
}

/** What left the reserve on a day, or is expected to. */
export interface ReserveMoveDto {
  readonly kind: 'released' | 'used';
  readonly amount: string;
  readonly orderCount: number;
  /** The statement that has it; null where it is expected. */
  readonly statement: number | null;
}

export interface ReserveDayDto {
  readonly day: PlainDate;
  readonly isBusinessDay: boolean;
  readonly isForecast: boolean;
  readonly moves: readonly ReserveMoveDto[];
}

/** Four weeks of what leaves the reserve. */
export interface ReleaseCalendarDto {
  readonly today: PlainDate;
  readonly days: readonly ReserveDayDto[];
}

/** What one order put into the reserve, and where it went; money as decimal strings. */
export interface HoldDto {
  readonly order: string;
  readonly settledOn: PlainDate;
  readonly releaseOn: PlainDate;
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly settlement: string;
  readonly withheld: string;
  readonly released: string;
  readonly used: string;
  readonly remaining: string;
  /** The statement that it settled on. */
  readonly statement: number | null;
}

/** Sums over holds. */
export interface HoldSumsDto {
  readonly withheld: string;
  readonly released: string;
  readonly used: string;
  readonly remaining: string;
}

/** A page of the record. */
export interface RecordPageDto {
  readonly rows: readonly HoldDto[];
  readonly older: string | null;
  readonly activeCount: number;
  /** How many the filters leave; null where that is not kept. */
  readonly total: number | null;
  readonly sums: HoldSumsDto;
  /** Whether withheld = released + used + remaining in every row and in the sums. */
  readonly isBalanced: boolean;
  /** Sum of the holds by release day, and what the shop's balance says is in reserve. */
  readonly byReleaseDay: string;
  readonly reserved: string;
}

/** Why nothing is in reserve. */
export type NothingReason = 'exempt' | 'rate-zero' | 'settles-after-hold' | 'nothing-settled' | 'all-back';

/** An order as an example of why nothing is withheld. */
export interface ExampleDto {
  readonly order: string;
  readonly deliveredOn: PlainDate;
  readonly settlesOn: PlainDate;
  readonly isSettled: boolean;
  /** When a hold would end. */
  readonly holdEndsOn: PlainDate;
  readonly settlement: string;
  readonly withheld: string;
  /** What the rate alone would have withheld. */
  readonly full: string;
  readonly payable: string;
  /** The statement that it settled on. */
  readonly statement: number | null;
}

/** That nothing is in reserve, and why. */
export interface NothingWithheldDto {
  readonly reason: NothingReason;
  readonly tier: SettlementTier;
  readonly settlementDays: number;
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly periodDays: number;
  readonly example: ExampleDto | null;
}
