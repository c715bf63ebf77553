import type {
  CashCalendarDto,
  CashEventKind,
  NextPayoutDto,
  TrendDto,
  WaterfallDto,
  WaterfallRow,
} from '@/contracts/overview';
import type { PayoutSchedule } from '@/domain/fact/fact';
import type { LineEvent } from '@/domain/statement/statement';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';

/** How the words of a page write money and days. */
export interface Style {
  readonly currency: string;
  /** The year that goes without saying. */
  readonly year: string;
}

/** One word for what a day of the calendar brings. */
export const CASH_WORDS = {
  settlement: 'settled',
  refund: 'refund',
  charge: 'charge',
  chargeback: 'chargeback',
  adjustment: 'adjustment',
  'reserve-withheld': 'reserve',
  'reserve-released': 'released',
  'reserve-used': 'reserve used',
  'bill-payment': 'you paid',
  'bill-payment-reversal': 'reversed',
  payout: 'payout',
  'payout-back': 'came back',
} as const satisfies Record<CashEventKind, string>;

/** What a statement or a part of a payout is about, before the order's id. */
export const ABOUT_WORDS = {
  settlement: 'sale of',
  refund: 'refund of',
  charge: 'charge for',
  chargeback: 'chargeback of',
  adjustment: 'adjustment of',
  'reserve-withheld': 'reserve of',
  'reserve-released': 'reserve released of',
  'reserve-used': 'reserve used of',
  'bill-payment': 'your payment',
  'bill-payment-reversal': 'payment reversed',
} as const satisfies Record<LineEvent, string>;

export const WATERFALL_WORDS = {
  sales: 'Gross sales',
  discounts: 'Discounts you gave',
  refunds: 'Refunds',
  shipping: 'Shipping',
  'return-shipping': 'Return shipping',
  fees: 'Fees, net of those given back',
  adjustments: 'Adjustments',
  'bill-payments': 'You paid',
  'reserve-withheld': 'Put into reserve',
  'reserve-released': 'Released from reserve',
  'reserve-used': 'Reserve used',
  payouts: 'Paid out to you',
  'payouts-back': 'Payouts that came back',
} as const satisfies Record<WaterfallRow, string>;

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When payouts are made, in words. */
export function scheduleText(schedule: PayoutSchedule): string {
  switch (schedule.schedule) {
    case 'daily':
      return 'Daily schedule, business days';
    case 'weekly':
      return `Weekly schedule, on ${WEEKDAYS[schedule.weekday]}`;
    case 'every-two-weeks':
      return `Schedule of every two weeks, on ${WEEKDAYS[schedule.weekday]}`;
    case 'monthly':
      return `Monthly schedule, on day ${schedule.dayOfMonth}`;
  }
}

