import { type AlertPeriodDto, type AlertSay, readingWords, ruleTitle } from '@/contracts/alerts';
import type { AlertKind } from '@/domain/alert/rule';
import type { Currency } from '@/domain/money/money';
import { amountText } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';

/** How a page writes amounts and days; without the currency's sign where shops have several. */
export function pageSay(currency: Currency | null): AlertSay {
  return {
    amount: (value) => amountText(value, currency === null ? {} : { currency }),
    day: (day) => dayText(day, { style: 'short' }),
  };
}

/** @example titleOf({ kind: "owed-above", threshold: "50.00", currency: "USD" }) === "Owed above $50.00" */
export function titleOf({
  kind,
  threshold,
  currency,
}: {
  readonly kind: AlertKind;
  readonly threshold: string;
  readonly currency: Currency | null;
}): string {
  return ruleTitle(kind, threshold, pageSay(currency));
}

/** A time over which a rule held, in words. @example "4 Mar to 6 Mar: $60.00 owed" */
export function periodText(kind: AlertKind, { began, ended, reading }: AlertPeriodDto, currency: Currency): string {
  const say = pageSay(currency);
  const until = ended === null ? ', still' : ` to ${say.day(ended)}`;
  return `${say.day(began)}${until}: ${readingWords(kind, reading, say)}`;
}

/** @example timesText(2) === "2 times"; timesText(0) === "Never" */
export function timesText(count: number): string {
  return count === 0 ? 'Never' : count === 1 ? 'Once' : counted(count, 'time');
}
