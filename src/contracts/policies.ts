import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { ShopOutcome } from '@/domain/forecast/policy-trial';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { NumberGroup, NumberUnit } from '@/domain/policy/numbers';

/** Amounts of some days, as decimal strings: those of `ShopOutcome`, or their sums over shops of one currency. */
export const OUTCOME_AMOUNTS = [
  'settled',
  'revenue',
  'shipping',
  'fees',
  'adjustments',
  'withheld',
  'released',
  'used',
  'paidOut',
  'available',
  'owed',
  'inTransit',
  'reserved',
  'onHold',
] as const;
export type OutcomeAmount = (typeof OUTCOME_AMOUNTS)[number];

/** What some days were to a shop, on the wire. */
export interface OutcomeDto {
  readonly amounts: Readonly<Record<OutcomeAmount, string>>;
  readonly ordersSettled: number;
  readonly payoutCount: number;
  readonly level: number;
  readonly tier: string;
  readonly measures: readonly string[];
  readonly activity: string;
  readonly turns: readonly string[];
}

/** What some days were to all shops of a marketplace. Standings are counts of shops. */
export interface OutcomeTotalsDto {
  readonly amounts: Readonly<Record<OutcomeAmount, string>>;
  readonly ordersSettled: number;
  readonly payoutCount: number;
  readonly levels: Readonly<Record<string, number>>;
  readonly tiers: Readonly<Record<string, number>>;
  readonly measures: Readonly<Record<string, number>>;
  readonly activities: Readonly<Record<string, number>>;
  /** Shops that owe something after the last day. */
  readonly owing: number;
}

/** The amounts of an outcome, in minor units, by the names that the wire has for them. */
export function amountsOf(outcome: ShopOutcome): Readonly<Record<OutcomeAmount, Minor>> {
  const { settled, withheld, released, used, paidOut, available, owed, inTransit, reserved, onHold } = outcome;
  return {
    settled,
    ...outcome.categories,
    withheld,
    released,
    used,
    paidOut,
    available,
    owed,
    inTransit,
    reserved,
    onHold,
  };
}

/** Writes amounts as decimal strings. */
export function writeAmounts(amounts: Readonly<Record<OutcomeAmount, Minor>>): OutcomeDto['amounts'] {
  return Object.fromEntries(OUTCOME_AMOUNTS.map((name) => [name, formatMinor(amounts[name])])) as OutcomeDto['amounts'];
}

/** An outcome as the wire has it. */
export function outcomeDto(outcome: ShopOutcome): OutcomeDto {
  const { ordersSettled, payoutCount, level, tier, measures, activity, turns } = outcome;
  return {
    amounts: writeAmounts(amountsOf(outcome)),
    ordersSettled,
    payoutCount,
    level,
    tier,
    measures,
    activity,
    turns,
  };
}

/** Both sides of a dry run. */
export interface SidesDto<Side> {
  readonly before: Side;
  readonly after: Side;
}

/** Where a version stands. */
export type VersionStatus = 'shipped' | 'scheduled' | 'confirmed' | 'in-effect' | 'past' | 'withdrawn';

/** A number that a version changes. */
export interface NumberChangeDto {
  readonly key: string;
  readonly group: NumberGroup;
  readonly name: string;
  readonly unit: NumberUnit;
  readonly before: string;
  readonly after: string;
}

/** Who did something with a version, and when. */
export interface DeedDto {
  readonly by: string;
  readonly byKey: string;
  readonly at: Instant;
}

/** A version of a marketplace's policy. */
export interface PolicyVersionDto {
  readonly marketplace: string;
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly source: string;
  readonly status: VersionStatus;
  /** From the version before it. */
  readonly changes: readonly NumberChangeDto[];
  /** Null for a version that the code ships. */
  readonly scheduled: DeedDto | null;
  readonly confirmed: DeedDto | null;
  readonly withdrawn: (DeedDto & { readonly reason: string }) | null;
}

/** A marketplace's book as operations see it. */
export interface PolicyBookDto {
  readonly marketplace: string;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly shopCount: number;
  /** The latest closed day of any of its shops. */
  readonly closedThrough: PlainDate | null;
  /** The first day on which a new version can take effect. */
  readonly earliest: PlainDate;
  /** Newest first. */
  readonly versions: readonly PolicyVersionDto[];
}

/** A number with what it is now, for the form that makes the next version. */
export interface NumberFieldDto {
  readonly key: string;
  readonly group: NumberGroup;
  readonly name: string;
  readonly unit: NumberUnit;
  readonly value: string;
}

/** How a dry run looks at a version: over days that are closed, or over those ahead. */
export type DryRunKind = 'look-back' | 'ahead';
export type DryRunStatus = 'queued' | 'running' | 'done' | 'failed';

/** A dry run of a version. */
export interface DryRunDto {
  readonly id: string;
  readonly kind: DryRunKind;
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly status: DryRunStatus;
  readonly shopsDone: number;
  readonly shopCount: number;
  readonly changedShopCount: number;
  readonly totals: SidesDto<OutcomeTotalsDto> | null;
  /** The shops that would change most, first. */
  readonly shops: readonly DryRunShopDto[];
}

/** A shop that a version would change. */
export interface DryRunShopDto {
  readonly shop: string;
  readonly name: string;
  readonly sides: SidesDto<OutcomeDto>;
}

export const DRY_RUN_SHOPS_A_PAGE = 25;
/** The longest period that a dry run takes: a year and a little. */
export const DRY_RUN_MOST_DAYS = 400;

const day = z
  .string()
  .refine(isPlainDate, { message: 'Write a day as 2026-05-01.' })
  .transform((text) => text as PlainDate);
const version = { marketplace: z.string().regex(/^[a-z]{2,10}$/), version: z.coerce.number().int().positive() };

/** The form of a new version: every other field is one of its numbers. */
export const scheduleSchema = z
  .object({ marketplace: version.marketplace, effectiveFrom: z.string().max(40), source: z.string().max(400) })
  .catchall(z.unknown());

export const versionSchema = z.object(version);

export const withdrawSchema = z.object({
  ...version,
  reason: z.string().trim().min(3, 'Say in a few words why, for the record.').max(300, 'At most 300 characters.'),
});

export const dryRunSchema = z.object({
  ...version,
  kind: z.enum(['look-back', 'ahead']),
  from: day.optional(),
  through: day,
});
