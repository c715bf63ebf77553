import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { canonicalContent } from '@/domain/fact/canonical';
import type { RecordedFact } from '@/domain/fact/fact';
import { admitFacts } from '@/domain/fact/recording';
import { buildOrder, factsByOrder } from '@/domain/order/order';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { admit, booksThrough, emptyRecord, fact, record, recordBatches, type WireFact } from '../support/facts';
import { adjusted, at, happens, opens, payables, refunded, sells } from '../support/story';

const A = sells('A', { gross: '100.00', placed: '2026-01-05', delivered: '2026-01-07' });
const refusalsOf = (...wires: readonly WireFact[]) =>
  admit([...opens('2026-01-01'), ...wires]).refusals.map(({ field, reason }) => ({ field, reason }));

function books(batches: Parameters<typeof recordBatches>[0], day: string) {
  const made = replay(recordBatches(batches), POLICIES, plainDate(day));
  if (made === null) throw new Error('not open');
  return made;
}

const orderOfFacts = (recorded: readonly RecordedFact[], order = 'A') =>
  buildOrder(factsByOrder(recorded).get(order) ?? []);

describe('The same id again (R2.1)', () => {
  const adjustment = { ...adjusted('2026-01-05', '5.00'), id: 'adj-1' };

  it('with the same content is accepted and has no effect, however its amount is written: 5 is 5.00', () => {
    const { recorded, duplicates, refusals } = admit([
      ...opens('2026-01-01'),
      adjustment,
      { ...adjustment, amount: '5' },
    ]);
    expect({ recorded: recorded.length, duplicates, refusals }).toEqual({ recorded: 3, duplicates: 1, refusals: [] });
  });

  it('with other content is refused', () => {
    expect(refusalsOf(adjustment, { ...adjustment, amount: '6.00' })).toEqual([
      { field: 'id', reason: '"adj-1" is already recorded with other content; give a new fact an id of its own' },
    ]);
  });

  it('is compared with what is stored, not only within the batch', () => {
    const known = fact({ ...adjustment });
    const record = { ...emptyRecord(), contentById: new Map([['adj-1', canonicalContent(known)]]) };
    expect(admitFacts(record, [{ line: 1, fact: known }], POLICIES)).toMatchObject({ recorded: [], duplicates: 1 });
  });
});

describe('A late fact takes effect on the first open day (R2.2)', () => {
  it('an adjustment of 5 January that is told after the close of 10 January is a line of 11 January', () => {
    const late = books(
      [
        { firstOpenDay: '2026-01-01', facts: opens('2026-01-01') },
        { firstOpenDay: '2026-01-11', facts: [adjusted('2026-01-05', '5.00')] },
      ],
      '2026-01-12',
    );
    expect(payables(late)).toEqual(['2026-01-11 daily 5.00']);
  });

  it('a fact from before the opening takes effect on the day of the opening', () => {
    const recorded = record([...opens('2026-01-01'), { ...adjusted('2025-12-20', '5.00'), id: 'early' }]).find(
      (one) => one.fact.id === 'early',
    );
    expect([recorded?.occurredOn, recorded?.effectiveOn]).toEqual(['2025-12-20', '2026-01-01']);
  });

  it('a delivery of 7 January told after the close of 12 January still settles on 7 + 8 = 15 January', () => {
    const [placed, , delivered] = A as [WireFact, WireFact, WireFact];
    const late = books(
      [
        { firstOpenDay: '2026-01-01', facts: [...opens('2026-01-01'), placed] },
        { firstOpenDay: '2026-01-13', facts: [delivered] },
      ],
      '2026-01-31',
    );
    expect(payables(late)).toEqual(['2026-01-15 daily 94.00']);
  });

  it('a delivery of 7 January told on 20 January, after its day of settlement, settles on 20 January', () => {
    const [placed, , delivered] = A as [WireFact, WireFact, WireFact];
    const late = books(
      [
        { firstOpenDay: '2026-01-01', facts: [...opens('2026-01-01'), placed] },
        { firstOpenDay: '2026-01-20', facts: [delivered] },
      ],
      '2026-01-31',
    );
    expect(payables(late)).toEqual(['2026-01-20 daily 94.00']);
  });
});

