import { z } from 'zod';
import { ALERT_KINDS, type AlertKind, type AlertReading, type ThresholdUnit } from '@/domain/alert/rule';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Currency } from '@/domain/money/money';
import { formatMinor, minor, parseMoney } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';

export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as readonly AlertKind[];
export const alertKindSchema = z.enum(ALERT_KIND_NAMES as [AlertKind, ...AlertKind[]]);

/** The most rules that an organisation may keep. */
export const MOST_ALERT_RULES = 50;

/** How many days back a preview looks. */
export const PREVIEW_DAYS = 90;

/** Of how many shops pages show a preview, worst first: each closes the days of a shop again. */
export const PREVIEWED_SHOPS = 12;

/** A kind in words, and what its form begins with. */
interface KindWords {
  readonly label: string;
  /** What it is for, in one sentence. */
  readonly means: string;
  readonly begins: string;
  /** The highest threshold, in the unit of the kind. */
  readonly most: bigint;
}

const MOST_AMOUNT = 100_000_000n;
const MOST_SHARE = 10_000n;

/** The kinds in words. */
export const ALERT_WORDS = {
  'available-below': {
    label: 'Available below an amount',
    means: 'What is available at the end of a day. Each payout empties it: with daily payouts it is often 0.00.',
    begins: '50.00',
    most: MOST_AMOUNT,
  },
  'projected-negative': {
    label: 'Projected negative',
    means: 'The balance is expected to fall below zero on what is known: refunds, releases, settlements, payouts.',
    begins: '7',
    most: 30n,
  },
  'owed-above': {
    label: 'Owed above an amount',
    means: 'A negative balance that grows: over the marketplace’s limit withdrawals are frozen.',
    begins: '50.00',
    most: MOST_AMOUNT,
  },
  'negative-for': {
    label: 'Negative for days in a row',
    means: 'Days that ended below zero without a break: enough of them, and withdrawals are frozen.',
    begins: '3',
    most: 60n,
  },
  'payout-failed': {
    label: 'Payout failed',
    means: 'A payout failed or came back, and the bank account has not been confirmed or changed since.',
    begins: '',
    most: 0n,
  },
  'late-dispatch-above': {
    label: 'Late dispatch rate (LDR) above a share',
    means:
      'Orders dispatched late, measured each night as the monthly evaluation would: too many, and more is held in reserve.',
    begins: '3',
    most: MOST_SHARE,
  },
  'seller-fault-above': {
    label: 'Seller-fault cancellation rate (SFCR) above a share',
    means:
      'Orders cancelled by your fault, measured each night as the monthly evaluation would: too many, and more is held.',
    begins: '2',
    most: MOST_SHARE,
  },
  'disputes-above': {
    label: 'Open disputes above a share of the reserve',
    means: 'Open disputes against what is left in reserve: near all of it, the shop goes to the strictest level.',
    begins: '60',
    most: MOST_SHARE * 10n,
  },
  'no-sign-in': {
    label: 'No sign-in for days',
    means: 'Nobody who may see the shop has signed in.',
    begins: '7',
    most: 60n,
  },
  'no-activity': {
    label: 'No activity for days',
    means: 'Nothing that counts as activity: after some weeks the shop is inactive, and signing in no longer helps.',
    begins: '20',
    most: 60n,
  },
} as const satisfies Record<AlertKind, KindWords>;

/** The unit of a kind's threshold. */
export function unitOf(kind: AlertKind): ThresholdUnit {
  return ALERT_KINDS[kind].unit;
}

/** Whether a rule of the kind is for those who see money. */
export function concernsMoney(kind: AlertKind): boolean {
  return ALERT_KINDS[kind].isMoney;
}

const SHARE = /^\d{1,4}(?:\.\d{1,2})?$/;

function inUnit(unit: ThresholdUnit, text: string): Result<bigint, string> {
  if (unit === 'days') {
    return /^\d{1,3}$/.test(text) && text !== '0'
      ? accepted(BigInt(text))
      : refused('Give a whole number of days, 1 or more.');
  }
  if (unit === 'share') {
    if (!SHARE.test(text)) return refused('Give a percentage with at most two decimals, like 3 or 2.5.');
    const [whole = '0', places = ''] = text.split('.');
    return accepted(BigInt(whole) * 100n + BigInt(places.padEnd(2, '0')));
  }
  const amount = parseMoney(text);
  if (!amount.ok || amount.value < 0n) return refused('Give an amount of 0.00 or more, like 50.00.');
  return accepted(amount.value);
}

