import type { ChainStepDto, ChoiceDto, OutcomeDto } from '@/contracts/negative-balance';
import type { Measure } from '@/domain/policy/policy';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';

/** What a measure does, once it is applied. */
export const MEASURE_DONE = {
  'suspend-promotions': 'promotions suspended',
  'freeze-withdrawals': 'withdrawals frozen',
  'deactivate-shop': 'your shop deactivated',
} as const satisfies Record<Measure, string>;

const MEASURE_SINCE = {
  'suspend-promotions': 'Promotions have been suspended',
  'freeze-withdrawals': 'Withdrawals have been frozen',
  'deactivate-shop': 'Your shop has been deactivated',
} as const satisfies Record<Measure, string>;

/** @example sinceText("freeze-withdrawals", …) === "Withdrawals have been frozen since Fri 6 Mar" */
export function sinceText(measure: Measure, since: string, year: string): string {
  return `${MEASURE_SINCE[measure]} since ${dayText(since, { year })}`;
}

/** @example listed(["a", "b", "c"]) === "a, b and c" */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** What a list of measures does. */
export function measuresText(measures: readonly Measure[]): string {
  return listed(measures.map((measure) => MEASURE_DONE[measure]));
}

/** @example ordinal(10) === "10th" */
export function ordinal(count: number): string {
  const teen = count % 100 > 10 && count % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

/** When the balance is above zero after a choice. */
export function aboveZeroText({ aboveZeroOn, isAboveZeroNow }: OutcomeDto, year: string): string {
  if (isAboveZeroNow) return 'once cleared';
  return aboveZeroOn === null ? 'not known yet' : dayText(aboveZeroOn, { year });
}

/** What starts if the balance stays below zero after a choice. */
export function stopsText({ measures, isAboveZeroNow }: OutcomeDto, year: string): string {
  if (isAboveZeroNow) return 'none';
  return measures === null ? 'none expected' : `${dayText(measures.on, { year })}: ${measuresText(measures.what)}`;
}

/** The name of a row of "What each choice does". */
export function choiceText({ key, outcome }: ChoiceDto, isPartBilled: boolean): string {
  switch (key) {
    case 'full':
      return isPartBilled ? 'All that can still be billed' : 'All of it';
    case 'statements':
      return 'Selected statements';
    case 'amount':
      return `Another amount, ${amountText(outcome.pays)}`;
    case 'example':
      return `Another amount, for example ${amountText(outcome.pays)}`;
    case 'nothing':
      return 'Nothing: wait';
  }
}

type Hit = Extract<ChainStepDto, { readonly kind: 'hit' }>;

/** What took the balance below zero, as a head without a full stop. */
export function hitTitle({ event, order, componentKind, isCancelled }: Hit): string {
  const of = order === null ? '' : ` of order ${order}`;
  switch (event) {
    case 'refund':
      return order === null ? 'An order was refunded' : `Order ${order} was refunded`;
    case 'chargeback':
      return `A dispute about ${order === null ? 'an order' : `order ${order}`} was decided for the buyer`;
    case 'charge':
      return isCancelled ? `Order ${order ?? ''} was cancelled after it had been shipped` : `A charge was made${of}`;
    case 'settlement':
      return order === null ? 'An order cost more than it brought' : `Order ${order} cost more than it brought`;
    case 'bill-payment-reversal':
      return 'A payment of yours was taken back by your bank';
    case 'adjustment':
      return componentKind === 'platform-penalty' ? 'A penalty was posted' : 'A charge was posted to your shop';
    default:
      return 'It went below zero';
  }
}

/** Why it was possible that a statement came below zero. */
export function hitText({ reason, wasPaidOut, event, isCancelled }: Hit): string {
  const given = reason === null || reason === '' ? '' : `The reason given: “${reason}”. `;
  const left = wasPaidOut
    ? 'The money had been paid out to you, so the balance went below zero.'
    : event === 'settlement' || isCancelled
      ? 'Its costs came to more than the sale.'
      : 'More was taken than you had open.';
  return `${given}${left}`;
}