describe('A fact may arrive before its order (R2.3)', () => {
  it('it is kept and has no effect until the order arrives', () => {
    const charge = happens('order.charged', '2026-01-03', { order: 'A', kind: 'fulfilment-fee', amount: '-2.00' });
    const recorded = record([...opens('2026-01-01'), charge]);
    expect(orderOfFacts(recorded)).toBeNull();
    expect(replay(recorded, POLICIES, plainDate('2026-01-31'))?.statements).toEqual([]);
  });

  it('once the order arrives it counts: 100.00 - 6.00 - 2.00 = 92.00', () => {
    const charge = happens('order.charged', '2026-01-03', { order: 'A', kind: 'fulfilment-fee', amount: '-2.00' });
    const late = books(
      [
        { firstOpenDay: '2026-01-01', facts: [...opens('2026-01-01'), charge] },
        { firstOpenDay: '2026-01-09', facts: A },
      ],
      '2026-01-31',
    );
    expect(payables(late)).toEqual(['2026-01-15 daily 92.00']);
  });

  it('a refund that turns out to exceed its order is kept, marked, and has no effect (R2.5)', () => {
    const recorded = recordBatches([
      { firstOpenDay: '2026-01-01', facts: [...opens('2026-01-01'), refunded('A', '2026-01-03', '100.01')] },
      { firstOpenDay: '2026-01-09', facts: A },
    ]);
    expect(orderOfFacts(recorded)).toMatchObject({
      refunds: [],
      ineffective: [{ reason: 'refunds of the order would exceed what it sold for (R4.5)' }],
    });
    expect(payables(replay(recorded, POLICIES, plainDate('2026-01-31')) as never)).toEqual(['2026-01-15 daily 94.00']);
  });
});

