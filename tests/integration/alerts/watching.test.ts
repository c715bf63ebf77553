import { describe, expect } from 'vitest';
import { PREVIEW_DAYS } from '@/contracts/alerts';
import { historyOf } from '@/domain/alert/follow';
import { instant } from '@/domain/calendar/instant';
import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { setAlertRuleStatus } from '@/server/commands/alerts/set-alert-rule-status';
import { watchAlerts } from '@/server/commands/alerts/watch-alerts';
import { readPastDays, readShopDays } from '@/server/queries/shop-days';
import { type AlertedShop, alertedShop } from '../../support/alerts';
import { test as base, type TestBooks } from '../../support/books';
import { adjusted, sells } from '../../support/story';

const test = base.extend<{ readonly shop: AlertedShop }>({
  shop: async ({ books }, use) => use(await alertedShop(books)),
});

const NOW = instant('2026-03-20T08:00:00Z');
const THE_SHOP = (shop: AlertedShop) => ({ id: shop.shopId, externalId: 'outdoor', marketplace: 'us' });

describe('An alert rule is held against each closed day', () => {
  test('owed above 50.00: 60.00 on the 4th is told once, not again on the 5th; paid on the 6th, owed anew on the 8th', async ({
    shop,
  }) => {
    await shop.closes('2026-03-03');
    await shop.keeps('owed-above', 5000n);
    await shop.closes('2026-03-03');
    await shop.tells(adjusted('2026-03-04', '-60.00'));
    await shop.closes('2026-03-04');
    await shop.closes('2026-03-05');
    expect(await shop.told()).toEqual(['2026-03-04 owed-above 60.00']);
    await shop.tells(adjusted('2026-03-06', '60.00'));
    await shop.closes('2026-03-06');
    await shop.tells(adjusted('2026-03-08', '-70.00'));
    await shop.closes('2026-03-08');
    expect(await shop.told()).toEqual(['2026-03-04 owed-above 60.00', '2026-03-08 owed-above 70.00']);
    expect(await shop.alerts()).toEqual(['2026-03-04 to 2026-03-06', '2026-03-08 on']);
  });

  test('days that are closed in one go are each held against it: begun and over in between is told too', async ({
    shop,
  }) => {
    await shop.closes('2026-03-03');
    await shop.keeps('owed-above', 5000n);
    await shop.closes('2026-03-03');
    await shop.tells(
      adjusted('2026-03-04', '-60.00'),
      adjusted('2026-03-06', '60.00'),
      adjusted('2026-03-08', '-70.00'),
    );
    expect(await shop.closes('2026-03-10')).toBe(2);
    expect(await shop.alerts()).toEqual(['2026-03-04 to 2026-03-06', '2026-03-08 on']);
  });

  test('a rule that is made while its condition holds is told of the last closed day, at once', async ({ shop }) => {
    await shop.tells(adjusted('2026-03-01', '-60.00'));
    await shop.closes('2026-03-04');
    await shop.keeps('owed-above', 5000n);
    expect(await shop.closes('2026-03-04')).toBe(1);
    expect(await shop.told()).toEqual(['2026-03-04 owed-above 60.00']);
  });

  test('run five times at once, each alert is told once', async ({ books, shop }) => {
    await shop.keeps('no-sign-in', 7n, 'all');
    await books.close('2026-01-20');
    const begun = await Promise.all(Array.from({ length: 5 }, () => watchAlerts(books.database, { now: NOW })));
    expect(begun.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await shop.told()).toEqual(['2026-01-20 no-sign-in 19']);
  });

  test('a payout that failed: told on its day, over when the account is confirmed', async ({ shop }) => {
    await shop.closes('2026-03-03');
    await shop.keeps('payout-failed', 0n);
    await shop.closes('2026-03-03');
    await shop.tells(adjusted('2026-03-04', '25.00'));
    await shop.closes('2026-03-04');
    await shop.tells({ type: 'payout.failed', occurredAt: '2026-03-05T06:00:00Z', payout: 1, code: 'account_closed' });
    await shop.closes('2026-03-05');
    expect(await shop.told()).toEqual(['2026-03-05 payout-failed -']);
    const account = { account: 'acc-1', last4: '4417', holderName: 'Ivy Hart' };
    await shop.tells({ type: 'bank-account.verified', occurredAt: '2026-03-06T09:00:00Z', ...account });
    await shop.closes('2026-03-07');
    expect(await shop.alerts()).toEqual(['2026-03-05 to 2026-03-06']);
  });
});

