import { Decimal } from 'decimal.js';
import type { PlainDate } from '../calendar/plain-date';
import { percent } from '../explain/component';
import { formatMinor, type Minor, parseMoney } from '../money/money';
import { type Rate, rate } from '../money/rate';
import { accepted, type Result, refused } from '../shared/result';
import type { EnforcementRule, Measure, Policy } from './policy';

/** What a number of a policy counts, and so how it is written: a rate in percent, an amount as a decimal, days as "5, 8". */
export type NumberUnit = 'days' | 'day-list' | 'percent' | 'amount' | 'score' | 'hours' | 'minutes' | 'lift';

/** What the numbers are about, in the order in which they are shown. */
export const NUMBER_GROUPS = [
  'Settlement',
  'Fees and returns',
  'Reserve',
  'Reserve levels',
  'Payouts and closure',
  'Paying a negative balance',
  'Negative balance: measures',
  'Activity',
] as const;
export type NumberGroup = (typeof NUMBER_GROUPS)[number];

/** One number of a policy: where it is kept, what it is called, what it may be. */
export interface PolicyNumber {
  /** Its path in `Policy`: "reserveLevels.0.rate". */
  readonly key: string;
  readonly group: NumberGroup;
  readonly name: string;
  readonly unit: NumberUnit;
  readonly least: number;
  readonly most: number;
}

type Row = readonly [key: string, name: string, unit: NumberUnit, least?: number, most?: number];

const MOST = {
  days: 3650,
  'day-list': 365,
  percent: 100,
  amount: 1_000_000,
  score: 5,
  hours: 720,
  minutes: 1440,
  lift: 0,
};

const SETTLEMENT: readonly Row[] = [
  ['settlementDays.introductory', 'Introductory tier, days to settle', 'days'],
  ['settlementDays.standard', 'Standard tier, days to settle', 'days'],
  ['settlementDays.accelerated', 'Accelerated tier, days to settle', 'days'],
  ['settlementDays.express', 'Express tier, days to settle', 'days'],
];

const FEES: readonly Row[] = [
  ['referralRate', 'Referral fee', 'percent'],
  ['refundAdministrationRate', 'Refund administration fee, of the referral given back', 'percent'],
  ['refundAdministrationCapPerSku', 'Refund administration fee, most per product', 'amount'],
  ['returnShippingSubsidyRate', 'Return shipping that the platform pays', 'percent'],
];

const RESERVE: readonly Row[] = ([0, 1, 2, 3] as const).flatMap((level): Row[] => [
  [`reserveLevels.${level}.rate`, `Level ${level}, withheld`, 'percent'],
  [`reserveLevels.${level}.periodDays`, `Level ${level}, days held`, 'days'],
]);

const LEVELS: readonly Row[] = [
  ['evaluation.windowFromDays', 'Measured from, days before', 'days', 1],
  ['evaluation.windowToDays', 'Measured to, days before', 'days'],
  ['evaluation.level1.lateDispatchOver', 'Level 1: late dispatch over', 'percent'],
  ['evaluation.level1.sellerFaultOver', 'Level 1: cancelled by fault over', 'percent'],
  ['evaluation.level2.lateDispatchOver', 'Level 2: late dispatch over', 'percent'],
  ['evaluation.level2.sellerFaultOver', 'Level 2: cancelled by fault over', 'percent'],
  ['disputeShare', 'Level 0: open disputes of the reserve', 'percent'],
];

const PAYOUTS: readonly Row[] = [
  ['minimumPayout', 'Smallest payout', 'amount', 0.01],
  ['closureWithholdDays', 'Days withheld after a shop closes', 'days'],
];

const BILLS: readonly Row[] = [
  ['bill.minimum', 'Smallest bill', 'amount', 0.01],
  ['bill.cardMinimum', 'Smallest card payment', 'amount', 0.01],
  ['bill.expiryHours', 'Hours that a bill waits', 'hours', 1],
  ['bill.transferExpiryDays', 'Days that a transfer is awaited', 'days', 1],
  ['bill.clearingMinutes', 'Minutes to clear, at most', 'minutes'],
];

