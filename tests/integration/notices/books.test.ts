import { describe, expect } from 'vitest';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { test as base, type TestBooks } from '../../support/books';
import { openIvy, type ToldIvy } from '../../support/notices';
import { adjusted, happens } from '../../support/story';

const test = base.extend<{ readonly ivy: ToldIvy }>({
  ivy: [
    async ({ books }, use) => {
      const ivy = await openIvy(books);
      await ivy.joins(1, 'owner');
      await books.sql("UPDATE clock SET now_at = '2026-01-01T00:00:00Z'");
      await use(ivy);
    },
    { auto: true },
  ],
});

/** Closes through a day and says what was told since the last time, but for activity, of which Ivy has none: "13: subject". */
async function toldThrough(books: TestBooks, day: string): Promise<readonly string[]> {
  await books.close(day);
  const [last] = await books.sql<{ id: number | null }>('SELECT max(id)::integer AS id FROM mail');
  await deliverNotices(books.database);
  const rows = await books.sql<{ said: string }>(
    `SELECT extract(day FROM n.day) || ': ' || m.subject AS said
       FROM mail m JOIN notice n ON m.key = 'notice:' || n.key || ':1' WHERE m.id > $1 AND n.kind NOT LIKE 'activity-%' ORDER BY m.id`,
    [last?.id ?? 0],
  );
  return rows.map(({ said }) => said);
}

const owes = (day: string, amount: string) => ({ ...adjusted(day, `-${amount}`), id: `loss-${day}-${amount}` });
const earns = (day: string, amount: string) => ({ ...adjusted(day, amount), id: `gain-${day}` });

describe('what the books make is told', () => {
  test('33.82 owed: on the first day, on days 5 and 8, and on day 10 what is applied; then it is covered', async ({
    books,
    ivy,
  }) => {
    await books.record([owes('2026-03-02', '33.82')]);
    expect(await toldThrough(books, '2026-03-11')).toEqual([
      '2: Your balance is below zero: you owe 33.82 USD',
      '6: 5 days below zero: you owe 33.82 USD',
      '9: 8 days below zero: you owe 33.82 USD',
      '11: Promotions are suspended and withdrawals are frozen',
    ]);
    await books.record([earns('2026-03-12', '40.00')]);
    await toldThrough(books, '2026-03-12');
    expect((await ivy.inboxes()).at(-1)).toBe('owner: balance-covered');
  });

  test('the warning of day 5 says by when to pay: 10 days end on 11 March', async ({ books }) => {
    await books.record([owes('2026-03-02', '33.82')]);
    await toldThrough(books, '2026-03-06');
    const [mail] = await books.sql<{ text: string }>("SELECT text FROM mail WHERE kind = 'days-warning'");
    expect(mail?.text).toContain('Pay 33.82 USD so that it is cleared by 11 March 2026');
    expect(mail?.text).toContain('After 10 days promotions are suspended and withdrawals are frozen.');
  });

  test('80.00 of 100.00 owed: warned at 80 %; 100.01 owed: measures, and 100.00 is no such day', async ({ books }) => {
    await books.record([owes('2026-03-02', '80.00')]);
    expect(await toldThrough(books, '2026-03-02')).toContain('2: You owe 80.00 USD: the limit is 100.00 USD');
    await books.record([owes('2026-03-03', '20.00')]);
    expect(await toldThrough(books, '2026-03-03')).toEqual([]);
    await books.record([owes('2026-03-04', '0.01')]);
    expect(await toldThrough(books, '2026-03-04')).toEqual(['4: Promotions are suspended and withdrawals are frozen']);
  });

  test('a payout of 50.00 is sent and paid; one to a closed account fails and says so', async ({ books, ivy }) => {
    await books.record([earns('2026-03-03', '50.00')]);
    expect(await toldThrough(books, '2026-03-05')).toEqual(['5: 50.00 USD was paid out']);
    expect((await ivy.inboxes()).slice(-2)).toEqual(['owner: payout-sent', 'owner: payout-paid']);
    await books.record([happens('payout.returned', '2026-03-06', { id: 'back', payout: 1, code: 'account-closed' })]);
    expect(await toldThrough(books, '2026-03-06')).toEqual(['6: Your payout of 50.00 USD came back']);
  });

  test('a score of 4.1 moves the tier to express: 1 day after delivery instead of 8', async ({ books }) => {
    await books.record([happens('shop.score-changed', '2026-03-03', { id: 'score', score: '4.1' })]);
    expect(await toldThrough(books, '2026-03-03')).toEqual([
      '3: Settlement tier express from 4 March 2026: 1 day after delivery',
    ]);
  });

  test('ops sets reserve level 2: 5 % for 30 days, and why', async ({ books }) => {
    await books.record([
      happens('shop.reserve-level-set', '2026-03-03', { id: 'level', level: 2, reason: 'many returns' }),
    ]);
    expect(await toldThrough(books, '2026-03-03')).toEqual(['3: Reserve level 2 from 4 March 2026, stricter than 3']);
    const [mail] = await books.sql<{ text: string }>("SELECT text FROM mail WHERE kind = 'level-changed'");
    expect(mail?.text).toContain(
      'the marketplace has set it (“many returns”). 5 % of each settlement is withheld for 30 days',
    );
  });

  test('closed day by day or all at once, the same is told, once', async ({ books }) => {
    await books.record([owes('2026-03-02', '33.82')]);
    for (const day of ['2026-03-02', '2026-03-05', '2026-03-05', '2026-03-11']) await toldThrough(books, day);
    const mails = await books.sql("SELECT FROM mail WHERE kind = 'days-warning' OR kind LIKE 'balance-%'");
    expect(mails).toHaveLength(3);
  });
});
