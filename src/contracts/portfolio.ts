import { z } from 'zod';
import type { ActivityStatus } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { CheckItem, Finding } from '@/domain/checklist/checklist';
import type { Currency } from '@/domain/money/money';
import type { PendingReason } from '@/domain/payout/conditions';
import type { Measure, SettlementTier } from '@/domain/policy/policy';
import { type IdleOutlook, SHOP_STANDINGS, type ShopStanding } from '@/domain/portfolio/shop-standing';
import { keptText } from './kept-text';
import { wordsParam } from './search-params';
import type { ShopRef } from './shell';

/** The groups of shops that the list offers first. */
export const PORTFOLIO_VIEWS = ['needs-you', 'owing', 'healthy'] as const;
export type PortfolioView = (typeof PORTFOLIO_VIEWS)[number];

/** What the list can be put in order by; `worst` is the way it begins. */
export const PORTFOLIO_SORTS = [
  'worst',
  'name',
  'balance',
  'owed',
  'days',
  'level',
  'tier',
  'payout',
  'idle',
  'alerts',
  'checklist',
] as const;
export type PortfolioSort = (typeof PORTFOLIO_SORTS)[number];

/** Sorts and views that tell of money: a role that sees none is given the list as it begins. */
export const SORTS_OF_MONEY: ReadonlySet<PortfolioSort> = new Set(['balance', 'owed', 'days', 'payout']);

export const TIERS = [
  'introductory',
  'standard',
  'accelerated',
  'express',
] as const satisfies readonly SettlementTier[];

/** How many shops a page of the list has. */
export const SHOPS_A_PAGE = 100;

/** Shape of a shop's external id in an address. */
export const shopIdSchema = keptText().min(1).max(120);

/** Filters and order of the list as they stand in its URL. */
export const portfolioSearchSchema = z.object({
  view: z.enum(PORTFOLIO_VIEWS).optional().catch(undefined),
  /** A part of a shop's name or code. */
  q: wordsParam,
  state: z.enum(SHOP_STANDINGS).optional().catch(undefined),
  level: z.enum(['0', '1', '2', '3']).optional().catch(undefined),
  tier: z.enum(TIERS).optional().catch(undefined),
  currency: z.enum(['USD', 'BRL']).optional().catch(undefined),
  /** Shops whose checklist of today is not done. */
  checks: z.literal('open').optional().catch(undefined),
  sort: z.enum(PORTFOLIO_SORTS).optional().catch(undefined),
  /** The other way round than the order begins with. */
  dir: z.literal('reverse').optional().catch(undefined),
  /** Keyset: shops behind this one, by its code. */
  after: shopIdSchema.optional().catch(undefined),
});

export type PortfolioSearch = z.infer<typeof portfolioSearchSchema>;

/** A shop's amounts, as decimal strings. */
export interface PortfolioMoneyDto {
  /** Below zero where the shop owes. */
  readonly available: string;
  readonly owed: string;
  /** What of it no bill asks for yet (R8.1). */
  readonly billable: string;
  readonly inTransit: string;
  readonly reserved: string;
  readonly onHold: string;
  /** Unbroken run of negative day-ends. */
  readonly negativeDays: number;
  /** The smallest amount of the ladder that is not passed, and the day at whose end its days are reached. */
  readonly nextAbove: string | null;
  readonly nextAtEndOf: PlainDate | null;
  readonly openDisputes: string;
  /** What keeps pending statements from being paid, and the next day of the schedule; null before the first close. */
  readonly payout: { readonly reason: PendingReason; readonly on: PlainDate } | null;
}

/** A shop's checklist of today in figures. */
export interface CheckCountsDto {
  readonly done: number;
  readonly of: number;
  /** Rows of which the books say that something is to be done. */
  readonly attention: number;
}

/** One shop of the list. */
export interface PortfolioRowDto extends ShopRef {
  /** Key of the policy book. */
  readonly marketplace: string;
  readonly currency: Currency;
  /** The first day of the shop that is not closed. */
  readonly today: PlainDate;
  readonly standing: ShopStanding;
  readonly needsYou: boolean;
  /** How near the next measure is, in per mille of its limit. */
  readonly urgency: number;
  readonly measures: readonly { readonly measure: Measure; readonly since: PlainDate }[];
  readonly level: number;
  readonly tier: SettlementTier;
  readonly probation: boolean;
  readonly activity: ActivityStatus;
  readonly lastActiveOn: PlainDate;
  readonly idleDays: number;
  readonly idleOutlook: IdleOutlook | null;
  readonly openDisputeCount: number;
  /** Orders that wait to be shipped; of these, those that are late, and those that are due by the end of the day. */
  readonly pendingOrders: { readonly count: number; readonly late: number; readonly dueToday: number };
  /** Alerts of the seller's own rules that are on. */
  readonly alerts: number;
  readonly checks: CheckCountsDto;
  readonly findings: Readonly<Record<CheckItem, Finding>>;
  /** Rows of the checklist that still need somebody today. */
  readonly toCheck: readonly CheckItem[];
  /** Null for a role that sees no money. */
  readonly money: PortfolioMoneyDto | null;
}

/** What all shops of a currency come to. Currencies are never added up. */
export interface PortfolioTotalDto {
  readonly currency: Currency;
  readonly shopCount: number;
  readonly owingCount: number;
  readonly owed: string;
  /** What is available in the shops that owe nothing. */
  readonly available: string;
  readonly inTransit: string;
  readonly reserved: string;
  readonly onHold: string;
}

/** A page of the list. */
export interface PortfolioPageDto {
  readonly rows: readonly PortfolioRowDto[];
  /** How many the filters leave, and how many of them are before this page. */
  readonly total: number;
  readonly skipped: number;
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
  readonly counts: Readonly<Record<'all' | PortfolioView, number>>;
  /** Of all shops, whatever the filters; empty for a role that sees no money. */
  readonly totals: readonly PortfolioTotalDto[];
  /** The shops of which somebody has to do something, worst first, at most six, and how many there are. */
  readonly urgent: readonly PortfolioRowDto[];
  /** How many shops have a checklist of today that is done. */
  readonly checkedCount: number;
  readonly currencies: readonly Currency[];
}

/** A person's own view: a name for filters and order. */
export interface SavedViewDto {
  readonly id: string;
  readonly name: string;
  /** What stands behind the question mark of the address. */
  readonly query: string;
}

/** How many views a person may keep. */
export const MOST_VIEWS = 20;
