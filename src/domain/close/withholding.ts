import { addDays, laterDay, type PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';
import { minus, negate, ZERO } from '../money/money';
import { roundHalfUp } from '../money/rate';
import { withheldUntil } from '../payout/conditions';
import { policyOn, type ReserveLevel } from '../policy/policy';
import { cutToPayable } from '../reserve/hold';
import { present } from '../shared/assert';
import type { WithholdingReason, WithholdingRecord } from '../statement/statement';
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

function wishFor(run: Run, day: PlainDate, level: ReserveLevel, { order, settlement }: SettlingOrder): Wish {
  const policy = policyOn(run.book, day);
  const { rate, periodDays } = policy.reserveLevels[level];
  const deliveredOn = present(order.delivered, `delivery of ${order.id}`).on;
  const until = withheldUntil(run.state, policy);
  const ends = addDays(deliveredOn, periodDays);
  const releaseOn = until === null ? ends : laterDay(ends, until);
  const none = (reason: WithholdingReason): Wish => ({ order: order.id, full: ZERO, releaseOn, reason });
  if (run.state.reserveExempt) return none('exempt');
  if (settlement.amount <= 0n) return none('settlement-not-positive');
  if (rate.numerator === 0n) return none('rate-zero');
  const full = roundHalfUp(rate, settlement.amount);
  if (full === 0n) return none('rounds-to-zero');
  if (releaseOn <= day) return none('released-before-settlement');
  return { order: order.id, full, releaseOn, reason: null };
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
  const level = levelOn(run, day);
  const policy = policyOn(run.book, day);
  const { rate } = policy.reserveLevels[level];
  const wishes = settling.map((one) => wishFor(run, day, level, one));
  let payableWithout: Minor = otherPayable;
  for (const { settlement } of settling) payableWithout = (payableWithout + settlement.amount) as Minor;
  const amounts = cutToPayable(wishes, payableWithout);
  const drafts: LineDraft[] = [];
  settling.forEach(({ order, settlement }, index) => {
    const wish = present(wishes[index], 'wish');
    const withheld = amounts[index] ?? ZERO;
    const reason = wish.reason ?? (minus(wish.full, withheld) > 0n ? 'statement-would-not-pay' : null);
    const withholding: WithholdingRecord = {
      level,
      rate: rate.text,
      releaseOn: wish.releaseOn,
      withheld,
      full: wish.full,
      reason,
    };
    const head = { order: order.id, factNo: null, policyVersion: policy.version };
    if (settlement.components.length > 0)
      drafts.push({ ...head, event: 'settlement', components: settlement.components, withholding });
    if (withheld === 0n) return;
    drafts.push({
      ...head,
      event: 'reserve-withheld',
      components: [
        {
          kind: 'reserve-withheld',
          amount: negate(withheld),
          basis: { rule: 'R5.1', rate: rate.text, of: settlement.amount },
        },
      ],
    });
    run.output.newHolds.add(order.id);
    keepHold(run, {
      order: order.id,
      settledOn: day,
      releaseOn: wish.releaseOn,
      level,
      rate: rate.text,
      settlement: settlement.amount,
      withheld,
      released: ZERO,
      used: ZERO,
    });
  });
  return drafts;
}
