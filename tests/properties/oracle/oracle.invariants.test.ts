import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlyStream, lateStream, operatedStream, recordedStream, shopStream, shuffled } from '../generators';
import { cents, total } from './cents';
import { plusDays } from './days';
import { type OracleBooks, oracleBooks } from './index';
import { recordAtOnce } from './stamp';

const anyStream = fc.oneof(recordedStream, lateStream, operatedStream, earlyStream);

const sum = (amounts: readonly string[]): bigint => total(amounts.map(cents));

/** R12, as far as books can show it. */
function expectInvariants(books: OracleBooks): void {
  for (const statement of books.statements) {
    const { revenue, shipping, fees, adjustments, settlement, reserveNet, payable, components } = statement;
    expect(sum(components.map((component) => component.amount))).toBe(cents(payable));
    expect(sum([revenue, shipping, fees, adjustments])).toBe(cents(settlement));
    expect(sum([settlement, reserveNet])).toBe(cents(payable));
    expect(components.every((component) => component.amount !== '0.00')).toBe(true);
    expect(statement.status === 'pending').toBe(statement.open !== '0.00');
  }
  const opens = books.statements.map((statement) => cents(statement.open));
  expect(opens.some((open) => open > 0n) && opens.some((open) => open < 0n)).toBe(false);
  for (const hold of books.holds) {
    expect(sum([hold.released, hold.used, hold.remaining])).toBe(cents(hold.withheld));
    expect(cents(hold.remaining) >= 0n).toBe(true);
  }
  const standing = books.payouts.filter((payout) => payout.status === 'processing' || payout.status === 'paid');
  expect(books.payouts.every((payout) => cents(payout.amount) >= 100n)).toBe(true);
  // 11: everything but reserves = payouts + what is open + what is in reserve.
  expect(sum(books.statements.map((statement) => statement.settlement))).toBe(
    sum(standing.map((payout) => payout.amount)) + total(opens) + cents(books.balance.reserved),
  );
  // 8: no order settles twice.
  const settled = books.holds.map((hold) => hold.order);
  expect(new Set(settled).size).toBe(settled.length);
}

describe('the oracle keeps the invariants of R12', { timeout: 60_000 }, () => {
  it('payable, settlement, open, holds and payouts add up on any stream', () => {
    fc.assert(
      fc.property(anyStream, ({ recorded, through }) => expectInvariants(oracleBooks(recorded, { through }))),
      { numRuns: 60 },
    );
  });

  it('what a statement said when it closed it says for ever', () => {
    fc.assert(
      fc.property(anyStream, fc.integer({ min: 1, max: 60 }), ({ recorded, through }, earlier) => {
        const frozen = (books: OracleBooks) =>
          books.statements.map(({ no, day, kind, payable, components }) => ({ no, day, kind, payable, components }));
        const before = frozen(oracleBooks(recorded, { through: plusDays(through, -earlier) }));
        expect(frozen(oracleBooks(recorded, { through })).slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('books as of a day do not know what was recorded with effect after it', () => {
    fc.assert(
      fc.property(lateStream, fc.integer({ min: 1, max: 90 }), ({ batches, recorded, openedOn }, days) => {
        const through = plusDays(openedOn, days);
        const known = new Set(
          batches
            .filter((batch) => batch.firstOpenDay <= through)
            .flatMap((batch) => batch.facts.map((fact) => fact.id)),
        );
        const then = recorded.filter((entry) => known.has(entry.fact.id));
        expect(oracleBooks(recorded, { through })).toEqual(oracleBooks(then, { through }));
      }),
      { numRuns: 40 },
    );
  });

  it('the order of facts within a batch changes nothing', () => {
    const streams = shopStream.chain((stream) =>
      shuffled(stream.facts).map((facts) => ({ ...stream, shuffledFacts: facts })),
    );
    fc.assert(
      fc.property(streams, ({ facts, shuffledFacts, through }) => {
        expect(oracleBooks(recordAtOnce(shuffledFacts), { through })).toEqual(
          oracleBooks(recordAtOnce(facts), { through }),
        );
      }),
      { numRuns: 30 },
    );
  });
});
