import { Decimal } from 'decimal.js';
import { isPlainDate, type PlainDate } from '../calendar/plain-date';
import { accepted, type FieldRefusal, type Result, refused } from '../shared/result';
import { numbersOf, numberText, readNumber, versionAfter } from './numbers';
import type { Policy, PolicyBook } from './policy';

/** A version as somebody asks for it: all of it as a form writes it. */
export interface VersionWish {
  readonly effectiveFrom: string;
  readonly source: string;
  readonly numbers: Readonly<Record<string, string>>;
}

/** What the wish is judged by. */
export interface VersionTerms {
  readonly book: PolicyBook;
  /** The number that the new version gets. */
  readonly version: number;
  /** The first day that no close has touched yet. */
  readonly earliest: PlainDate;
}

/** Two numbers that must stand in an order, and why. */
type Order = readonly [lower: string, upper: string, mayBeEqual: boolean];

const ORDERS: readonly Order[] = [
  ['settlementDays.express', 'settlementDays.accelerated', true],
  ['settlementDays.accelerated', 'settlementDays.standard', true],
  ['settlementDays.standard', 'settlementDays.introductory', true],
  ['tierScores.1.atLeast', 'tierScores.0.atLeast', false],
  ['reserveLevels.3.rate', 'reserveLevels.2.rate', true],
  ['reserveLevels.2.rate', 'reserveLevels.1.rate', true],
  ['reserveLevels.1.rate', 'reserveLevels.0.rate', true],
  ['evaluation.windowToDays', 'evaluation.windowFromDays', false],
  ['evaluation.level2.lateDispatchOver', 'evaluation.level1.lateDispatchOver', false],
  ['evaluation.level2.sellerFaultOver', 'evaluation.level1.sellerFaultOver', false],
  ['bill.cardMinimum', 'bill.minimum', true],
  ['activity.warnAfterDays', 'activity.inactiveAfterDays', false],
  ['activity.inactiveAfterDays', 'activity.productsRemovedAfterDays', false],
  ['activity.productsRemovedAfterDays', 'activity.bannedAfterDays', false],
];

/** The rungs of the ladder rise, and a day is negative before the first of them. */
function ladderOrders({ enforcement }: Policy): readonly Order[] {
  const keys = (kind: 'owed-over' | 'negative-days', leaf: string) =>
    enforcement.rules.flatMap((rule, index) =>
      rule.trigger.kind === kind ? [`enforcement.rules.${index}.trigger.${leaf}`] : [],
    );
  const rises = (path: readonly string[]): Order[] =>
    path.slice(1).map((upper, index) => [path[index] ?? upper, upper, false]);
  return [
    ...rises(['enforcement.negativeFrom', ...keys('owed-over', 'amount')]),
    ...rises(keys('negative-days', 'days')),
  ];
}

function orderProblems(policy: Policy): readonly FieldRefusal[] {
  const numbers = new Map(numbersOf(policy).map((number) => [number.key, number]));
  return [...ORDERS, ...ladderOrders(policy)].flatMap(([lowerKey, upperKey, mayBeEqual]) => {
    const lower = numbers.get(lowerKey);
    const upper = numbers.get(upperKey);
    if (lower === undefined || upper === undefined) return [];
    const [low, high] = [numberText(policy, lower), numberText(policy, upper)];
    const compared = new Decimal(low).comparedTo(high);
    if (compared < 0 || (mayBeEqual && compared === 0)) return [];
    const relation = mayBeEqual ? 'at most' : 'less than';
    const reason = `${lower.name}: ${low} must be ${relation} "${upper.name}", which is ${high}; lower this one or raise that one.`;
    return [{ field: lowerKey, reason }];
  });
}

function warningProblems({ enforcement }: Policy): readonly FieldRefusal[] {
  const first = Math.min(
    ...enforcement.rules.flatMap(({ trigger }) => (trigger.kind === 'negative-days' ? [trigger.days] : [])),
  );
  const late = enforcement.warnOnDays.find((day) => day >= first);
  if (late === undefined) return [];
  const reason = `Warning on negative days: day ${late} is no warning, since the measure comes on day ${first}; warn before it.`;
  return [{ field: 'enforcement.warnOnDays', reason }];
}

function headProblems(wish: VersionWish, { book, earliest }: VersionTerms): readonly FieldRefusal[] {
  const problems: FieldRefusal[] = [];
  const last = book.versions.at(-1);
  if (!isPlainDate(wish.effectiveFrom)) {
    const reason = `Effective from: "${wish.effectiveFrom.slice(0, 40)}" is not a day; write one like "${earliest}".`;
    problems.push({ field: 'effectiveFrom', reason });
  } else if (wish.effectiveFrom < earliest) {
    const reason = `Effective from: ${wish.effectiveFrom} is too early, since the books through the day before ${earliest} are decided already; choose ${earliest} or later.`;
    problems.push({ field: 'effectiveFrom', reason });
  } else if (last !== undefined && wish.effectiveFrom <= last.effectiveFrom) {
    const reason = `Effective from: version ${last.version} takes effect on ${last.effectiveFrom}; choose a later day, or withdraw that version first.`;
    problems.push({ field: 'effectiveFrom', reason });
  }
  const source = wish.source.trim();
  if (source.length < 3 || source.length > 300) {
    const reason =
      'Source: say in 3 to 300 characters where the numbers are published, so that sellers can read it there.';
    problems.push({ field: 'source', reason });
  }
  return problems;
}

/**
 * Decides whether a new version may be scheduled: every number in its range and in order with the others, a day that nothing decided yet
 * depends on, a source, and something that changes.
 * @returns the version, or everything that is wrong: each names the field and the cure
 * @example planVersion({ effectiveFrom: "2026-05-01", source: "Notice of 1 April", numbers: { referralRate: "8" } }, terms)
 */
export function planVersion(wish: VersionWish, terms: VersionTerms): Result<Policy, readonly FieldRefusal[]> {
  const before = terms.book.versions.at(-1);
  if (before === undefined) throw new Error(`Defect: the ${terms.book.marketplace} book has no version`);
  const problems = [...headProblems(wish, terms)];
  const numbers = numbersOf(before);
  for (const number of numbers) {
    const text = wish.numbers[number.key];
    const read = text === undefined ? null : readNumber(number, text);
    if (read !== null && !read.ok) problems.push({ field: number.key, reason: read.refusal });
  }
  const known = new Set(numbers.map(({ key }) => key));
  for (const key of Object.keys(wish.numbers)) {
    if (!known.has(key))
      problems.push({ field: key, reason: `"${key.slice(0, 60)}" is no number of a policy; leave it out.` });
  }
  if (problems.length > 0) return refused(problems);
  const policy = versionAfter(before, {
    version: terms.version,
    effectiveFrom: wish.effectiveFrom as PlainDate,
    source: wish.source.trim(),
    numbers: Object.fromEntries(Object.entries(wish.numbers).map(([key, text]) => [key, text.trim()])),
  });
  const crossed = [...orderProblems(policy), ...warningProblems(policy)];
  if (crossed.length > 0) return refused(crossed);
  const isSame = numbers.every((number) => numberText(before, number) === numberText(policy, number));
  if (isSame)
    return refused([{ field: 'numbers', reason: `Nothing differs from version ${before.version}; change a number.` }]);
  return accepted(policy);
}
