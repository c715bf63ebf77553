import type { MeasureInForce } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { TierStep } from '@/domain/evaluation/tier-steps';
import type { ReserveLevel, SettlementTier } from '@/domain/policy/policy';

/** A measure in force: why, since when, and what of the reserve was used since. */
export interface MeasureInForceDto extends Pick<MeasureInForce, 'measure' | 'since' | 'negativeDays' | 'trigger'> {
  /** What was owed when it was applied; a magnitude. */
  readonly owed: string;
}

/** The measures of a shop (R9). */
export interface MeasuresDto {
  readonly inForce: readonly MeasureInForceDto[];
  readonly lift: 'appeal' | 'automatic';
  /** What of the reserve was used since the first of them; a magnitude. */
  readonly reserveUsed: string;
  /** The statements that used it, the newest few. */
  readonly draws: readonly { readonly no: number; readonly day: PlainDate; readonly amount: string }[];
  /** What waits behind them: signed, never negative. */
  readonly waiting: string;
}

/** A dispute that is neither won nor lost. */
export interface OpenDisputeDto {
  readonly dispute: string;
  readonly order: string;
  readonly amount: string;
  readonly openedOn: PlainDate;
  readonly reason: string | null;
  /** The statement that the order settled on; null before, when the dispute keeps it from settling (R3.2). */
  readonly statement: number | null;
}

/** Open disputes, the largest first, and what they come to against the reserve (R10.3). */
export interface DisputesDto {
  readonly open: readonly OpenDisputeDto[];
  readonly count: number;
  readonly total: string;
  readonly reserved: string;
  /** What the total has to reach for level 0, and what is left to it; null where nothing is in reserve. */
  readonly limit: { readonly rate: string; readonly amount: string; readonly left: string } | null;
  readonly level: ReserveLevel;
}

/** How many orders came back, and through whose fault, of those placed in a window and delivered. */
export interface ReturnsDto {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly deliveredCount: number;
  readonly returnedCount: number;
  readonly sellerFaultCount: number;
  /** Share by the seller's fault, in tenths of a percent. */
  readonly share: number;
  /** Refunded for returns by the seller's fault, and return shipping that they paid in full (R4.4). */
  readonly refunded: string;
  readonly returnShipping: string;
}

/** The tier in effect, the score, and what other tiers ask for and bring (R10.1). */
export interface TierDto {
  readonly tier: SettlementTier;
  readonly since: PlainDate;
  readonly settlementDays: number;
  readonly score: string | null;
  readonly isOnProbation: boolean;
  /** What the score alone would bring once probation has ended. */
  readonly afterProbation: SettlementTier | null;
  /** Decided already, and in effect from a later day. */
  readonly upcoming: { readonly tier: SettlementTier; readonly from: PlainDate } | null;
  readonly steps: readonly TierStep[];
}

/** One row of what a better level would hold. */
export interface LevelDifferenceDto {
  readonly orderCount: number;
  readonly settlement: string;
  readonly now: string;
  readonly better: string;
  /** What would not be held. */
  readonly freed: string;
}

/** What the next better level would free (R5.1, R5.2). */
export interface BetterLevelDto {
  readonly level: ReserveLevel;
  readonly rate: string;
  readonly better: ReserveLevel;
  readonly betterRate: string;
  /** What is in reserve today. */
  readonly held: LevelDifferenceDto;
  /** Orders that are delivered and settle before the next evaluation, by the engine run forward. */
  readonly coming: LevelDifferenceDto & { readonly until: PlainDate };
  /** Of the newest order in reserve, what was withheld and what would have been; null where nothing is in reserve. */
  readonly example: {
    readonly order: string;
    readonly settlement: string;
    readonly withheld: string;
    readonly better: string;
  } | null;
}
