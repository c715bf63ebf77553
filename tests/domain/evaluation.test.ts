import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { evaluationWindow, levelFor, levelZeroReason } from '@/domain/evaluation/reserve-level';
import { tierFor } from '@/domain/evaluation/tier';
import { minor } from '@/domain/money/money';
import { us } from '@/domain/policy/books/us';
import type { Policy } from '@/domain/policy/policy';
import type { Books } from '@/domain/replay';
import { booksThrough, type WireFact } from '../support/facts';
import { adjusted, at, daysOf, happens, levelSet, opens, sells } from '../support/story';

const policy = us.versions[0] as Policy;
const OPEN = opens('2026-01-01');
const through = (day: string, ...told: readonly WireFact[]) => booksThrough([...OPEN, ...told], day);
const tiers = (books: Books) => books.state.tiers.map(({ from, tier }) => `${from} ${tier}`);
const levels = (books: Books) => books.state.levels.map(({ from, level, reason }) => `${from} ${level} ${reason}`);
const score = (day: string, value: string, extra = {}) =>
  happens('shop.score-changed', day, { score: value, ...extra });

describe('Settlement tiers by Shop Performance Score (R10.1)', () => {
  it.each([
    [null, 'standard'],
    ['0.0', 'standard'],
    ['3.4999', 'standard'],
    ['3.5', 'accelerated'],
    ['3.9999', 'accelerated'],
    ['4.0', 'express'],
    ['5.0', 'express'],
  ])('score %s: %s', (value, tier) => {
    expect(tierFor({ probation: false, score: value }, policy)).toBe(tier);
  });

  it('on probation introductory, whatever the score', () => {
    expect(tierFor({ probation: true, score: '5.0' }, policy)).toBe('introductory');
  });

  it('a change on 10 January is in effect from 11 January', () => {
    expect(tiers(through('2026-01-12', score('2026-01-10', '4.2')))).toEqual([
      '2026-01-01 standard',
      '2026-01-11 express',
    ]);
  });

  it('of several on a day the last counts', () => {
    const told = [score('2026-01-10', '4.2'), score('2026-01-10', '3.6', { occurredAt: at('2026-01-10', '11:00') })];
    expect(tiers(through('2026-01-12', ...told))).toEqual(['2026-01-01 standard', '2026-01-11 accelerated']);
  });

  it('at the same moment the last by id counts, wherever it is in the file', () => {
    const told = [score('2026-01-10', '3.6', { id: 'b' }), score('2026-01-10', '4.2', { id: 'a' })];
    expect(tiers(through('2026-01-12', ...told)).at(-1)).toBe('2026-01-11 accelerated');
  });

  it('the end of probation gives the tier of the score', () => {
    const told = [
      ...opens('2026-01-01', { probation: true, score: '4.2' }),
      happens('shop.probation-ended', '2026-01-20'),
    ];
    expect(tiers(booksThrough(told, '2026-01-21'))).toEqual(['2026-01-01 introductory', '2026-01-21 express']);
  });

  it('every change is an event (R10.4); a score within the tier is none', () => {
    const books = through('2026-01-15', score('2026-01-10', '4.2'), score('2026-01-12', '4.6'));
    expect(daysOf(books, 'tier-changed')).toEqual(['2026-01-10']);
  });
});

describe('The reserve level at the opening (R10.2)', () => {
  it('3 for a shop off probation, 1 for one on it', () => {
    expect(levels(through('2026-01-02'))).toEqual(['2026-01-01 3 opening']);
    expect(levels(booksThrough(opens('2026-01-01', { probation: true }), '2026-01-02'))).toEqual([
      '2026-01-01 1 opening',
    ]);
  });
});

const measured = (placedCount: number, lateCount: number, sellerFaultCount: number, probation = false) => {
  const window = evaluationWindow(plainDate('2026-03-01'), policy);
  return levelFor(
    { windowFrom: window.from, windowTo: window.to, placedCount, lateCount, sellerFaultCount },
    probation,
    policy,
  );
};

describe('Levels 1 to 3 by late dispatch and cancellations by fault (R10.2)', () => {
  it.each([
    ['LDR 81 / 1000 = 8.1 % is more than 8 %', 1000, 81, 0, 1],
    ['LDR 80 / 1000 is exactly 8 %', 1000, 80, 0, 2],
    ['LDR 41 / 1000 = 4.1 % is more than 4 %', 1000, 41, 0, 2],
    ['LDR 40 / 1000 is exactly 4 %', 1000, 40, 0, 3],
    ['SFCR 51 / 1000 = 5.1 % is more than 5 %', 1000, 0, 51, 1],
    ['SFCR 50 / 1000 is exactly 5 %', 1000, 0, 50, 2],
    ['SFCR 26 / 1000 = 2.6 % is more than 2.5 %', 1000, 0, 26, 2],
    ['SFCR 25 / 1000 is exactly 2.5 %', 1000, 0, 25, 3],
    ['the stricter of both: LDR 4.1 %, SFCR 5.1 %', 1000, 41, 51, 1],
    ['no orders: both rates are 0', 0, 0, 0, 3],
  ])('%s', (_why, placed, late, fault, level) => {
    expect(measured(placed, late, fault)).toBe(level);
  });

  it('probation is level 1, with no fault at all', () => {
    expect(measured(1000, 0, 0, true)).toBe(1);
  });
});