/**
 * Reads the threshold of a form. @returns the count in the kind's unit, or what is wrong and how it is mended
 * @example readThreshold("late-dispatch-above", "2.5 %") // 250n
 */
export function readThreshold(kind: AlertKind, typed: string): Result<bigint, string> {
  const unit = unitOf(kind);
  if (unit === 'none') return accepted(0n);
  const read = inUnit(
    unit,
    typed
      .trim()
      .replace(/\s*(?:%|days?)$/, '')
      .replaceAll(',', ''),
  );
  if (!read.ok) return read;
  const { most } = ALERT_WORDS[kind];
  return read.value <= most
    ? read
    : refused(`Give ${thresholdText(kind, most)}${unit === 'share' ? ' %' : ''} or less.`);
}

/** A threshold as a form has it. @example thresholdText("late-dispatch-above", 250n) === "2.5" */
export function thresholdText(kind: AlertKind, threshold: bigint): string {
  switch (unitOf(kind)) {
    case 'none':
      return '';
    case 'days':
      return threshold.toString();
    case 'amount':
      return formatMinor(minor(threshold));
    case 'share':
      return formatMinor(minor(threshold)).replace(/\.?0+$/, '');
  }
}

const days = (count: string | number) => `${count} ${`${count}` === '1' ? 'day' : 'days'}`;

/** How amounts and days are written where the words are read (see contracts/notices Say). */
export interface AlertSay {
  readonly amount: (value: string) => string;
  readonly day: (day: string) => string;
}

/**
 * A rule in a few words.
 * @param threshold as a form has it
 * @example ruleTitle("available-below", "50.00", say) === "Available below $50.00"
 */
export function ruleTitle(kind: AlertKind, threshold: string, { amount }: Pick<AlertSay, 'amount'>): string {
  const titles: Readonly<Record<AlertKind, () => string>> = {
    'available-below': () => `Available below ${amount(threshold)}`,
    'projected-negative': () => `Projected negative within ${days(threshold)}`,
    'owed-above': () => `Owed above ${amount(threshold)}`,
    'negative-for': () => `Negative for ${days(threshold)}`,
    'payout-failed': () => 'Payout failed',
    'late-dispatch-above': () => `Late dispatch rate above ${threshold} %`,
    'seller-fault-above': () => `Seller-fault cancellation rate above ${threshold} %`,
    'disputes-above': () => `Open disputes above ${threshold} % of the reserve`,
    'no-sign-in': () => `No sign-in for ${days(threshold)}`,
    'no-activity': () => `No activity for ${days(threshold)}`,
  };
  return titles[kind]();
}

/** What a day showed of what a rule asks about, on the wire. */
export const readingSchema = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('amount'), amount: z.string(), on: z.string().nullable() }),
  z.object({ unit: z.literal('days'), days: z.int() }),
  /** Percent with two decimals at most; of disputes part and whole are amounts. */
  z.object({ unit: z.literal('share'), percent: z.string(), part: z.string(), whole: z.string() }),
  z.object({ unit: z.literal('none') }),
]);
export type AlertReadingDto = z.infer<typeof readingSchema>;

/** part / whole in per cent, rounded half up to two decimals. @example percentOf(1n, 33n) === "3.03" */
function percentOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0';
  const hundredths = (part * 20_000n + whole) / (whole * 2n);
  return formatMinor(minor(hundredths)).replace(/\.?0+$/, '');
}

/** A reading of the domain, on the wire. */
export function readingDto(kind: AlertKind, reading: AlertReading): AlertReadingDto {
  switch (reading.unit) {
    case 'amount':
      return { unit: 'amount', amount: formatMinor(reading.amount), on: reading.on };
    case 'days':
      return reading;
    case 'share': {
      const { part, whole } = reading;
      const text = (count: bigint) => (kind === 'disputes-above' ? formatMinor(minor(count)) : count.toString());
      return { unit: 'share', percent: percentOf(part, whole), part: text(part), whole: text(whole) };
    }
    case 'none':
      return reading;
  }
}

function amountWords(kind: AlertKind, { amount, on }: { amount: string; on: string | null }, say: AlertSay): string {
  if (kind === 'owed-above') return `${say.amount(amount)} owed`;
  if (on === null) return `${say.amount(amount)} available`;
  return amount.startsWith('-')
    ? `${say.amount(amount)} expected on ${say.day(on)}`
    : `lowest ${say.amount(amount)} on ${say.day(on)}`;
}

/**
 * What a day showed, in a few words.
 * @example readingWords("late-dispatch-above", { unit: "share", percent: "3.75", part: "3", whole: "80" }, say) === "3.75 %, 3 of 80 orders"
 */
