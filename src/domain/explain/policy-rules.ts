import { formatMinor, type Minor } from '../money/money';
import type { Rate } from '../money/rate';
import { actsOf } from '../policy/numbers';
import type { EnforcementRule, Policy, PolicyBook, ReserveLevel, SettlementTier } from '../policy/policy';
import { percent } from './component';
import { TIER_LABEL } from './tier-label';

/** A piece of a sentence: words, or an amount in the marketplace's currency. */
export type Piece = string | { readonly amount: string };
export type Sentence = readonly Piece[];

/** Where a rule was published first. */
export const POLICY_SOURCES = {
  F: 'Finance & Settlement Overview',
  N: 'How to pay off negative balances',
  R: 'Reserve policy',
  P: 'Three core policies',
  ours: 'Evenkeel, where what is published is silent',
} as const;
export type PolicySource = keyof typeof POLICY_SOURCES;

/** One rule in plain words, with its numbers. */
export interface ExplainedRule {
  /** Names it across versions. */
  readonly key: string;
  readonly sentence: Sentence;
  readonly source: PolicySource;
}

/** Rules about one thing. */
export interface RuleSection {
  readonly title: string;
  readonly rules: readonly ExplainedRule[];
}

/** Writes a sentence: amounts stay amounts, rates become percentages, everything else text. */
function say(words: TemplateStringsArray, ...values: readonly (string | number | Minor | Rate)[]): Sentence {
  return words.flatMap((word, index): Piece[] => {
    const value = values[index];
    if (value === undefined) return [word];
    if (typeof value === 'bigint') return [word, { amount: formatMinor(value) }];
    return [word, typeof value === 'object' ? percent(value.text) : String(value)];
  });
}

/** @example plural(1, "day") === "1 day" */
function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rule(key: string, source: PolicySource, sentence: Sentence): ExplainedRule {
  return { key, source, sentence };
}

const TIERS: readonly SettlementTier[] = ['introductory', 'standard', 'accelerated', 'express'];
const LEVELS: readonly ReserveLevel[] = [0, 1, 2, 3];

function settlement({ settlementDays, tierScores }: Policy): RuleSection {
  return {
    title: 'When an order settles',
    rules: [
      ...TIERS.map((tier) =>
        rule(
          `settles-${tier}`,
          'F',
          say`${TIER_LABEL[tier]} tier: an order settles ${plural(settlementDays[tier], 'day')} after its delivery.`,
        ),
      ),
      ...tierScores.map(({ tier, atLeast }) =>
        rule(`tier-${tier}`, 'F', say`A shop with a score of ${atLeast} or more is on the ${tier} tier.`),
      ),
      rule(
        'tier-others',
        'F',
        say`A shop on probation is on the introductory tier, every other shop on the standard tier.`,
      ),
    ],
  };
}

function fees(policy: Policy): RuleSection {
  const { referralRate, refundAdministrationRate, refundAdministrationCapPerSku, returnShippingSubsidyRate } = policy;
  return {
    title: 'Fees and returns',
    rules: [
      rule(
        'referral',
        'ours',
        say`The referral fee is ${referralRate} of what the buyer pays for the goods after your discounts and refunds.`,
      ),
      rule(
        'refund-administration',
        'ours',
        say`When you refund, the referral fee of what is refunded comes back, less ${refundAdministrationRate} of it, at most ${refundAdministrationCapPerSku} for each product.`,
      ),
      rule('return-fault', 'F', say`A return by your fault costs you the whole return shipping.`),
      rule(
        'return-subsidy',
        'F',
        say`Of any other return the platform pays ${returnShippingSubsidyRate} of the shipping.`,
      ),
    ],
  };
}

function levelTerms({ reserveLevels }: Policy, level: ReserveLevel): Sentence {
  const { rate, periodDays } = reserveLevels[level];
  if (rate.numerator === 0n && periodDays === 0) return say`Level ${level}: nothing is withheld.`;
  return say`Level ${level}: ${rate} of each settlement is withheld, until ${plural(periodDays, 'day')} after delivery.`;
}

function reserve(policy: Policy): RuleSection {
  const { evaluation, disputeShare } = policy;
  const { windowFromDays, windowToDays, level1, level2 } = evaluation;
  return {
    title: 'Reserve',
    rules: [
      ...LEVELS.map((level) => rule(`level-${level}`, 'R', levelTerms(policy, level))),
      rule(
        'window',
        'R',
        say`Your level is judged on the 1st of each month, by the orders placed from ${windowFromDays} to ${plural(windowToDays, 'day')} before.`,
      ),
      rule(
        'level-1-when',
        'R',
        say`Level 1 is for shops on probation, for more than ${level1.lateDispatchOver} dispatched late, and for more than ${level1.sellerFaultOver} cancelled by your fault.`,
      ),
      rule(
        'level-2-when',
        'R',
        say`Level 2 is for more than ${level2.lateDispatchOver} dispatched late, or more than ${level2.sellerFaultOver} cancelled by your fault. Below that it is level 3.`,
      ),
      rule(
        'level-0-when',
        'R',
        say`Level 0 comes at any time, once your open disputes reach ${disputeShare} of what is in your reserve, or a high risk is found.`,
      ),
    ],
  };
}

