import type { BankHolidays } from '../calendar/business-days';
import type { PlainDate } from '../calendar/plain-date';
import type { Currency, Minor } from '../money/money';
import type { Rate } from '../money/rate';

/** How soon an order settles after its delivery (R3.1). */
export type SettlementTier = 'introductory' | 'standard' | 'accelerated' | 'express';

/** How much of a settlement is withheld, and how long (R5.2). 0 is the strictest. */
export type ReserveLevel = 0 | 1 | 2 | 3;

/** What enforcement may do to a shop (R9.1). */
export type Measure = 'suspend-promotions' | 'freeze-withdrawals' | 'deactivate-shop';

/** What sets a rule of the enforcement ladder off. */
export type EnforcementTrigger =
  | { readonly kind: 'owed-over'; readonly amount: Minor }
  | { readonly kind: 'negative-days'; readonly days: number };

export interface EnforcementRule {
  readonly trigger: EnforcementTrigger;
  readonly measures: readonly Measure[];
  readonly drawReserve: boolean;
}

/** One version of a marketplace's numbers. Nothing in it is a constant of the code (engine.md, preamble). */
export interface Policy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  /** Where the numbers were published. */
  readonly source: string;
  readonly settlementDays: Readonly<Record<SettlementTier, number>>;
  /** Best first; a score below all of them, or none, is `standard` (R10.1). */
  readonly tierScores: readonly { readonly tier: SettlementTier; readonly atLeast: string }[];
  readonly referralRate: Rate;
  readonly refundAdministrationRate: Rate;
  readonly refundAdministrationCapPerSku: Minor;
  readonly returnShippingSubsidyRate: Rate;
  readonly reserveLevels: Readonly<Record<ReserveLevel, { readonly rate: Rate; readonly periodDays: number }>>;
  /** Orders placed from t - windowFromDays to t - windowToDays are measured (R10.2). */
  readonly evaluation: {
    readonly windowFromDays: number;
    readonly windowToDays: number;
    readonly level1: { readonly lateDispatchOver: Rate; readonly sellerFaultOver: Rate };
    readonly level2: { readonly lateDispatchOver: Rate; readonly sellerFaultOver: Rate };
  };
  /** Open disputes that reach this share of the reserve remaining mean level 0 (R10.3). */
  readonly disputeShare: Rate;
  readonly closureWithholdDays: number;
  readonly minimumPayout: Minor;
  readonly bill: {
    readonly minimum: Minor;
    readonly cardMinimum: Minor;
    readonly expiryHours: number;
    readonly transferExpiryDays: number;
    readonly clearingMinutes: number;
  };
  readonly enforcement: {
    /** A day-end that owes at least this is negative (R9). */
    readonly negativeFrom: Minor;
    readonly rules: readonly EnforcementRule[];
    readonly lift: 'appeal' | 'automatic';
    readonly warnAtShare: Rate;
    readonly warnOnDays: readonly number[];
  };
  readonly activity: {
    /** Days without activity after which an active shop's seller is warned; before inactiveAfterDays. */
    readonly warnAfterDays: number;
    readonly inactiveAfterDays: number;
    readonly productsRemovedAfterDays: number;
    readonly bannedAfterDays: number;
  };
}

/** What of a marketplace no version of its policy changes. */
export interface Marketplace {
  readonly marketplace: string;
  readonly name: string;
  readonly currency: Currency;
  /** IANA time zone that its days are counted in (R1.3). */
  readonly zone: string;
  readonly bankHolidays: BankHolidays;
}

/** A marketplace and all versions of its policy. */
export interface PolicyBook extends Marketplace {
  /** Ascending by effectiveFrom. */
  readonly versions: readonly Policy[];
}

/** Policy books by marketplace. */
export type Policies = Readonly<Record<string, PolicyBook>>;

/**
 * The version of a book in effect on a day: the latest with effectiveFrom <= day (R1.5).
 * @throws if the day lies before the first version: no shop can be open then
 * @example policyOn(us, plainDate("2026-03-10")).version === 1
 */
export function policyOn(book: PolicyBook, day: PlainDate): Policy {
  for (let index = book.versions.length - 1; index >= 0; index -= 1) {
    const version = book.versions[index];
    if (version !== undefined && version.effectiveFrom <= day) return version;
  }
  throw new Error(`Defect: the ${book.marketplace} book has no version in effect on ${day}`);
}
