import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import type { Fact, RecordedFact } from '@/domain/fact/fact';
import { formatMinor, type Minor } from '@/domain/money/money';
import { buildOrder, factsByOrder } from '@/domain/order/order';
import { closeInRuns, wholeForm } from '../support/day-by-day';
import { booksOf, endsOf, lateShop, operatedShop } from '../support/engine-streams';
import { recordBatches, type WireFact } from '../support/facts';
import { oracleForm } from '../support/oracle-form';
import { lateStream, recordedStream, shopStream, shuffled } from './generators';
import { comparable } from './oracle/comparable';

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
const recorded = ({ openedOn, facts }: { openedOn: string; facts: readonly WireFact[] }) =>
  recordBatches([{ firstOpenDay: openedOn, facts }]);
const form = (facts: readonly RecordedFact[], through: string) => comparable(oracleForm(booksOf(facts, through)));

describe('The result does not depend on how days are grouped into runs (R11)', { timeout: 60_000 }, () => {
  it('days closed in runs of any length, loading what a database would load, equal one replay: with a bank, a seller and ops at work', () => {
    fc.assert(
      fc.property(operatedShop, lengths, ({ facts, ...stream }, cuts) => {
        const kept = closeInRuns(facts, endsOf(stream.openedOn, stream.through, cuts));
        expect(wholeForm(kept)).toEqual(wholeForm(booksOf(facts, stream.through)));
      }),
      { numRuns: 40 },
    );
  });

  it('the same for facts that come late and before their orders', () => {
    fc.assert(
      fc.property(lateShop, lengths, ({ facts, ...stream }, cuts) => {
        const kept = closeInRuns(facts, endsOf(stream.openedOn, stream.through, cuts));
        expect(wholeForm(kept)).toEqual(wholeForm(booksOf(facts, stream.through)));
      }),
      { numRuns: 40 },
    );
  });

  it('facts of commands that take effect at their moment, before the day closes, come to the same books (R6.1)', () => {
    fc.assert(
      fc.property(operatedShop, lengths, ({ facts, ...stream }, cuts) => {
        const ends = endsOf(stream.openedOn, stream.through, cuts);
        const kept = closeInRuns(facts, ends, { atTheirMoments: true });
        expect(wholeForm(kept)).toEqual(wholeForm(booksOf(facts, stream.through)));
      }),
      { numRuns: 60 },
    );
  });

  it('one day at a time equals all at once', () => {
    fc.assert(
      fc.property(operatedShop, ({ facts, ...stream }) => {
        const kept = closeInRuns(facts, endsOf(stream.openedOn, stream.through, [1]));
        expect(wholeForm(kept)).toEqual(wholeForm(booksOf(facts, stream.through)));
      }),
      { numRuns: 15 },
    );
  });
});

