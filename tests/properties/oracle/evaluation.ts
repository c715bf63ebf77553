import { dayOfInstant, daysBetween, instant, plusDays } from './days';
import type { History, Order } from './history';
import { openDisputes, probationOn } from './order-lines';
import { bannedAfter, inactiveAfter, levelZeroPercent, productsRemovedAfter } from './policy-numbers';
import type { Activity } from './types';

function riskFlagged(history: History, day: string): boolean {
  const last = history.changes.filter((change) => change.type.startsWith('shop.risk-') && change.on <= day).at(-1);
  return last?.type === 'shop.risk-flagged';
}

/** R10.3: level 0 because of what is known at the end of `day`. */
export function callsForLevelZero(history: History, day: string, reserveRemaining: bigint): boolean {
  const disputed = openDisputes(history, day) * 100n >= levelZeroPercent * reserveRemaining;
  return (reserveRemaining > 0n && disputed) || riskFlagged(history, day);
}

/** R10.2: late as known at the end of `eve`. A `shipBy` without a time runs to the end of its day. */
function dispatchedLate(history: History, order: Order, eve: string): boolean {
  const zone = history.marketplace.zone;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(order.shipBy);
  if (order.shipped !== null && order.shipped.on <= eve) {
    return isDay ? order.shipped.trueOn > order.shipBy : order.shipped.at > instant(order.shipBy);
  }
  if (order.cancelled !== null && order.cancelled.on <= eve) return false;
  return (isDay ? order.shipBy : dayOfInstant(order.shipBy, zone)) <= eve;
}

/** R10.2: the level that the monthly evaluation of day `t` finds by its measures. */
export function levelByMeasures(history: History, t: string): number {
  const eve = plusDays(t, -1);
  const placed = history.orders.filter(
    (order) =>
      order.placedOn <= eve && order.truePlacedOn >= plusDays(t, -45) && order.truePlacedOn <= plusDays(t, -15),
  );
  const late = placed.filter((order) => dispatchedLate(history, order, eve)).length;
  const sellerCancelled = placed.filter(
    (order) => order.cancelled?.sellerFault === true && order.cancelled.on <= eve,
  ).length;
  /** `count / placed > tenths of a per cent / 1000`, in whole numbers. */
  const above = (count: number, tenthsOfPercent: number): boolean => count * 1000 > tenthsOfPercent * placed.length;
  if (probationOn(history, t) || above(late, 80) || above(sellerCancelled, 50)) return 1;
  return above(sellerCancelled, 25) || above(late, 40) ? 2 : 3;
}

/** R10.5: activity after the close of `through`, told day by day from the opening. */
export function activityAfter(history: History, through: string): Activity {
  let state: Activity = 'active';
  let last = history.openedOn;
  for (let day = history.openedOn; day <= through; day = plusDays(day, 1)) {
    if (state === 'banned') return 'banned';
    const signs = history.signs.filter((sign) => sign.on === day);
    if (state === 'active' || signs.some((sign) => sign.reactivates)) {
      for (const sign of signs) if (sign.trueOn > last) last = sign.trueOn;
    }
    const idle = daysBetween(last, day);
    if (idle >= bannedAfter) state = 'banned';
    else if (idle >= productsRemovedAfter) state = 'products-removed';
    else if (idle >= inactiveAfter) state = 'inactive';
    else state = 'active';
  }
  return state;
}
