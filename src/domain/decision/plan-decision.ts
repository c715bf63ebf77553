import { holderRefusal } from '../bank-account/plan-link';
import type { ShopState } from '../books';
import { addDays, dayOfMonth, type PlainDate } from '../calendar/plain-date';
import { type FactPayloads, type FactType, isOf, type RecordedFact } from '../fact/fact';
import { formatMinor, larger, type Minor, minus, negate, smaller, sum, ZERO } from '../money/money';
import { availableOf, payoutAccount } from '../payout/conditions';
import { accepted, type FieldRefusal, type Result, refused } from '../shared/result';
import { ADJUSTMENT_SIGNS, type Decision } from './decision';

/** A payout that failed or came back. */
export interface FailedPayout {
  readonly no: number;
  readonly code: string;
  readonly amount: Minor;
  /** The one that it was sent to. */
  readonly account: string;
}

/** Where a shop stands when something is decided about it. */
export interface DecisionStanding {
  readonly state: ShopState;
  /** The shop's first open day: what is decided takes effect on it (R2.2). */
  readonly effectiveOn: PlainDate;
  /** Facts about the shop that this day holds already: the close has not met them yet. */
  readonly openFacts: readonly RecordedFact[];
  /** Every fact of the order that the decision is about; none where it is about no order. */
  readonly orderFacts: readonly RecordedFact[];
  /** What bills under way ask for. */
  readonly billed: Minor;
  /** The one that failed or came back last since the account was confirmed; one whose code only the seller can cure stands before later ones. */
  readonly failed: FailedPayout | null;
}

/** A fact without its id, shop and time. */
type Payload = {
  [Type in FactType]: FactPayloads[Type] & { readonly type: Type };
}[FactType];

/** What a decision comes to. */
export interface DecisionPlan {
  readonly fact: Payload;
  /** How much money it is about, without a sign. */
  readonly moved: Minor;
}

type Planned = Result<DecisionPlan, FieldRefusal>;

function refuse(field: string, reason: string): Planned {
  return refused({ field, reason });
}

/** The last of the open day's facts of some types, in the order of recording. */
function lastOf<Type extends FactType>(facts: readonly RecordedFact[], ...types: readonly Type[]) {
  return facts.findLast((recorded) => types.some((type) => isOf(recorded, type)));
}

/** In effect from the next day until the next evaluation (R10.3), so there is no setting one on the eve of a 1st. */
function planLevel(
  { state, effectiveOn, openFacts }: DecisionStanding,
  level: FactPayloads['shop.reserve-level-set']['level'],
  reason: string,
): Planned {
  const next = addDays(effectiveOn, 1);
  if (dayOfMonth(next) === 1)
    return refuse(
      'level',
      `The monthly evaluation of ${next} decides the level tonight, so a level set today would never be in effect. Propose it tomorrow; or flag the shop as a risk, which the evaluation counts.`,
    );
  const set = lastOf(openFacts, 'shop.reserve-level-set');
  const current =
    set !== undefined && isOf(set, 'shop.reserve-level-set') ? set.fact.level : state.levels.at(-1)?.level;
  if (current === level) return refuse('level', `The shop’s reserve level is ${level} already. Choose another.`);
  return accepted({ fact: { type: 'shop.reserve-level-set', level, reason }, moved: ZERO });
}

function planRisk({ state, openFacts }: DecisionStanding, flagged: boolean, reason: string): Planned {
  const last = lastOf(openFacts, 'shop.risk-flagged', 'shop.risk-cleared');
  const isFlagged = last === undefined ? state.riskFlagged : isOf(last, 'shop.risk-flagged');
  if (isFlagged === flagged)
    return refuse('flagged', flagged ? 'The shop is flagged as a risk already.' : 'The shop is not flagged as a risk.');
  return accepted({ fact: { type: flagged ? 'shop.risk-flagged' : 'shop.risk-cleared', reason }, moved: ZERO });
}

function planExemption({ state }: DecisionStanding, exempt: boolean, reason: string): Planned {
  if (state.reserveExempt === exempt)
    return refuse('exempt', exempt ? 'The shop is exempt already.' : 'The shop is not exempt from reserves.');
  return accepted({ fact: { type: 'shop.reserve-exemption-changed', exempt, reason }, moved: ZERO });
}

function magnitude(amount: Minor): Minor {
  return amount < ZERO ? negate(amount) : amount;
}

function planAdjustment(
  { orderFacts }: DecisionStanding,
  { adjustment, amount, order }: Extract<Decision, { kind: 'adjustment' }>,
  reason: string,
): Planned {
  const sign = ADJUSTMENT_SIGNS[adjustment];
  if (amount === ZERO) return refuse('amount', 'An adjustment of 0.00 changes nothing. Write an amount.');
  if (sign === '-' && amount > ZERO)
    return refuse('amount', `This kind takes from the shop: write it with a minus, -${formatMinor(amount)}.`);
  if (sign === '+' && amount < ZERO)
    return refuse('amount', `This kind gives to the shop: write it without a minus, ${formatMinor(negate(amount))}.`);
  if (order !== null && orderFacts.length === 0)
    return refuse('order', `The shop has no order “${order}”. Compare the id, or leave it out.`);
  const fact = {
    type: 'adjustment.posted',
    kind: adjustment,
    amount,
    reason,
    ...(order !== null && { order }),
  } as const;
  return accepted({ fact, moved: magnitude(amount) });
}

