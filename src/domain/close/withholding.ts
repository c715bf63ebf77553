import { addDays, laterDay, type PlainDate } from '../calendar/plain-date';
import { type Minor, negate, plus, ZERO } from '../money/money';
import { type Rate, roundHalfUp } from '../money/rate';
import { withheldUntil } from '../payout/conditions';
import { policyOn, type ReserveLevel } from '../policy/policy';
import { cutToPayable } from '../reserve/hold';
import { present } from '../shared/assert';
import type { WithholdingReason } from '../statement/statement';
import type { SettlingOrder } from './order-lines';
import { keepHold, type Run } from './run';
import type { LineDraft } from './statements';

/** The level in effect on a day (R10.2, R10.3). */
export function levelOn(run: Pick<Run, 'state'>, day: PlainDate): ReserveLevel {
  let level: ReserveLevel = 3;
  for (const change of run.state.levels) if (change.from <= day) level = change.level;
  return level;
}

interface Wish {
  readonly order: string;
  readonly full: Minor;
  readonly releaseOn: PlainDate;
  readonly reason: WithholdingReason | null;
}

/** What a day's withholding goes by, the same for all its orders. */
interface Terms {
  readonly day: PlainDate;
  readonly policyVersion: number;
  readonly level: ReserveLevel;
  readonly rate: Rate;
  readonly periodDays: number;
  /** Of a closed shop: the earliest release (R5.7). */
  readonly until: PlainDate | null;
  readonly isExempt: boolean;
}

function termsOn(run: Run, day: PlainDate): Terms {
  const policy = policyOn(run.book, day);
  const level = levelOn(run, day);
  const { rate, periodDays } = policy.reserveLevels[level];
  const until = withheldUntil(run.state, policy);
  return { day, policyVersion: policy.version, level, rate, periodDays, until, isExempt: run.state.reserveExempt };
}

/** Why nothing may be withheld from a settlement, or null (R5.1). */
function reasonAgainst(terms: Terms, settlement: Minor, full: Minor, releaseOn: PlainDate): WithholdingReason | null {
  if (terms.isExempt) return 'exempt';
  if (settlement <= 0n) return 'settlement-not-positive';
  if (terms.rate.numerator === 0n) return 'rate-zero';
  if (full === 0n) return 'rounds-to-zero';
  return releaseOn <= terms.day ? 'released-before-settlement' : null;
}

function wishFor(terms: Terms, { order, settlement }: SettlingOrder): Wish {
  const delivered = present(order.delivered, 'delivery of a settling order');
  const ends = addDays(delivered.on, terms.periodDays);
  const releaseOn = terms.until === null ? ends : laterDay(ends, terms.until);
  const full = roundHalfUp(terms.rate, settlement.amount);
  const reason = reasonAgainst(terms, settlement.amount, full, releaseOn);
  return { order: order.id, full: reason === null ? full : ZERO, releaseOn, reason };
}

function settlementLine(terms: Terms, { order, settlement }: SettlingOrder, wish: Wish, withheld: Minor): LineDraft {
  const reason = wish.reason ?? (wish.full > withheld ? 'statement-would-not-pay' : null);
  return {
    event: 'settlement',
    order: order.id,
    factNo: null,
    policyVersion: terms.policyVersion,
    components: settlement.components,
    withholding: {
      level: terms.level,
      rate: terms.rate.text,
      releaseOn: wish.releaseOn,
      withheld,
      full: wish.full,
      reason,
    },
  };
}

function withholdingLine(terms: Terms, { order, settlement }: SettlingOrder, withheld: Minor): LineDraft {
  const basis = { rule: 'R5.1', rate: terms.rate.text, of: settlement.amount };
  return {
    event: 'reserve-withheld',
    order: order.id,
    factNo: null,
    policyVersion: terms.policyVersion,
    components: [{ kind: 'reserve-withheld', amount: negate(withheld), basis }],
  };
}

function openHold(run: Run, terms: Terms, { order, settlement }: SettlingOrder, wish: Wish, withheld: Minor): void {
  const { day: settledOn, level, rate } = terms;
  const { releaseOn } = wish;
  run.output.newHolds.add(order.id);
  keepHold(run, {
    order: order.id,
    settledOn,
    releaseOn,
    level,
    rate: rate.text,
    settlement: settlement.amount,
    withheld,
    released: ZERO,
    used: ZERO,
  });
}

/**
 * Settlement lines of a day, each followed by what is withheld from it (R5.1, R5.6).
 * @param otherPayable what the rest of the day's statement comes to
 */
export function settlementLines(
  run: Run,
  day: PlainDate,
  settling: readonly SettlingOrder[],
  otherPayable: Minor,
): readonly LineDraft[] {
  if (settling.length === 0) return [];
  const terms = termsOn(run, day);
  const wishes = settling.map((one) => wishFor(terms, one));
  const payableWithout = settling.reduce((total, { settlement }) => plus(total, settlement.amount), otherPayable);
  const amounts = cutToPayable(wishes, payableWithout);
  const drafts: LineDraft[] = [];
  for (const [index, one] of settling.entries()) {
    const wish = present(wishes[index], 'wish');
    const withheld = amounts[index] ?? ZERO;
    if (one.settlement.components.length > 0) drafts.push(settlementLine(terms, one, wish, withheld));
    if (withheld === 0n) continue;
    drafts.push(withholdingLine(terms, one, withheld));
    openHold(run, terms, one, wish, withheld);
  }
  return drafts;
}