describe('Evaluated on the 1st of each month over orders placed on t-45 .. t-15 (R10.2)', () => {
  const late = (order: string, placed: string) => sells(order, { placed, shipBy: at(placed, '23:00') });
  const lastMeasurement = (...told: readonly WireFact[]) =>
    through('2026-02-28', ...told).state.levels.at(-1)?.measurement;

  it('for 1 March 2026: 15 January to 14 February', () => {
    expect(evaluationWindow(plainDate('2026-03-01'), policy)).toEqual({ from: '2026-01-15', to: '2026-02-14' });
  });

  it('orders of 15 January and 14 February count, those of 14 January and 15 February do not', () => {
    const told = ['2026-01-14', '2026-01-15', '2026-02-14', '2026-02-15'].flatMap((day, index) =>
      late(`O-${index}`, day),
    );
    expect(lastMeasurement(...told)).toMatchObject({ placedCount: 2, lateCount: 2 });
  });

  it('the books of 28 February show the level of 1 March, with what was measured', () => {
    expect(levels(through('2026-02-28', ...late('A', '2026-01-20')))).toEqual([
      '2026-01-01 3 opening',
      '2026-02-01 3 evaluation',
      '2026-03-01 1 evaluation',
    ]);
  });

  it('shipped after shipBy is late; shipped before it is not', () => {
    const told = [
      ...sells('A', { placed: '2026-01-20', shipBy: at('2026-01-21', '09:59'), shipped: '2026-01-21' }),
      ...sells('B', { placed: '2026-01-20', shipBy: at('2026-01-21', '10:00'), shipped: '2026-01-21' }),
    ];
    expect(lastMeasurement(...told)).toMatchObject({ placedCount: 2, lateCount: 1 });
  });

  it('not shipped and cancelled is not late; not shipped and due later is not late', () => {
    const told = [
      ...late('A', '2026-01-20'),
      happens('order.cancelled', '2026-01-25', { order: 'A', fault: 'buyer' }),
      ...sells('B', { placed: '2026-01-20', shipBy: at('2026-03-01', '00:00') }),
    ];
    expect(lastMeasurement(...told)).toMatchObject({ placedCount: 2, lateCount: 0, sellerFaultCount: 0 });
  });

  it("only cancellations by the seller's fault count", () => {
    const told = ['seller', 'buyer', 'platform'].flatMap((fault) => [
      ...sells(fault, { placed: '2026-01-20' }),
      happens('order.cancelled', '2026-01-20', { order: fault, fault }),
    ]);
    expect(lastMeasurement(...told)).toMatchObject({ placedCount: 3, sellerFaultCount: 1 });
  });

  it('what is not known by the end of t-1 does not count: cancelled on 1 March', () => {
    const told = [
      ...sells('A', { placed: '2026-01-20', shipBy: at('2026-04-01') }),
      happens('order.cancelled', '2026-03-01', { order: 'A', fault: 'seller' }),
    ];
    const books = through('2026-03-01', ...told);
    expect(books.state.levels.at(-1)?.measurement).toMatchObject({ placedCount: 1, sellerFaultCount: 0 });
  });
});