function planDispute(
  { state, orderFacts }: DecisionStanding,
  { order, dispute, outcome }: Extract<Decision, { kind: 'dispute' }>,
  reason: string,
): Planned {
  const named = `Dispute “${dispute}” of order “${order}”`;
  const open = state.openDisputes.find((one) => one.order === order && one.dispute === dispute);
  if (open === undefined)
    return refuse('dispute', `${named} is not open in the books. It is decided already, or opened today.`);
  // Since the last close: the books do not know of it yet.
  const isDecided = orderFacts.some(
    ({ fact }) => (fact.type === 'dispute.won' || fact.type === 'dispute.lost') && fact.dispute === dispute,
  );
  if (isDecided) return refuse('dispute', `${named} is decided already; it is decided once.`);
  const fact = { type: `dispute.${outcome}`, order, dispute, reason } as const;
  return accepted({ fact, moved: magnitude(open.amount) });
}

function planClosure({ state, openFacts }: DecisionStanding, reason: string): Planned {
  if (state.closedOn !== null || lastOf(openFacts, 'shop.closed') !== undefined)
    return refuse(
      'decision',
      `The shop is closed already${state.closedOn === null ? '' : `, since ${state.closedOn}`}.`,
    );
  return accepted({ fact: { type: 'shop.closed', reason }, moved: ZERO });
}

/** Codes of the bank that no confirmation cures: the account itself cannot be paid, and only the seller can name another. */
export const SELLER_MUST_ACT: ReadonlySet<string> = new Set([
  'name-mismatch',
  'account-closed',
  'invalid-account-number',
  'not-a-payment-account',
  'bank-not-reachable',
  'number-missing',
  'holder-deceased',
]);

function planRetry({ state, failed }: DecisionStanding, payout: number): Planned {
  if (!state.payoutFailed || failed === null)
    return refuse('payout', 'No payout waits for a confirmation: the account was confirmed or changed since.');
  if (failed.no !== payout)
    return refuse('payout', `Payout ${failed.no} has failed since, with “${failed.code}”. Look at that one.`);
  const account = payoutAccount(state);
  if (account === null)
    return refuse('payout', 'The shop has no verified bank account: the seller has to link one first. Write to them.');
  // What the bank said of an account that the seller has left says nothing of this one.
  if (failed.account === account.account && SELLER_MUST_ACT.has(failed.code))
    return refuse(
      'payout',
      `The bank said “${failed.code}” of the account ending ${account.last4} in the name of ${account.holderName} (the shop is registered as ${state.registeredName}). Sent again it would fail again: the seller has to correct the account or link another. Write to them.`,
    );
  const mismatch = holderRefusal(account.holderName, state.registeredName);
  if (mismatch !== null) return refuse('payout', mismatch);
  return accepted({ fact: { type: 'bank-account.verified', ...account }, moved: failed.amount });
}

/**
 * The most that can be written off: what is owed, less what bills under way ask for, less what adjustments of the open day already give.
 * @example owed 87.40, a bill of 20.00 unpaid, 30.00 written off an hour ago: 37.40
 */
export function mostToWriteOff({ state, billed, openFacts }: DecisionStanding): Minor {
  const owed = larger(ZERO, negate(availableOf(state)));
  const posted = sum(openFacts.map((one) => (isOf(one, 'adjustment.posted') ? one.fact.amount : ZERO)));
  return larger(ZERO, smaller(minus(owed, billed), minus(minus(owed, billed), posted)));
}

/** Words that begin the reason of a write-off: the field has no kind for it (R3.3), so its adjustment says so. */
const WRITE_OFF = 'Write-off of what is owed: ';

function planWriteOff(standing: DecisionStanding, amount: Minor, reason: string): Planned {
  const most = mostToWriteOff(standing);
  if (most === ZERO)
    return refuse('amount', 'Nothing can be written off: nothing is owed, or bills under way ask for all of it.');
  if (amount <= ZERO) return refuse('amount', 'Write an amount above 0.00.');
  if (amount > most)
    return refuse(
      'amount',
      `At most ${formatMinor(most)} can be written off: what is owed, less what bills under way ask for. Write that or less.`,
    );
  const fact = {
    type: 'adjustment.posted',
    kind: 'other-adjustment',
    amount,
    reason: `${WRITE_OFF}${reason}`,
  } as const;
  return accepted({ fact, moved: amount });
}

/**
 * What a decision would write, or why it cannot be decided so now. The same when it is proposed and when it is confirmed: what is out of date
 * by then is refused.
 * @param reason goes into the fact, and to the seller
 * @example closing a shop that is closed: refused, "The shop is closed already, since 2026-03-20."
 */
export function planDecision(standing: DecisionStanding, decision: Decision, reason: string): Planned {
  if (standing.state.closedThrough === null)
    return refuse('decision', 'The shop has no closed day yet. Decide once its first day is over.');
  switch (decision.kind) {
    case 'reserve-level':
      return planLevel(standing, decision.level, reason);
    case 'risk':
      return planRisk(standing, decision.flagged, reason);
    case 'reserve-exemption':
      return planExemption(standing, decision.exempt, reason);
    case 'adjustment':
      return planAdjustment(standing, decision, reason);
    case 'dispute':
      return planDispute(standing, decision, reason);
    case 'closure':
      return planClosure(standing, reason);
    case 'payout-retry':
      return planRetry(standing, decision.payout);
    case 'write-off':
      return planWriteOff(standing, decision.amount, reason);
  }
}