describe('Books as of a day are what closing through it gave (R11, R12.12)', { timeout: 60_000 }, () => {
  it('whatever was recorded after it', () => {
    fc.assert(
      fc.property(lateStream, fc.integer({ min: 0, max: 110 }), (stream, days) => {
        const day = endsOf(stream.openedOn, stream.through, [days + 1])[0] ?? plainDate(stream.openedOn);
        const known = recordBatches(stream.batches.filter((batch) => batch.firstOpenDay <= day));
        const all = recordBatches(stream.batches);
        expect(wholeForm(booksOf(all, day))).toEqual(wholeForm(closeInRuns(known, [day])));
      }),
      { numRuns: 40 },
    );
  });

  it('what a statement said when it closed, later books repeat', () => {
    fc.assert(
      fc.property(lateStream, fc.integer({ min: 1, max: 60 }), (stream, days) => {
        const facts = recordBatches(stream.batches);
        const frozen = (through: string) =>
          booksOf(facts, through).statements.map(
            ({ open: _open, status: _status, payout: _payout, ...closed }) => closed,
          );
        const day = endsOf(stream.openedOn, stream.through, [days])[0] ?? plainDate(stream.openedOn);
        const before = frozen(day);
        expect(frozen(stream.through).slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

describe('What may not matter does not', { timeout: 60_000 }, () => {
  it('the order of facts within a file (R2.5)', () => {
    const files = shopStream.chain((stream) => shuffled(stream.facts).map((other) => ({ ...stream, other })));
    fc.assert(
      fc.property(files, ({ facts, other, openedOn }) => {
        expect(recorded({ openedOn, facts: other })).toEqual(recorded({ openedOn, facts }));
      }),
      { numRuns: 30 },
    );
  });

  it('the same file imported twice (R2.1)', () => {
    fc.assert(
      fc.property(shopStream, ({ facts, openedOn }) => {
        const batch = { firstOpenDay: openedOn, facts };
        expect(recordBatches([batch, batch])).toEqual(recordBatches([batch]));
      }),
      { numRuns: 30 },
    );
  });

  it("another shop's books, handled before or after", () => {
    fc.assert(
      fc.property(recordedStream, recordedStream, (one, other) => {
        const first = wholeForm(booksOf(recorded(one), one.through));
        booksOf(recorded(other), other.through);
        expect(wholeForm(booksOf(recorded(one), one.through))).toEqual(first);
      }),
      { numRuns: 15 },
    );
  });

  it('how a refund is cut into two of the same day (R4.2, R4.3)', () => {
    fc.assert(
      fc.property(recordedStream, fc.integer({ min: 0, max: 99 }), (stream, choice) => {
        const facts = recorded(stream);
        const whole = refundToSplit(facts, choice);
        if (whole === null) return;
        const halves = stream.facts.flatMap((told) => (told.id === whole.id ? inTwo(told, whole.amount) : [told]));
        const split = recordBatches([{ firstOpenDay: stream.openedOn, facts: halves }]);
        expect(split).toHaveLength(facts.length + 1);
        expect(form(split, stream.through)).toEqual(form(facts, stream.through));
      }),
      { numRuns: 60 },
    );
  });

  // 400 years are 146,097 days: whole weeks, the same months, leap days and holidays. A shift by less would move monthly evaluations.
  it('the century: all facts 400 years later give the same books 400 years later', () => {
    const later = (text: string) => text.replace(/\b20(\d\d)-(?=\d\d-\d\d)/g, '24$1-');
    fc.assert(
      fc.property(recordedStream, ({ facts, openedOn, through }) => {
        const shifted = JSON.parse(later(JSON.stringify(facts))) as WireFact[];
        const now = form(recordBatches([{ firstOpenDay: openedOn, facts }]), through);
        const then = form(recordBatches([{ firstOpenDay: later(openedOn), facts: shifted }]), later(through));
        expect(then).toEqual(JSON.parse(later(JSON.stringify(now))));
      }),
      { numRuns: 25 },
    );
  });
});

/** One of the refunds that have effect, of a single line of at least two cents. */
function refundToSplit(facts: readonly RecordedFact[], choice: number): { id: string; amount: bigint } | null {
  const effective = [...factsByOrder(facts).values()].flatMap((ofOrder) => buildOrder(ofOrder)?.refunds ?? []);
  const possible = effective.flatMap(({ fact }) => {
    const amount = fact.lines[0]?.amount ?? 0n;
    return amount >= 2n ? [{ id: (fact as Fact).id, amount }] : [];
  });
  return possible[choice % Math.max(1, possible.length)] ?? null;
}

/** The refund in two parts, one after the other by id; the return shipping stays with the first. */
function inTwo(told: WireFact, amount: bigint): WireFact[] {
  const { returnShippingCost: _cost, ...rest } = told;
  const [line] = told.lines as { sku: string; quantity: number }[];
  const part = (cents: bigint) => [{ ...line, amount: formatMinor(cents as Minor) }];
  const first = amount / 3n + 1n;
  return [
    { ...told, lines: part(first) },
    { ...rest, id: `${String(told.id)}!`, refund: `${String(told.refund)}!`, lines: part(amount - first) },
  ];
}

describe('The streams are worth the name', { timeout: 30_000 }, () => {
  it('they hold refunds, disputes, draws, payouts that fail and come back, and bills that clear and are reversed', () => {
    const kinds = new Set<string>();
    for (const { facts, through } of fc.sample(operatedShop, { numRuns: 120, seed: 7 })) {
      for (const { fact } of facts) kinds.add(fact.type);
      for (const statement of booksOf(facts, through).statements) kinds.add(statement.kind);
    }
    const told = [
      'order.refunded',
      'dispute.lost',
      'payout.failed',
      'payout.returned',
      'bill.cleared',
      'bill.reversed',
    ];
    expect([...kinds]).toEqual(expect.arrayContaining([...told, 'reserve-draw', 'appeal.granted']));
  });
});