describe('Level 0 at any time (R10.3)', () => {
  const held = [
    levelSet('2026-01-01', 1),
    ...sells('A', { gross: '1063.83', placed: '2026-01-02', delivered: '2026-01-03' }),
  ];
  const dispute = (amount: string) => happens('dispute.opened', '2026-01-14', { order: 'A', dispute: 'D', amount });

  it.each([
    [8500n, 'disputes'],
    [8499n, null],
  ])('open disputes of %d minor units against a reserve of 100.00: %s', (openDisputes, reason) => {
    expect(
      levelZeroReason({ riskFlagged: false, openDisputes: minor(openDisputes), reserved: minor(10000n) }, policy),
    ).toBe(reason);
  });

  it('with nothing in reserve disputes do not count', () => {
    expect(levelZeroReason({ riskFlagged: false, openDisputes: minor(8500n), reserved: minor(0n) }, policy)).toBeNull();
  });

  it('in the books: reserve 10 % x 1,000.00 = 100.00, disputes of 85.00 opened on 5 February: level 0 from 6 February', () => {
    // 1,063.83 - 6 % = 63.83 settles at 1,000.00 on 28 January, held until 19 February.
    const told = [
      levelSet('2026-01-10', 1),
      ...sells('A', { gross: '1063.83', placed: '2026-01-19', delivered: '2026-01-20' }),
      happens('dispute.opened', '2026-02-05', { order: 'A', dispute: 'D', amount: '85.00' }),
    ];
    const books = through('2026-02-10', ...told);
    expect(levels(books).slice(-2)).toEqual(['2026-02-01 3 evaluation', '2026-02-06 0 disputes']);
    expect(books.state.levels.at(-1)).toMatchObject({ openDisputes: 8500n, reserved: 10000n });
  });

  it('a level that ops set holds until the next evaluation, disputes or not', () => {
    expect(levels(through('2026-01-20', ...held, dispute('99.00'))).at(-1)).toBe('2026-01-02 1 set-by-ops');
  });

  it('the evaluation that finds the disputes still open gives level 0', () => {
    expect(levels(through('2026-01-31', ...held, dispute('99.00'))).at(-1)).toBe('2026-02-01 0 disputes');
  });

  it('flagged as a risk on 10 January: level 0 from 11 January, until the evaluation after the flag is cleared', () => {
    const told = [happens('shop.risk-flagged', '2026-01-10'), happens('shop.risk-cleared', '2026-01-15')];
    expect(levels(through('2026-01-31', ...told))).toEqual([
      '2026-01-01 3 opening',
      '2026-01-11 0 risk',
      '2026-02-01 3 evaluation',
    ]);
  });

  it('flagged and cleared on one day: nothing, since the end of the day counts', () => {
    const told = [
      happens('shop.risk-flagged', '2026-01-10'),
      happens('shop.risk-cleared', '2026-01-10', { occurredAt: at('2026-01-10', '12:00') }),
    ];
    expect(levels(through('2026-01-12', ...told))).toEqual(['2026-01-01 3 opening']);
  });

  it('still flagged on the 1st: level 0 again', () => {
    expect(levels(through('2026-01-31', happens('shop.risk-flagged', '2026-01-10'))).at(-1)).toBe('2026-02-01 0 risk');
  });

  it('ops set level 2 with a reason on 10 January: in effect from 11 January, until 1 February', () => {
    const books = through('2026-01-31', levelSet('2026-01-10', 2));
    expect(levels(books)).toEqual(['2026-01-01 3 opening', '2026-01-11 2 set-by-ops', '2026-02-01 3 evaluation']);
    expect(books.state.levels[1]?.note).toBe('looked at');
  });
});

describe('Activity (R10.5)', () => {
  const events = (books: Books) =>
    books.events.flatMap((event) =>
      event.kind === 'activity-changed' ? [`${event.day} ${event.status} ${event.idleDays}`] : [],
    );
  const acts = (day: string, kind: string) => happens('shop.activity', day, { kind });

  it('no activity since 1 January: inactive after 30 days, products removed after 37, banned after 61', () => {
    expect(events(through('2026-04-30'))).toEqual([
      '2026-01-31 inactive 30',
      '2026-02-07 products-removed 37',
      '2026-03-03 banned 61',
    ]);
  });

  const warnings = (books: Books) =>
    books.events.flatMap((event) =>
      event.kind === 'activity-warning' ? [`${event.day} idle ${event.idleDays} of ${event.limit}`] : [],
    );

  it('no activity since 1 January: warned once, on 26 January, 25 days later and 5 before the shop is inactive', () => {
    expect(warnings(through('2026-04-30'))).toEqual(['2026-01-26 idle 25 of 30']);
  });

  it('warned on 26 January, a sign-in on the 28th: warned again 25 days after that, on 22 February', () => {
    expect(warnings(through('2026-02-25', acts('2026-01-28', 'sign-in')))).toEqual([
      '2026-01-26 idle 25 of 30',
      '2026-02-22 idle 25 of 30',
    ]);
  });

  it('once inactive nobody is warned again: a sign-in on 3 February does not count', () => {
    expect(warnings(through('2026-03-02', acts('2026-02-03', 'sign-in')))).toEqual(['2026-01-26 idle 25 of 30']);
  });

  it('a sign-in on 20 January puts it off to 19 February', () => {
    expect(events(through('2026-02-20', acts('2026-01-20', 'sign-in')))).toEqual(['2026-02-19 inactive 30']);
  });

  it('an order shipped counts as activity', () => {
    const told = sells('A', { placed: '2026-01-20', shipped: '2026-01-20' });
    expect(events(through('2026-02-20', ...told))).toEqual(['2026-02-19 inactive 30']);
  });

  it.each([
    ['sign-in', []],
    ['product-edited', ['2026-02-03 active 0']],
    ['order-processed', ['2026-02-03 active 0']],
  ])('once inactive, %s on 3 February: %j', (kind, expected) => {
    expect(events(through('2026-02-05', acts('2026-02-03', kind))).slice(1)).toEqual(expected);
  });

  it('a ban stays', () => {
    expect(through('2026-04-30', acts('2026-03-10', 'product-edited')).state.activity).toBe('banned');
  });

  it('it never touches money: a banned shop is paid 5.00', () => {
    expect(through('2026-04-30', adjusted('2026-04-01', '5.00')).payouts).toMatchObject([{ amount: 500n }]);
  });
});
