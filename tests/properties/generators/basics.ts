import fc from 'fast-check';
import { amountText, cents } from '../oracle/cents';

/** Days after the opening and minute of that day, UTC. */
export interface Moment {
  readonly day: number;
  readonly minute: number;
}

/** A fact before it has a shop and a calendar; `at` is relative to the opening. */
export interface Draft {
  readonly type: string;
  readonly at: Moment;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Amounts of every size, with the zeros and halves that rounding trips over; never negative. */
export const amount: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant(0n) },
    { weight: 2, arbitrary: fc.bigInt({ min: 1n, max: 100n }) },
    { weight: 4, arbitrary: fc.bigInt({ min: 100n, max: 120_00n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 1n, max: 400n }).map((quarters) => quarters * 25n) },
    { weight: 1, arbitrary: fc.bigInt({ min: 300_00n, max: 3000_00n }) },
  )
  .map(amountText);

/** What a fee is like: small beside an order, now and then larger than it. */
export const feeAmount: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 15_00n }).map(amountText) },
  { weight: 1, arbitrary: amount },
);

export const signed = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.boolean(), of).map(([minus, text]) => (minus ? amountText(-cents(text)) : text));

export const moment = (min: number, max: number): fc.Arbitrary<Moment> =>
  fc.record({ day: fc.integer({ min, max }), minute: fc.integer({ min: 0, max: 1439 }) });

export const maybe = <T>(chance: number, of: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: chance, arbitrary: of }, { weight: 100 - chance, arbitrary: fc.constant(null) });

export const after = (base: Moment, later: Moment): Moment => ({ day: base.day + later.day, minute: later.minute });
