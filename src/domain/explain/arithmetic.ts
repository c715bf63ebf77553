import { formatMinor, type Minor, minus, negate, smaller, ZERO } from '../money/money';
import { exactProduct, rate, roundHalfUp } from '../money/rate';
import type { Basis } from '../settlement/component';
import { percent } from './component';

/** A step of an amount's arithmetic: what was done, and what it came to. */
export interface ArithmeticStep {
  readonly what: string;
  readonly result: string;
}

/** How an amount came about, step by step. */
export interface Arithmetic {
  readonly steps: readonly ArithmeticStep[];
  /** Whether the steps end at the amount: false where a stored amount is not what its own numbers make. */
  readonly isExact: boolean;
}

const magnitude = (amount: Minor): Minor => (amount < ZERO ? negate(amount) : amount);

/** Rules that take what is left of a hold (R5.3, R5.4). */
const WHAT_IS_LEFT: Readonly<Record<string, string>> = {
  'R5.3': 'What remained of the order’s hold on its release day',
  'R5.4': 'What of the hold was needed for what was owed',
};

function given({ rule }: Basis): string {
  return WHAT_IS_LEFT[rule] ?? 'As the facts say it: nothing is computed';
}

/** Rate x amount, rounded once (R1.2), capped, less what was counted before (R4.2, R4.3). Magnitudes. */
function computed(basis: Basis, by: string, of: Minor): { readonly steps: ArithmeticStep[]; readonly result: Minor } {
  const steps: ArithmeticStep[] = [];
  const exact = exactProduct(rate(by), of);
  steps.push({ what: `${percent(by)} × ${formatMinor(of)}`, result: exact });
  let result = roundHalfUp(rate(by), of);
  steps.push({ what: 'Rounded once to the cent, half up', result: formatMinor(result) });
  if (basis.cap !== undefined) {
    result = smaller(result, basis.cap);
    steps.push({ what: `At most ${formatMinor(basis.cap)}`, result: formatMinor(result) });
  }
  if (basis.before !== undefined) {
    result = minus(result, basis.before);
    steps.push({ what: `Less ${formatMinor(basis.before)} counted before`, result: formatMinor(result) });
  }
  return { steps, result };
}

/**
 * The arithmetic of one amount from the numbers that are kept with it: the product before rounding, the rounding, the cap, what was counted
 * before, a cut, the sign.
 * @param amount signed, as the line has it
 * @example arithmeticOf(minor(-506n), { rule: "R3.4", rate: "0.06", of: minor(8430n) }).steps
 * // 6 % × 84.30 = 5.058; rounded once to the cent, half up: 5.06; a minus on the shop's side: -5.06
 */
export function arithmeticOf(amount: Minor, basis: Basis): Arithmetic {
  if (basis.rate === undefined || basis.of === undefined) {
    return { steps: [{ what: given(basis), result: formatMinor(amount) }], isExact: true };
  }
  const { steps, result } = computed(basis, basis.rate, basis.of);
  const size = magnitude(amount);
  // The only amount that is cut after its arithmetic, and only ever to less (R5.6).
  const isCut = basis.rule === 'R5.1' && size < magnitude(result);
  if (isCut) steps.push({ what: 'Cut to what the statement would pay (R5.6)', result: formatMinor(size) });
  if (amount < ZERO) steps.push({ what: 'A cost to the shop, so with a minus', result: formatMinor(amount) });
  return { steps, isExact: isCut || size === magnitude(result) };
}