describe('A rule that is paused, changed or deleted', () => {
  async function owing(books: TestBooks, shop: AlertedShop) {
    await shop.tells(adjusted('2026-03-04', '-60.00'));
    await shop.closes('2026-03-04');
    const id = await shop.keeps('owed-above', 5000n);
    await shop.closes('2026-03-04');
    const [row] = await books.sql<{ id: number }>("SELECT id FROM seller WHERE external_id = 'marlow'");
    const ref = { id: shop.shopId, externalId: 'outdoor', name: 'outdoor', marketplaceName: 'US marketplace' };
    const by = {
      person: { key: 'mara', name: 'mara' },
      role: 'owner' as const,
      seller: { id: row?.id ?? 0, name: 'marlow' },
      shops: [ref],
    };
    return { id, by };
  }

  test('paused tells nothing; taken up again it counts as new and tells what holds then', async ({ books, shop }) => {
    const { id, by } = await owing(books, shop);
    await setAlertRuleStatus(books.database, { by, id, status: 'paused' });
    await shop.closes('2026-03-06');
    expect(await shop.told()).toEqual(['2026-03-04 owed-above 60.00']);
    await setAlertRuleStatus(books.database, { by, id, status: 'active' });
    await shop.closes('2026-03-06');
    expect(await shop.told()).toEqual(['2026-03-04 owed-above 60.00', '2026-03-06 owed-above 60.00']);
  });

  test('deleted is followed no more, and is not there to be paused', async ({ books, shop }) => {
    const { id, by } = await owing(books, shop);
    await setAlertRuleStatus(books.database, { by, id, status: 'deleted' });
    expect(await shop.closes('2026-03-06')).toBe(0);
    const again = await setAlertRuleStatus(books.database, { by, id, status: 'paused' });
    expect(again).toMatchObject({ ok: false, refusal: { field: 'rule' } });
  });
});

describe('The preview is the same evaluation on the books as of those days', () => {
  /** Sales, refunds, a debt and sign-ins over three months. */
  function tells(shop: AlertedShop): Promise<void> {
    const sales = Array.from({ length: 14 }, (_, index) => {
      const placed = addDays(plainDate('2026-01-05'), index * 5);
      return sells(`S-${index}`, {
        placed,
        shipped: addDays(placed, index % 3 === 0 ? 5 : 1),
        delivered: addDays(placed, 6),
      });
    });
    return shop.tells(...sales.flat(), adjusted('2026-02-10', '-400.00'), adjusted('2026-03-12', '-90.00'), {
      type: 'shop.activity',
      occurredAt: '2026-02-20T08:00:00Z',
      kind: 'sign-in',
    });
  }

  test('the last closed day from the stored books is the day that the facts come to', async ({ books, shop }) => {
    await tells(shop);
    for (const through of ['2026-02-10', '2026-02-27', '2026-02-28', '2026-03-14']) {
      await books.close(through);
      const asked = { from: plainDate(through), through: plainDate(through), aheadDays: 7 };
      expect(await readShopDays(books.database, THE_SHOP(shop), asked)).toEqual(
        await readPastDays(books.database, THE_SHOP(shop), asked),
      );
    }
  });

  test('followed live day by day, a rule tells on the days that the preview says', async ({ books, shop }) => {
    await tells(shop);
    await shop.closes('2025-12-31');
    const kinds = [
      ['owed-above', 5000n],
      ['available-below', 1n],
      ['projected-negative', 7n],
      ['late-dispatch-above', 3000n],
      ['no-sign-in', 21n],
    ] as const;
    await books.close('2026-01-01');
    for (const [kind, threshold] of kinds) await shop.keeps(kind, threshold);
    await watchAlerts(books.database, { now: NOW });
    for (let day = plainDate('2026-01-02'); day <= '2026-03-14'; day = addDays(day, 1)) await shop.closes(day);
    const asked = { from: plainDate('2026-01-01'), through: plainDate('2026-03-14'), aheadDays: 7 };
    const days = await readShopDays(books.database, THE_SHOP(shop), asked);
    const foreseen = kinds.flatMap(([kind, threshold]) =>
      historyOf({ kind, threshold }, null, days).periods.map(({ began }) => `${began} ${kind}`),
    );
    const told = (await shop.told()).map((line) => line.split(' ').slice(0, 2).join(' '));
    expect([...told].sort()).toEqual([...foreseen].sort());
    expect(told.length).toBeGreaterThan(5);
    expect(days.length).toBeLessThan(PREVIEW_DAYS);
  });
});
