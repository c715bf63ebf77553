import { describe, expect, vi } from 'vitest';
import { siteTest as base } from '../../support/asking-site';
import { IVY } from '../../support/ivy';
import { LENA } from '../../support/ops-people';
import { addMember, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));

type Look = NonNullable<Awaited<ReturnType<typeof import('@/server/queries/ops/shop-look').openShopLook>>>;

/** Lena looks at the books of Ivy's shop through 13 March, which belong to Marlow, who has another shop. */
const test = base.extend<{ readonly look: Look }>({
  look: async ({ books, site: _site }, use) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await books.record(IVY);
    await books.close('2026-03-13');
    await books.sql("UPDATE shop SET seller_id = (SELECT id FROM seller) WHERE external_id = 'ivy'");
    const { openShopLook } = await import('@/server/queries/ops/shop-look');
    const look = await openShopLook(LENA, 'ivy', 'account');
    if (look === null) throw new Error('no look at ivy');
    await use(look);
  },
});

describe('What a seller sees, on the shop’s page of ops', () => {
  test('its people: an owner of all, finance of this shop; not the support of another', async ({ books, look }) => {
    await addMember(books, { key: 'fin', role: 'finance', shops: ['ivy'] });
    await addMember(books, { key: 'sue', role: 'support', shops: ['outdoor'] });
    await addMember(books, { key: 'mara', role: 'owner' });
    const { listShopPeople } = await import('@/server/queries/ops/shop');
    const people = await listShopPeople(look.database.pool, look.shop.id);
    expect(people.map(({ name, role, seesEveryShop }) => [name, role, seesEveryShop])).toEqual([
      ['mara', 'owner', true],
      ['fin', 'finance', false],
    ]);
  });

  test('a member who was removed acts for it no more', async ({ books, look }) => {
    await addMember(books, { key: 'mara', role: 'owner' });
    await books.sql("UPDATE member SET status = 'removed', removed_at = now()");
    const { listShopPeople } = await import('@/server/queries/ops/shop');
    expect(await listShopPeople(look.database.pool, look.shop.id)).toEqual([]);
  });

  test('its bank account, of the number the last four', async ({ look }) => {
    const { readBankAccounts } = await import('@/server/queries/bank-accounts');
    const { accounts } = await readBankAccounts(look.database.pool, look.shop);
    expect(accounts.map(({ isPrimary, standing }) => [isPrimary, standing])).toEqual([[true, 'verified']]);
    expect(accounts[0]?.last4).toMatch(/^\d{4}$/);
  });

  test('its payout days: daily, from the next business day on', async ({ look }) => {
    const { readPayoutSchedule } = await import('@/server/queries/payout-schedule');
    const { current } = await readPayoutSchedule(look.database.pool, look.shop);
    expect(current).toEqual({ schedule: 'daily' });
  });

  test('its orders on hold come to what the books keep', async ({ look }) => {
    const { readOnHoldDays, listOnHold } = await import('@/server/queries/on-hold');
    const days = await readOnHoldDays(look.database, look.shop);
    const { rows } = await listOnHold(look.database, look.shop, {});
    expect(rows.length).toBeGreaterThan(0);
    expect([days.sum, days.sumCount]).toEqual([days.kept, rows.length]);
  });
});
