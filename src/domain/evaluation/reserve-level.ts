import type { LevelReason, Measurement } from '../books';
import { startOfDay } from '../calendar/instant';
import { addDays, type PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';
import { shareOver, shareReaches } from '../money/rate';
import type { Order } from '../order/order';
import type { Policy, ReserveLevel } from '../policy/policy';

/** The days whose orders an evaluation on t measures: t-45 .. t-15, both included (R10.2). */
export function evaluationWindow(t: PlainDate, policy: Policy): { readonly from: PlainDate; readonly to: PlainDate } {
  return { from: addDays(t, -policy.evaluation.windowFromDays), to: addDays(t, -policy.evaluation.windowToDays) };
}

/** Whether an order counts as dispatched late, as known by the end of t-1 (R10.2). */
function isLate(order: Order, known: PlainDate, endOfKnown: string): boolean {
  const { shipBy } = order.placed.fact;
  if (order.shipped !== null && order.shipped.from <= known) return order.shipped.fact.occurredAt > shipBy;
  const cancelled = order.cancelled !== null && order.cancelled.from <= known;
  return !cancelled && shipBy < endOfKnown;
}

/**
 * Measures late dispatch and cancellations by the seller's fault (R10.2).
 * @param orders at least all orders of the shop placed in the window
 * @param t the day of evaluation; what is known by the end of t-1 counts
 */
export function measure(orders: Iterable<Order>, t: PlainDate, zone: string, policy: Policy): Measurement {
  const window = evaluationWindow(t, policy);
  const known = addDays(t, -1);
  const endOfKnown = startOfDay(t, zone);
  let placedCount = 0;
  let lateCount = 0;
  let sellerFaultCount = 0;
  for (const order of orders) {
    if (order.placed.on < window.from || order.placed.on > window.to || order.placed.from > known) continue;
    placedCount += 1;
    if (isLate(order, known, endOfKnown)) lateCount += 1;
    if (order.cancelled !== null && order.cancelled.from <= known && order.cancelled.fact.fault === 'seller')
      sellerFaultCount += 1;
  }
  return { windowFrom: window.from, windowTo: window.to, placedCount, lateCount, sellerFaultCount };
}

/** The level that measured rates and probation give, levels 1 to 3 (R10.2). No orders: both rates are 0. */
export function levelFor(measured: Measurement, probation: boolean, policy: Policy): ReserveLevel {
  const placed = BigInt(measured.placedCount);
  const exceeds = (limits: Policy['evaluation']['level1']) =>
    shareOver(BigInt(measured.lateCount), placed, limits.lateDispatchOver) ||
    shareOver(BigInt(measured.sellerFaultCount), placed, limits.sellerFaultOver);
  if (probation || exceeds(policy.evaluation.level1)) return 1;
  return exceeds(policy.evaluation.level2) ? 2 : 3;
}

/** What level 0 is judged by at the end of a day (R10.3). */
export interface RiskStanding {
  readonly riskFlagged: boolean;
  readonly openDisputes: Minor;
  readonly reserved: Minor;
}

/**
 * Why a shop belongs on level 0, or null (R10.3): flagged as a risk, or its open disputes reach 85 % of the reserve remaining.
 * @example open disputes 85.00 of 100.00 in reserve: "disputes"
 */
export function levelZeroReason(
  standing: RiskStanding,
  policy: Policy,
): Extract<LevelReason, 'risk' | 'disputes'> | null {
  if (standing.riskFlagged) return 'risk';
  return shareReaches(standing.openDisputes, standing.reserved, policy.disputeShare) ? 'disputes' : null;
}