const ACTIVITY: readonly Row[] = [
  ['activity.warnAfterDays', 'Warned after days', 'days', 1],
  ['activity.inactiveAfterDays', 'Inactive after days', 'days', 1],
  ['activity.productsRemovedAfterDays', 'Products removed after days', 'days', 1],
  ['activity.bannedAfterDays', 'Banned after days', 'days', 1],
];

/** What a rule of the ladder does, in words. @example "suspends promotions and freezes withdrawals" */
export function actsOf({ measures, drawReserve }: EnforcementRule): string {
  const words: Record<Measure, string> = {
    'suspend-promotions': 'suspends promotions',
    'freeze-withdrawals': 'freezes withdrawals',
    'deactivate-shop': 'deactivates the shop, which stops promotions and payouts',
  };
  const acts = [...measures.map((measure) => words[measure]), ...(drawReserve ? ['draws on the reserve'] : [])];
  return acts.length < 2 ? acts.join('') : `${acts.slice(0, -1).join(', ')} and ${acts.at(-1)}`;
}

function tierRows({ tierScores }: Policy): readonly Row[] {
  return tierScores.map(
    ({ tier }, index): Row => [
      `tierScores.${index}.atLeast`,
      `${tier[0]?.toUpperCase()}${tier.slice(1)} tier, score from`,
      'score',
    ],
  );
}

function ladderRows({ enforcement }: Policy): readonly Row[] {
  return [
    ['enforcement.negativeFrom', 'A day counts as negative from', 'amount', 0.01],
    ...enforcement.rules.map((rule, index): Row => {
      const key = `enforcement.rules.${index}.trigger`;
      return rule.trigger.kind === 'owed-over'
        ? [`${key}.amount`, `Owed over: ${actsOf(rule)}`, 'amount', 0.01]
        : [`${key}.days`, `Negative days in a row: ${actsOf(rule)}`, 'days', 1];
    }),
    ['enforcement.warnAtShare', 'Warning at a share of an amount', 'percent', 1],
    ['enforcement.warnOnDays', 'Warning on negative days', 'day-list', 1],
    ['enforcement.lift', 'Measures end', 'lift'],
  ];
}

/** Every number of a policy, in the order in which they are shown. The rungs of the ladder are those that the policy has. */
export function numbersOf(policy: Policy): readonly PolicyNumber[] {
  const groups: Readonly<Record<NumberGroup, readonly Row[]>> = {
    Settlement: [...SETTLEMENT, ...tierRows(policy)],
    'Fees and returns': FEES,
    Reserve: RESERVE,
    'Reserve levels': LEVELS,
    'Payouts and closure': PAYOUTS,
    'Paying a negative balance': BILLS,
    'Negative balance: measures': ladderRows(policy),
    Activity: ACTIVITY,
  };
  return NUMBER_GROUPS.flatMap((group) =>
    groups[group].map(([key, name, unit, least = 0, most = MOST[unit]]) => ({ key, group, name, unit, least, most })),
  );
}

function leafAt(policy: Policy, key: string): unknown {
  return key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], policy);
}

function withLeaf(value: unknown, [part, ...rest]: readonly string[], leaf: unknown): unknown {
  if (part === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((entry, index) => (String(index) === part ? withLeaf(entry, rest, leaf) : entry));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [part]: withLeaf(object[part], rest, leaf) };
}

/** A number of a policy as it is written: "6" percent, "100.00", "5, 8". */
export function numberText(policy: Policy, { key, unit }: Pick<PolicyNumber, 'key' | 'unit'>): string {
  const leaf = leafAt(policy, key);
  if (unit === 'percent') return percent((leaf as Rate).text).replace(' %', '');
  if (unit === 'amount') return formatMinor(leaf as Minor);
  if (unit === 'day-list') return (leaf as readonly number[]).join(', ');
  return String(leaf);
}

/** All numbers of a policy as texts, by key: as a version is stored, and as a form begins. */
export function numberTexts(policy: Policy): Readonly<Record<string, string>> {
  return Object.fromEntries(numbersOf(policy).map((number) => [number.key, numberText(policy, number)]));
}

const WHOLE = /^\d{1,6}$/;
const DECIMAL = /^\d{1,7}(?:\.\d{1,4})?$/;

