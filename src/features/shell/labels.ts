import type { BilledDto, CauseDto, RecoveryDto, ShopContext } from '@/contracts/shell';
import { wallTime } from '@/domain/calendar/instant';
import { amountText, isZero } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';

/** Names the zone in which the pages' days are counted, once a page. */
export function zoneNote(zone: string): string {
  const name = zone === 'UTC' ? 'UTC' : `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`;
  return `Dates and times in ${name}, the marketplace’s zone.`;
}

const CHARGED = {
  'actual-shipping-fee': 'Shipping',
  'shipping-weight-discrepancy': 'A weight difference',
  'platform-penalty': 'A penalty',
  'late-dispatch-fee': 'A late dispatch fee',
  'ads-payment': 'Advertising',
} as const;

function chargedWhat(kind: string): string {
  return kind in CHARGED ? CHARGED[kind as keyof typeof CHARGED] : 'A charge';
}

/** How it came that the shop was below zero, in one sentence without a full stop. */
export function causeText({ event, order, kind, isCancelled, wasPaidOut }: CauseDto): string {
  const what = order === null ? 'your shop' : `order ${order}`;
  const named = order === null ? 'An order' : `Order ${order}`;
  switch (event) {
    case 'refund':
      return wasPaidOut
        ? `${named} was refunded after it had been paid out to you`
        : `${named} was refunded after it had settled`;
    case 'chargeback':
      return `A dispute about ${what} was decided for the buyer${wasPaidOut ? ', after it had been paid out to you' : ''}`;
    case 'charge':
      return isCancelled
        ? `Order ${order} was cancelled, and ${chargedWhat(kind).toLowerCase()} had been charged for it`
        : `${chargedWhat(kind)} was charged for ${what}${wasPaidOut ? ' after it had been paid out to you' : ''}`;
    case 'settlement':
      return `${named} cost more than it brought`;
    case 'adjustment':
      return `${chargedWhat(kind)} was posted to your shop`;
    case 'bill-payment-reversal':
      return 'A payment of yours was charged back by your bank';
    default:
      return `${named} took you below zero`;
  }
}

/** That more than the named line is below zero. */
export function othersText({ otherCount }: CauseDto): string {
  if (otherCount === 0) return '';
  return otherCount === 1 ? '; one more line is below zero' : `; ${otherCount} more lines are below zero`;
}

/** "negative-days 10" or "owed-over 100.00", as the reason of a measure. */
export function triggerText(trigger: string, owed: string, currency: string): string {
  const [kind, limit = ''] = trigger.split(' ');
  return kind === 'owed-over'
    ? `you owed ${amountText(owed, { currency })}, more than ${amountText(limit, { currency })}`
    : `you had owed for ${limit} days in a row, ${amountText(owed, { currency })} at the end`;
}

/** What comes if the seller does nothing: which order covers it and when, or that nothing known does. */
export function recoveryText({ on, order, event, frozenOn, frozenTrigger }: RecoveryDto, year: string): string {
  const frozen =
    frozenOn === null
      ? ''
      : ` Withdrawals are frozen on ${dayText(frozenOn, { year })}${frozenTrigger?.startsWith('negative-days') ? `, after ${frozenTrigger.split(' ')[1]} days below zero` : ''}.`;
  if (on === null) return `Nothing that is known so far covers it.${frozen}`;
  const day = dayText(on, { year });
  const who = event === 'reserve-used' ? 'your reserve' : order === null ? 'what settles' : `order ${order}`;
  return `If you do nothing, ${who} covers it on ${day}.${frozen}`;
}

/** What bills under way will do about what is owed; empty where there are none. */
export function billedText(
  { count, asked, clearing, clearsBy }: BilledDto,
  { zone, currency, today }: Pick<ShopContext, 'zone' | 'currency' | 'today'>,
): string {
  if (count === 0) return '';
  const bills = count === 1 ? 'A bill' : `${count} bills`;
  const all = amountText(asked, { currency });
  if (clearsBy === null || isZero(clearing)) return ` ${bills} for ${all} ${count === 1 ? 'is' : 'are'} under way.`;
  const wall = wallTime(clearsBy, zone);
  const day = wall.slice(0, 10) === today ? '' : `${dayText(wall.slice(0, 10), { year: today.slice(0, 4) })} `;
  const part = clearing === asked ? (count === 1 ? 'it' : 'all of it') : `${amountText(clearing, { currency })} of it`;
  return ` ${bills} for ${all} ${count === 1 ? 'is' : 'are'} under way; ${part} clears by ${day}${wall.slice(11, 16)}.`;
}
