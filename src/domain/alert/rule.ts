import type { PlainDate } from '../calendar/plain-date';
import { type Minor, minor, negate } from '../money/money';
import type { ShopDay } from './shop-day';

/** What a threshold counts: minor units of the shop's currency, days, hundredths of a per cent; or there is none. */
export type ThresholdUnit = 'amount' | 'days' | 'share' | 'none';

/** Every kind of alert rule, with the unit of its threshold and whether it concerns money (then it is for those who see money). */
export const ALERT_KINDS = {
  'available-below': { unit: 'amount', isMoney: true },
  'projected-negative': { unit: 'days', isMoney: true },
  'owed-above': { unit: 'amount', isMoney: true },
  'negative-for': { unit: 'days', isMoney: true },
  'payout-failed': { unit: 'none', isMoney: true },
  'late-dispatch-above': { unit: 'share', isMoney: false },
  'seller-fault-above': { unit: 'share', isMoney: false },
  'disputes-above': { unit: 'share', isMoney: true },
  'no-sign-in': { unit: 'days', isMoney: false },
  'no-activity': { unit: 'days', isMoney: false },
} as const satisfies Record<string, { readonly unit: ThresholdUnit; readonly isMoney: boolean }>;

export type AlertKind = keyof typeof ALERT_KINDS;

/** A seller's own rule. */
export interface AlertRule {
  readonly kind: AlertKind;
  /** In the unit of the kind; 0 for a kind without a threshold. */
  readonly threshold: bigint;
}

/** What a day showed of what a rule asks about. */
export type AlertReading =
  | { readonly unit: 'amount'; readonly amount: Minor; readonly on: PlainDate | null }
  | { readonly unit: 'days'; readonly days: number }
  | { readonly unit: 'share'; readonly part: bigint; readonly whole: bigint }
  | { readonly unit: 'none' };

/** Hundredths of a per cent in a whole. */
const WHOLE = 10_000n;

function ratio(part: number | bigint, whole: number | bigint): AlertReading {
  return { unit: 'share', part: BigInt(part), whole: BigInt(whole) };
}

/** The first day, from the day itself to the last that the rule looks ahead, at whose end the balance is below zero; else the lowest of them. */
function lookAhead({ day, available, ahead }: ShopDay, days: number): AlertReading {
  const seen = [{ day, available }, ...ahead.slice(0, days)];
  const worst =
    seen.find((one) => one.available < 0n) ??
    seen.reduce((lowest, one) => (one.available < lowest.available ? one : lowest));
  return { unit: 'amount', amount: worst.available, on: worst.day };
}

/** What a day shows of what a rule asks about. @example LDR of 3 late of 80 placed: { unit: "share", part: 3n, whole: 80n } */
export function readingOf({ kind, threshold }: AlertRule, shop: ShopDay): AlertReading {
  switch (kind) {
    case 'available-below':
      return { unit: 'amount', amount: shop.available, on: null };
    case 'owed-above':
      return { unit: 'amount', amount: shop.available < 0n ? negate(shop.available) : minor(0n), on: null };
    case 'projected-negative':
      return lookAhead(shop, Number(threshold));
    case 'negative-for':
      return { unit: 'days', days: shop.negativeDays };
    case 'payout-failed':
      return { unit: 'none' };
    case 'late-dispatch-above':
      return ratio(shop.measurement.lateCount, shop.measurement.placedCount);
    case 'seller-fault-above':
      return ratio(shop.measurement.sellerFaultCount, shop.measurement.placedCount);
    case 'disputes-above':
      return ratio(shop.openDisputes, shop.reserved);
    case 'no-sign-in':
      return { unit: 'days', days: shop.daysWithoutSignIn };
    case 'no-activity':
      return { unit: 'days', days: shop.idleDays };
  }
}

/**
 * Whether a rule's condition holds on a day: below or above its threshold, never at it; of days, once there are as many. A share of nothing is
 * 0. "Projected negative" also holds while the balance is negative: what was announced does not end by coming true.
 * @example available 50.00 is not below 50.00; 49.99 is
 */
export function isMet(rule: AlertRule, shop: ShopDay): boolean {
  if (rule.kind === 'payout-failed') return shop.payoutFailed;
  const reading = readingOf(rule, shop);
  if (reading.unit === 'share') return reading.part * WHOLE > rule.threshold * reading.whole && reading.whole > 0n;
  if (reading.unit === 'days') return BigInt(reading.days) >= rule.threshold;
  if (reading.unit === 'none') return false;
  if (rule.kind === 'projected-negative') return reading.amount < 0n;
  return rule.kind === 'available-below' ? reading.amount < rule.threshold : reading.amount > rule.threshold;
}

/** How far ahead the days must be known for a rule. */
export function aheadDaysOf({ kind, threshold }: AlertRule): number {
  return kind === 'projected-negative' ? Number(threshold) : 0;
}