function within({ name, least, most }: PolicyNumber, value: Decimal.Value, unit: string): string | null {
  const number = new Decimal(value);
  if (number.greaterThanOrEqualTo(least) && number.lessThanOrEqualTo(most)) return null;
  return `${name}: ${number.toFixed()} is out of range; write ${least} to ${most}${unit}.`;
}

function readDays(number: PolicyNumber, text: string): Result<readonly number[], string> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 10 || parts.some((part) => !WHOLE.test(part)))
    return refused(`${number.name}: "${text.slice(0, 40)}" is no list of days; write up to ten, like "5, 8".`);
  const days = parts.map(Number);
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? 0)))
    return refused(`${number.name}: write each day once, the smaller first, like "5, 8".`);
  const problem = days.map((day) => within(number, day, '')).find((found) => found !== null);
  return problem === undefined ? accepted(days) : refused(problem);
}

function readDecimal(number: PolicyNumber, text: string, example: string): Result<unknown, string> {
  if (!DECIMAL.test(text))
    return refused(`${number.name}: "${text.slice(0, 40)}" is not a number; write one like "${example}".`);
  const problem = within(number, text, number.unit === 'percent' ? ' percent' : '');
  if (problem !== null) return refused(problem);
  if (number.unit === 'percent') return accepted(rate(new Decimal(text).dividedBy(100).toFixed()));
  if (number.unit === 'amount') {
    const amount = parseMoney(text);
    return amount.ok ? amount : refused(`${number.name}: ${amount.refusal}.`);
  }
  return accepted(new Decimal(text).toFixed(Math.max(1, new Decimal(text).decimalPlaces())));
}

/**
 * Reads one number as a form gives it.
 * @returns what `Policy` keeps, or why not: names the number and the cure
 * @example readNumber(referral, "6 %") // refused: 'Referral fee: "6 %" is not a number; write one like "2.5".'
 */
export function readNumber(number: PolicyNumber, written: string): Result<unknown, string> {
  const text = written.trim();
  if (number.unit === 'lift') {
    if (text === 'appeal' || text === 'automatic') return accepted(text);
    return refused(`${number.name}: choose "appeal" or "automatic".`);
  }
  if (number.unit === 'day-list') return readDays(number, text);
  if (number.unit === 'percent') return readDecimal(number, text, '2.5');
  if (number.unit === 'amount') return readDecimal(number, text, '100.00');
  if (number.unit === 'score') return readDecimal(number, text, '4.0');
  if (!WHOLE.test(text))
    return refused(`${number.name}: "${text.slice(0, 40)}" is not a whole number; write one like "30".`);
  const problem = within(number, text, ` ${number.unit}`);
  return problem === null ? accepted(Number(text)) : refused(problem);
}

/** What a version is beside its numbers. */
export interface VersionText {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly source: string;
  /** By key; a number that is not among them stays as it was. */
  readonly numbers: Readonly<Record<string, string>>;
}

/**
 * A version as its numbers make it of the one before.
 * @throws a defect if a number cannot be read: they were checked when the version was scheduled
 */
export function versionAfter(before: Policy, { version, effectiveFrom, source, numbers }: VersionText): Policy {
  let policy: Policy = { ...before, version, effectiveFrom, source };
  for (const number of numbersOf(before)) {
    const text = numbers[number.key];
    if (text === undefined || text === numberText(before, number)) continue;
    const read = readNumber(number, text);
    if (!read.ok) throw new Error(`Defect: version ${version}: ${read.refusal}`);
    policy = withLeaf(policy, number.key.split('.'), read.value) as Policy;
  }
  return policy;
}

/** A number that two versions of a book do not share. */
export interface NumberChange {
  readonly number: PolicyNumber;
  readonly before: string;
  readonly after: string;
}

/** What changes from one version to another, number by number. */
export function changesBetween(before: Policy, after: Policy): readonly NumberChange[] {
  return numbersOf(before).flatMap((number) => {
    const [was, is] = [numberText(before, number), numberText(after, number)];
    return was === is ? [] : [{ number, before: was, after: is }];
  });
}