describe('An amount of 0.00 is legal and makes no line (R2.4)', () => {
  it('a charge, an adjustment and a refund of 0.00: no statement', () => {
    const recorded = record([
      ...opens('2026-01-01'),
      ...sells('A', { placed: '2026-01-02' }),
      happens('order.cancelled', '2026-01-03', { order: 'A', fault: 'buyer' }),
      happens('order.charged', '2026-01-04', { order: 'A', kind: 'fulfilment-fee', amount: '0.00' }),
      refunded('A', '2026-01-05', '0.00'),
      adjusted('2026-01-06', '0.00'),
    ]);
    expect(replay(recorded, POLICIES, plainDate('2026-01-31'))?.statements).toEqual([]);
  });

  it('a lost dispute of 0.00 makes none either: only the 94.00 of the order', () => {
    const told = [
      ...opens('2026-01-01'),
      ...A,
      happens('dispute.opened', '2026-01-20', { order: 'A', dispute: 'D', amount: '0.00' }),
      happens('dispute.lost', '2026-01-22', { order: 'A', dispute: 'D' }),
    ];
    expect(payables(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-15 daily 94.00']);
  });

  it('signs are not judged: a fulfilment fee of + 2.00 is owed to the shop', () => {
    const recorded = record([...opens('2026-01-01'), adjusted('2026-01-05', '2.00', 'platform-penalty')]);
    const made = replay(recorded, POLICIES, plainDate('2026-01-31'));
    expect(made?.statements.map((statement) => statement.payable)).toEqual([200n]);
  });
});

describe('Each thing happens once; what conflicts is refused with the cure (R2.5)', () => {
  const delivered = (day: string) => happens('order.delivered', day, { order: 'A' });
  const shipped = (day: string) => happens('order.shipped', day, { order: 'A' });
  const cancelled = (day: string) => happens('order.cancelled', day, { order: 'A', fault: 'buyer' });
  const placed = A[0] as WireFact;
  const dispute = (type: string, day: string, extra = {}) =>
    happens(`dispute.${type}`, day, { order: 'A', dispute: 'D-1', ...extra });

  it.each([
    ['placed', placed, { ...placed, occurredAt: at('2026-01-06') }],
    ['shipped', shipped('2026-01-06'), shipped('2026-01-07')],
    ['delivered', delivered('2026-01-07'), delivered('2026-01-08')],
    ['cancelled', cancelled('2026-01-07'), cancelled('2026-01-08')],
  ])('an order is %s once', (done, first, again) => {
    const before = done === 'placed' ? [] : [placed];
    expect(refusalsOf(...before, first, again)).toEqual([
      { field: 'order', reason: `order "A" is already ${done}; that happens once` },
    ]);
  });

  it('cancelled after delivery: that is a refund', () => {
    expect(refusalsOf(...A, cancelled('2026-01-08'))).toEqual([
      {
        field: 'order',
        reason: 'order "A" is already delivered; record an order.refunded instead of a cancellation',
      },
    ]);
  });

  it('delivered before a cancellation that is already recorded', () => {
    const known = record([...opens('2026-01-01'), placed, cancelled('2026-01-08')]);
    const stored = {
      ...emptyRecord(),
      book: POLICIES.us ?? null,
      firstOpenDay: plainDate('2026-01-01'),
      nextNo: known.length + 1,
      orders: factsByOrder(known),
    };
    const late = { line: 1, fact: fact(delivered('2026-01-07')) };
    expect(admitFacts(stored, [late], POLICIES).refusals).toEqual([
      {
        line: 1,
        field: 'occurredAt',
        reason: 'order "A" is recorded as cancelled after this delivery; a delivered order is refunded, not cancelled',
      },
    ]);
  });

  it('a dispute opens once', () => {
    const open = (day: string) => dispute('opened', day, { amount: '20.00' });
    expect(refusalsOf(...A, open('2026-01-08'), open('2026-01-09'))).toEqual([
      { field: 'dispute', reason: 'dispute "D-1" is already open; it opens once' },
    ]);
  });

  it('a dispute is decided once', () => {
    const open = dispute('opened', '2026-01-08', { amount: '20.00' });
    expect(refusalsOf(...A, open, dispute('won', '2026-01-09'), dispute('lost', '2026-01-10'))).toEqual([
      { field: 'dispute', reason: 'dispute "D-1" is already decided; it is decided once' },
    ]);
  });

  it('a dispute that nobody opened is not decided', () => {
    expect(refusalsOf(...A, dispute('lost', '2026-01-09'))).toEqual([
      {
        field: 'dispute',
        reason: 'dispute "D-1" of order "A" is not opened; record its dispute.opened first',
      },
    ]);
  });

  it('a dispute is not decided before its opening, told in an earlier batch', () => {
    const known = record([...opens('2026-01-01'), ...A, dispute('opened', '2026-01-10', { amount: '20.00' })]);
    const stored = {
      ...emptyRecord(),
      book: POLICIES.us ?? null,
      firstOpenDay: plainDate('2026-01-01'),
      nextNo: known.length + 1,
      orders: factsByOrder(known),
    };
    const early = { line: 1, fact: fact(dispute('won', '2026-01-09')) };
    expect(admitFacts(stored, [early], POLICIES).refusals).toEqual([
      { line: 1, field: 'occurredAt', reason: 'lies before the opening of dispute "D-1"' },
    ]);
  });

  it('a shop opens once', () => {
    expect(refusalsOf(...opens('2026-01-02').slice(0, 1))).toEqual([
      { field: 'shop', reason: 'shop "ivy" is already open; a shop opens once' },
    ]);
  });

  it('nothing is told of a shop that is not opened', () => {
    expect(admit([adjusted('2026-01-05', '5.00')]).refusals).toEqual([
      { line: 1, field: 'shop', reason: 'shop "ivy" is not opened; record its shop.opened first' },
    ]);
  });

  it('a marketplace without a policy book is refused', () => {
    expect(admit(opens('2026-01-01', { marketplace: 'mars' })).refusals[0]).toEqual({
      line: 1,
      field: 'marketplace',
      reason: '"mars" has no policy book; use one of us, br, sea',
    });
  });

  it('a shop does not open before the first policy, 2000-01-01 (R1.5)', () => {
    expect(admit(opens('1999-12-31')).refusals[0]).toEqual({
      line: 1,
      field: 'occurredAt',
      reason: 'lies before 2000-01-01, when the policy of us begins',
    });
  });
});

describe('Refunds of an order may not exceed gross - sellerDiscount (R4.5)', () => {
  it('60.00 + 30.01 of 100.00 - 10.00 is refused; at most 30.00 is left', () => {
    const sale = sells('A', { gross: '100.00', discount: '10.00', placed: '2026-01-05', delivered: '2026-01-07' });
    expect(refusalsOf(...sale, refunded('A', '2026-01-08', '60.00'), refunded('A', '2026-01-09', '30.01'))).toEqual([
      {
        field: 'lines',
        reason: 'refunds of order "A" would come to 90.01, more than the 90.00 that it sold for; refund at most 30.00',
      },
    ]);
  });

  it('60.00 + 30.00 of 100.00 - 10.00 is all of it, and accepted', () => {
    const sale = sells('A', { gross: '100.00', discount: '10.00', placed: '2026-01-05', delivered: '2026-01-07' });
    expect(refusalsOf(...sale, refunded('A', '2026-01-08', '60.00'), refunded('A', '2026-01-09', '30.00'))).toEqual([]);
  });
});

describe('The order of a file does not matter (R2.5)', () => {
  it('the opening may stand last, a refund before its order', () => {
    const told = [...opens('2026-01-01'), ...A, refunded('A', '2026-01-20', '100.00')].map((wire, index) => ({
      id: `f-${index}`,
      ...wire,
    }));
    const inOrder = admit(told).recorded;
    const reversed = admit([...told].reverse()).recorded;
    expect(reversed).toEqual(inOrder);
  });

  it('of two refunds that do not both fit, the earlier by (occurredAt, id) stands, wherever it is in the file', () => {
    const early = refunded('A', '2026-01-08', '80.00');
    const late = refunded('A', '2026-01-09', '30.00');
    const { recorded, refusals } = admit([...opens('2026-01-01'), late, ...A, early]);
    expect(refusals.map((refusal) => refusal.line)).toEqual([3]);
    expect(orderOfFacts(recorded)?.refunds).toHaveLength(1);
  });

  it('at the same moment the id decides', () => {
    const first = { ...refunded('A', '2026-01-08', '80.00'), id: 'a' };
    const second = { ...refunded('A', '2026-01-08', '30.00'), id: 'b' };
    expect(admit([...opens('2026-01-01'), second, ...A, first]).refusals.map((refusal) => refusal.line)).toEqual([3]);
  });
});
