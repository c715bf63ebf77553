import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { recordFacts } from '@/server/commands/record-facts';
import { incoming, test } from '../support/books';
import type { WireFact } from '../support/facts';
import { IVY, ivyOpens } from '../support/ivy';
import { charged, happens, opens, sells } from '../support/story';

const RECORDED_AT = instant('2026-01-01T00:00:00Z');

/** Gives facts ids of their own, apart from those of another batch. */
function named(prefix: string, wires: readonly WireFact[]): WireFact[] {
  return wires.map((wire, index) => ({ id: `${prefix}-${index}`, ...wire }));
}

describe('R2.1 a fact counts once', () => {
  test('the same file again: accepted, without effect', async ({ books }) => {
    const first = await books.record(IVY);
    expect(first).toEqual({ accepted: IVY.length, duplicates: 0, refused: [] });
    const again = await books.record(IVY);
    expect(again).toEqual({ accepted: 0, duplicates: IVY.length, refused: [] });
    await books.close('2026-03-13');
    expect(await books.record(IVY)).toEqual({ accepted: 0, duplicates: IVY.length, refused: [] });
    const [count] = await books.sql<{ count: number }>('SELECT count(*)::int AS count FROM fact');
    // Her one payout, of 11 March, was paid on the 12th: that is one more fact, and the bank's.
    expect(count?.count).toBe(IVY.length + 1);
  });

  test('an amount written as 5 and as 5.00 is the same content', async ({ books }) => {
    const fact = (amount: string) => [{ id: 'c-1', ...charged('A', '2026-01-03', 'platform-penalty', amount) }];
    await books.record(ivyOpens());
    expect(await books.record(fact('-5'))).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await books.record(fact('-5.00'))).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  test('the same id with other content is refused, and nothing is stored', async ({ books }) => {
    await books.record(ivyOpens());
    await books.record([{ id: 'c-1', ...charged('A', '2026-01-03', 'platform-penalty', '-5.00') }]);
    const changed = await books.record([
      { id: 'c-0', ...charged('A', '2026-01-03', 'ads-payment', '-1.00') },
      { id: 'c-1', ...charged('A', '2026-01-03', 'platform-penalty', '-6.00') },
    ]);
    expect(changed.accepted).toBe(0);
    expect(changed.refused).toEqual([
      {
        line: 2,
        field: 'id',
        reason: '"c-1" is already recorded with other content; give a new fact an id of its own',
      },
    ]);
    const facts = await books.sql<{ id: string }>("SELECT id FROM fact WHERE type = 'order.charged'");
    expect(facts).toEqual([{ id: 'c-1' }]);
  });

  test('the same file from two processes at once: each fact is recorded once, each shop opened once', async ({
    books,
  }) => {
    const file = { facts: incoming(IVY), isAtomic: true, recordedAt: RECORDED_AT };
    const results = await Promise.all([1, 2, 3].map(() => recordFacts(books.database, file)));
    expect(results.map((result) => result.accepted).sort()).toEqual([0, 0, IVY.length]);
    expect(results.flatMap((result) => result.refused)).toEqual([]);
  });
});

describe('R2.2 a fact that comes late', () => {
  test('takes effect on the first open day; the closed statement stays: -12.00 on 11 March, not on the 10th', async ({
    books,
  }) => {
    await books.record(IVY);
    await books.close('2026-03-10');
    const before = await books.show();
    await books.record(
      named('late', [
        happens('adjustment.posted', '2026-03-10', { kind: 'ads-payment', amount: '-12.00', reason: 'ads' }),
      ]),
    );
    const [stored] = await books.sql<{ occurred_on: string; effective_on: string }>(
      "SELECT occurred_on, effective_on FROM fact WHERE id = 'late-0'",
    );
    expect(stored).toEqual({ occurred_on: '2026-03-10', effective_on: '2026-03-11' });
    expect(await books.show()).toEqual(before);
    await books.close('2026-03-11');
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ day, payable }) => [day, payable])).toEqual([
      ['2026-03-10', '75.28'],
      ['2026-03-11', '-12.00'],
    ]);
  });

  test('a delivery that is told late settles on the day that it is told: 94.00 of 100.00 less 6 %', async ({
    books,
  }) => {
    await books.record([...opens('2026-01-01'), ...sells('A', { placed: '2026-01-02' })]);
    await books.close('2026-01-31');
    // Delivered on 5 January, so it was to settle on the 13th.
    await books.record(named('late', [happens('order.delivered', '2026-01-05', { order: 'A' })]));
    await books.close('2026-02-02');
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ day, settlement }) => [day, settlement])).toEqual([['2026-02-01', '94.00']]);
  });
});

describe('R2.3 a fact that comes before its order', () => {
  test('waits without effect, and counts once the order arrives', async ({ books }) => {
    await books.record(opens('2026-01-01'));
    await books.record(named('early', [charged('A', '2026-01-03', 'affiliate-commission', '-4.00')]));
    await books.close('2026-01-05');
    expect((await books.show())['ivy']?.statements).toEqual([]);
    await books.record(named('order', sells('A', { placed: '2026-01-02', delivered: '2026-01-06' })));
    await books.close('2026-01-14');
    const { ivy } = await books.show();
    // 100.00 - 6.00 referral - 4.00 commission
    expect(ivy?.statements.map(({ day, settlement }) => [day, settlement])).toEqual([['2026-01-14', '90.00']]);
  });
});

describe('R2.4 and R2.5 refusals', () => {
  test('one refusal, and nothing of the batch is stored; without --atomic the rest is', async ({ books }) => {
    const wires = [...opens('2026-01-01'), ...sells('A', { placed: '2026-01-02', delivered: '2026-01-06' })];
    const twice = [...wires, happens('order.delivered', '2026-01-07', { order: 'A' })];
    const refused = [expect.objectContaining({ line: twice.length })];
    expect(await books.record(twice)).toEqual({ accepted: 0, duplicates: 0, refused });
    expect(await books.sql('SELECT 1 FROM shop')).toEqual([]);
    expect(await books.record(twice, { isAtomic: false })).toEqual({ accepted: wires.length, duplicates: 0, refused });
  });

  test('facts of a shop that never opened are refused, and make no shop', async ({ books }) => {
    const result = await books.record(sells('A', { placed: '2026-01-02' }), { isAtomic: false });
    expect(result.refused).toEqual([
      { line: 1, field: 'shop', reason: 'shop "ivy" is not opened; record its shop.opened first' },
    ]);
    expect(await books.sql('SELECT 1 FROM shop')).toEqual([]);
  });

  test('conflicts with what was recorded on other days are found', async ({ books }) => {
    await books.record([...opens('2026-01-01'), ...sells('A', { placed: '2026-01-02', delivered: '2026-01-06' })]);
    await books.close('2026-01-10');
    const result = await books.record(
      named('x', [happens('order.cancelled', '2026-01-11', { order: 'A', fault: 'seller' })]),
    );
    expect(result.accepted).toBe(0);
    expect(result.refused[0]?.reason).toMatch(/refund/);
  });
});