/** What stands in the way of a payout, or that nothing does. */
export function payoutText(
  { obstacle, available, owed, expected, startedToday }: NextPayoutDto,
  { currency, year }: Style,
): string {
  const money = (value: string) => amountText(value, { currency });
  if (startedToday !== null && obstacle === 'below-minimum') {
    return `${money(startedToday.amount)} is on its way since today.${expected === null ? ' Nothing more is due yet.' : ''}`;
  }
  switch (obstacle) {
    case 'negative-balance':
      return `No payout while you owe ${money(owed)}.`;
    case 'shop-closed':
      return 'No payout yet: your shop was closed, and its money is withheld for a time.';
    case 'withdrawals-frozen':
      return 'No payout while withdrawals are frozen.';
    case 'payout-failed':
      return `${money(available)} waits until your bank account is confirmed or changed.`;
    case 'no-bank-account':
      return 'No payout without a verified bank account.';
    case 'below-minimum':
      return isZero(available)
        ? expected === null
          ? 'Nothing to pay out: nothing that is delivered waits to settle.'
          : 'Nothing to pay out today.'
        : `${money(available)} is less than the least that is paid out; it waits for more.`;
    case null:
      return expected === null
        ? 'The next payout takes all that is available.'
        : `${money(expected.amount)} on ${dayText(expected.on, { year })}.`;
  }
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function spelled(count: number): string {
  return NUMBERS[count] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stretchOfToday({ days, today }: CashCalendarDto): { readonly first: number; readonly last: number } | null {
  const at = days.findIndex(({ day }) => day === today);
  const isBelow = (index: number) => isNegative(days[index]?.available ?? '0');
  if (!isBelow(at)) return null;
  let first = at;
  let last = at;
  while (isBelow(first - 1)) first -= 1;
  while (isBelow(last + 1)) last += 1;
  return { first, last };
}

/** The finding of the calendar. */
export function calendarText(calendar: CashCalendarDto, { currency, year }: Style): string {
  const { days, today } = calendar;
  const on = (index: number) => dayText(days[index]?.day ?? today, { year });
  const ahead = days.filter(({ isForecast }) => isForecast).flatMap(({ events }) => events);
  const payouts = ahead.filter(({ kind, payout }) => kind === 'payout' && payout === null).length;
  const following =
    payouts === 0 ? '' : `; ${payouts === 1 ? 'one payout follows' : `${spelled(payouts)} payouts follow`}`;
  const below = stretchOfToday(calendar);
  if (below !== null) {
    const { first, last } = below;
    const since = first === 0 ? 'since before these weeks' : `since ${on(first)}`;
    if (last === days.length - 1)
      return `You are below zero ${since}, and nothing that is known so far takes you above it.`;
    const saved = days[last + 1]?.events[0];
    const how =
      saved === undefined
        ? ''
        : `. On ${on(last + 1)} ${saved.kind === 'settlement' ? 'a sale' : CASH_WORDS[saved.kind]} takes you above it${following}`;
    return `You are below zero ${first === 0 ? '' : `from ${on(first)} `}to ${on(last)}${how}.`;
  }
  if (payouts === 0) return 'No payout is expected in these weeks from what is known so far.';
  const sum = ahead.filter(({ kind, payout }) => kind === 'payout' && payout === null).map(({ amount }) => amount);
  const first = days.find(
    ({ isForecast, events }) => isForecast && events.some(({ kind, payout }) => kind === 'payout' && payout === null),
  );
  return sum.length === 1
    ? `One payout is expected, ${amountText(sum[0]?.slice(1) ?? '0', { currency })} on ${dayText(first?.day ?? today, { year })}.`
    : `${capital(spelled(sum.length))} payouts are expected from what is known, the first on ${dayText(first?.day ?? today, { year })}.`;
}

/** The finding of the trend. */
export function trendText({ span, weeks, settled, paidOut }: TrendDto, { currency }: Style): string {
  const money = (value: string) => amountText(value, { currency });
  const last = weeks.at(-1);
  const now =
    last === undefined || (isZero(last.settled) && isZero(last.paidOut))
      ? 'This week nothing has moved yet.'
      : `This week ${money(last.settled)} settled and ${money(last.paidOut)} was paid out.`;
  return `In ${span === 'year' ? 'a year' : '12 weeks'} ${money(settled)} settled and ${money(paidOut)} was paid out. ${now}`;
}

/** The finding of the waterfall. */
export function waterfallText({ rows }: WaterfallDto, { currency }: Style): string {
  const of = (row: WaterfallRow) => rows.find((one) => one.row === row)?.amount;
  const size = (value: string) => amountText(value.replace(/^-/, ''), { currency });
  const [sales, fees, refunds, payouts, withheld] = [
    of('sales'),
    of('fees'),
    of('refunds'),
    of('payouts'),
    of('reserve-withheld'),
  ];
  const parts = [
    ...(refunds === undefined ? [] : [`${size(refunds)} was refunded`]),
    ...(fees === undefined || !isNegative(fees) ? [] : [`${size(fees)} went to fees`]),
    ...(withheld === undefined ? [] : [`${size(withheld)} went into reserve`]),
    ...(payouts === undefined ? [] : [`${size(payouts)} was paid out to you`]),
  ];
  const listed = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  if (sales === undefined) return parts.length === 0 ? 'No sale settled.' : `No sale settled; ${listed}.`;
  return `${size(sales)} of sales settled${parts.length === 0 ? '' : `; ${listed}`}.`;
}