function payouts({ minimumPayout, closureWithholdDays }: Policy): RuleSection {
  return {
    title: 'Payouts',
    rules: [
      rule(
        'minimum',
        'N',
        say`A payout is made from ${minimumPayout} on; less than that waits and is added to the next.`,
      ),
      rule(
        'closure',
        'ours',
        say`When a shop closes, its balance is withheld for ${plural(closureWithholdDays, 'day')}.`,
      ),
    ],
  };
}

function bills({ bill }: Policy): RuleSection {
  const { minimum, cardMinimum, expiryHours, transferExpiryDays, clearingMinutes } = bill;
  const clearing =
    clearingMinutes % 60 === 0 ? plural(clearingMinutes / 60, 'hour') : plural(clearingMinutes, 'minute');
  return {
    title: 'Paying a negative balance',
    rules: [
      rule('bill-minimum', 'ours', say`You pay ${minimum} or more at a time, or all that you owe where that is less.`),
      rule(
        'card-minimum',
        'ours',
        say`A card is charged from ${cardMinimum} on; a smaller amount is paid by bank transfer.`,
      ),
      rule(
        'bill-waits',
        'ours',
        say`A bill waits for ${plural(expiryHours, 'hour')}, one paid by bank transfer for ${plural(transferExpiryDays, 'day')}.`,
      ),
      rule('clearing', 'N', say`A payment takes up to ${clearing} to clear.`),
    ],
  };
}

function rung(one: EnforcementRule): Sentence {
  const acts = `${actsOf(one)}.`;
  return one.trigger.kind === 'owed-over'
    ? say`Owing more than ${one.trigger.amount} ${acts}`
    : say`Owing for ${plural(one.trigger.days, 'day')} in a row ${acts}`;
}

function measures({ enforcement }: Policy): RuleSection {
  const { negativeFrom, rules, lift, warnAtShare, warnOnDays } = enforcement;
  const days = warnOnDays.length === 0 ? 'and on no day before' : `and on negative day ${warnOnDays.join(', ')}`;
  return {
    title: 'What a negative balance leads to',
    rules: [
      rule('negative-from', 'ours', say`A day at whose end you owe ${negativeFrom} or more is a negative day.`),
      ...rules.map((one, index) => rule(`rung-${index}`, 'P', rung(one))),
      rule('warnings', 'ours', say`You are warned before: at ${warnAtShare} of an amount, ${days}.`),
      rule(
        'lift',
        'P',
        lift === 'appeal'
          ? say`A measure ends by an appeal, which you can make once nothing is owed.`
          : say`A measure ends by itself once nothing is owed.`,
      ),
    ],
  };
}

function activity({ activity: days }: Policy): RuleSection {
  const { warnAfterDays, inactiveAfterDays, productsRemovedAfterDays, bannedAfterDays } = days;
  return {
    title: 'Activity',
    rules: [
      rule(
        'warned',
        'ours',
        say`After ${plural(warnAfterDays, 'day')} without a sign-in, an edit or a dispatched order you are warned.`,
      ),
      rule(
        'inactive',
        'P',
        say`After ${plural(inactiveAfterDays, 'day')} the shop is inactive; editing a product or working on an order ends that.`,
      ),
      rule('removed', 'P', say`After ${plural(productsRemovedAfterDays, 'day')} its products are removed.`),
      rule(
        'banned',
        'P',
        say`After ${plural(bannedAfterDays, 'day')} it is banned, for good. Your money is still paid out.`,
      ),
    ],
  };
}

/** A policy in plain words, every number of it (R1.5). */
export function explainPolicy(policy: Policy): readonly RuleSection[] {
  return [settlement, fees, reserve, payouts, bills, measures, activity].map((explain) => explain(policy));
}

/** A sentence as text, for whoever compares or reads aloud. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === 'string' ? piece : piece.amount)).join('');
}

/** A rule as a book has it on a day: since when, by which version, and what it will be. */
export interface RuleInBook extends ExplainedRule {
  /** The version that brought it as it is. */
  readonly since: Policy;
  /** What a version that is confirmed makes of it; null where none changes it. */
  readonly next: { readonly version: Policy; readonly sentence: Sentence } | null;
}

function ruleIn(policy: Policy, key: string): ExplainedRule | undefined {
  return explainPolicy(policy)
    .flatMap(({ rules }) => rules)
    .find((one) => one.key === key);
}

/**
 * The rules that are in effect under a version of a book, with the version that each comes from and the confirmed one that changes it.
 * @param current one of the book's versions
 */
export function explainBook(
  book: PolicyBook,
  current: Policy,
): readonly { readonly title: string; readonly rules: readonly RuleInBook[] }[] {
  const at = book.versions.indexOf(current);
  return explainPolicy(current).map(({ title, rules }) => ({
    title,
    rules: rules.map((one) => {
      const text = sentenceText(one.sentence);
      const same = (version: Policy): boolean => {
        const found = ruleIn(version, one.key);
        return found !== undefined && sentenceText(found.sentence) === text;
      };
      let since = current;
      for (let index = at - 1; index >= 0; index -= 1) {
        const earlier = book.versions[index];
        if (earlier === undefined || !same(earlier)) break;
        since = earlier;
      }
      const later = book.versions.slice(at + 1).find((version) => !same(version));
      const changed = later === undefined ? undefined : ruleIn(later, one.key);
      const next = later === undefined || changed === undefined ? null : { version: later, sentence: changed.sentence };
      return { ...one, since, next };
    }),
  }));
}