export function readingWords(kind: AlertKind, reading: AlertReadingDto, say: AlertSay): string {
  switch (reading.unit) {
    case 'amount':
      return amountWords(kind, reading, say);
    case 'days':
      if (kind === 'negative-for') return `${days(reading.days)} negative`;
      return kind === 'no-sign-in'
        ? `${days(reading.days)} without a sign-in`
        : `${days(reading.days)} without activity`;
    case 'share': {
      const { percent, part, whole } = reading;
      return kind === 'disputes-above'
        ? `${percent} %, ${say.amount(part)} of ${say.amount(whole)}`
        : `${percent} %, ${part} of ${whole} orders`;
    }
    case 'none':
      return 'the last payout failed or came back';
  }
}

/** Where something is to be looked at when an alert is on. */
export function alertLink(kind: AlertKind): { readonly label: string; readonly path: string } {
  if (kind === 'payout-failed') return { label: 'Confirm the bank account', path: '/account/bank-accounts' };
  if (kind === 'late-dispatch-above' || kind === 'seller-fault-above' || kind === 'disputes-above')
    return { label: 'See the reserve level', path: '/finances/reserves' };
  if (kind === 'no-sign-in' || kind === 'no-activity') return { label: 'See the activity', path: '/health/activity' };
  return kind === 'available-below' || kind === 'projected-negative'
    ? { label: 'See what is coming', path: '/finances' }
    : { label: 'See the negative balance', path: '/finances/negative-balance' };
}

/** A time over which a rule's condition held. */
export interface AlertPeriodDto {
  readonly began: PlainDate;
  readonly ended: PlainDate | null;
  readonly reading: AlertReadingDto;
}

/** What a rule would have done for one shop over the days of a preview. */
export interface AlertPreviewDto {
  readonly shop: {
    readonly id: number;
    readonly name: string;
    readonly externalId: string;
    readonly currency: Currency;
  };
  /** Null before the shop's first close. */
  readonly from: PlainDate | null;
  readonly through: PlainDate | null;
  /** Oldest first: each is one alert. */
  readonly periods: readonly AlertPeriodDto[];
  readonly heldBefore: boolean;
  readonly heldDays: number;
  readonly holdsNow: boolean;
  readonly now: AlertReadingDto | null;
}

/** A seller's rule. */
export interface AlertRuleDto {
  readonly id: string;
  readonly kind: AlertKind;
  /** As a form has it. */
  readonly threshold: string;
  /** Null for every shop. */
  readonly shop: { readonly name: string; readonly externalId: string } | null;
  /** In which amounts are written; null where its shops have several. */
  readonly currency: Currency | null;
  readonly isPaused: boolean;
  readonly createdBy: string;
  /** Shops in which it holds now, each with the day since when; none while it is paused. */
  readonly active: readonly { readonly shop: string; readonly since: PlainDate }[];
  /** Whether the one who asks may change it: a rule of every shop is changed by who sees every shop. */
  readonly mayChange: boolean;
}

/** An alert that is on. */
export interface ActiveAlertDto {
  readonly rule: string;
  readonly kind: AlertKind;
  readonly threshold: string;
  readonly since: PlainDate;
  readonly reading: AlertReadingDto;
}

const ruleId = z.string().regex(/^alr_[0-9A-Z]{26}$/);

/** What a form of a rule sends: looked at (`preview`) or kept (`save`). */
export const alertFormSchema = z.object({
  intent: z.enum(['preview', 'save'], 'Preview the rule, or save it.'),
  /** Of a rule that is changed; empty for a new one. */
  rule: z.union([ruleId, z.literal('').transform(() => null)]).default(null),
  kind: alertKindSchema,
  threshold: z.string().max(40).default(''),
  /** "all", or the external id of a shop. */
  scope: z.string('Choose a shop, or all.').trim().min(1, 'Choose a shop, or all.').max(120),
});
export type AlertForm = z.output<typeof alertFormSchema>;

/** A rule that is named, and what to do with it. */
export const alertRuleSchema = z.object({ rule: ruleId });

/** Search parameters of the pages of a rule: what its form was filled in with. */
export const alertSearchSchema = z.object({
  kind: alertKindSchema.optional().catch(undefined),
  threshold: z.string().max(40).optional().catch(undefined),
  scope: z.string().max(120).optional().catch(undefined),
  said: z.enum(['saved', 'paused', 'resumed', 'deleted']).optional().catch(undefined),
});
