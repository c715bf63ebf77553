import { describe, expect } from 'vitest';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { startBill } from '@/server/commands/bills/start-bill';
import { changePayoutSchedule } from '@/server/commands/payout-rail/change-payout-schedule';
import { accountsOf, openShopOf, otherAmounts, request } from '../support/bank-accounts';
import { type TestBooks, test } from '../support/books';
import { acceptedOf, billOf, chargeUnanswered, IVY, ivyOwes, MORNING, refusalOf } from '../support/owing';

/** Entries of the audit log as "deed shop". */
async function deedsOf(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ said: string }>(
    `SELECT a.deed || ' ' || coalesce(s.external_id, 'no shop') AS said
       FROM audit_entry a LEFT JOIN shop s ON s.id = a.shop_id WHERE a.seller_id IS NOT NULL ORDER BY a.chain, a.no`,
  );
  return rows.map(({ said }) => said);
}

describe('the audit log says what was done, once, and for which shop', () => {
  test('a payout schedule that is chosen: one entry; chosen again, none', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const asked = { shopId, schedule: { schedule: 'weekly', weekday: 3 }, by: IVY, now: MORNING } as const;
    expect(acceptedOf(await changePayoutSchedule(books.database, asked))).toBe(true);
    expect(acceptedOf(await changePayoutSchedule(books.database, asked))).toBe(false);
    expect(await deedsOf(books)).toEqual(['payout-schedule.changed ivy']);
  });

  test('a bill that is started and given up: an entry each; given up again, none', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const asked = {
      shopId,
      request: { kind: 'full' },
      key: 'form-1',
      createdBy: 'ivy',
      by: IVY,
      now: MORNING,
    } as const;
    const { id } = acceptedOf(await startBill(books.database, asked));
    acceptedOf(await startBill(books.database, asked));
    for (let time = 1; time <= 2; time += 1)
      acceptedOf(await cancelBill(books.database, { shopId, bill: id, by: IVY }));
    expect(await deedsOf(books)).toEqual(['bill.started ivy', 'bill.given-up ivy']);
  });

  test('a bill that is being paid cannot be given up, and no entry says that it was', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await chargeUnanswered(books, bill);
    expect(refusalOf(await cancelBill(books.database, { shopId, bill: bill.id, by: IVY })).code).toBe('conflict');
    expect(await deedsOf(books)).toEqual([]);
  });

  test('an account that is linked, verified, made primary and another removed: one entry each', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const second = await accounts.linkAndVerify('2026-03-02T10:00', '2026-03-03T10:00', request(), false);
    acceptedOf(await accounts.makePrimary(second, '2026-03-03T11:00'));
    acceptedOf(await accounts.remove('acc-1', '2026-03-03T12:00'));
    expect((await deedsOf(books)).map((said) => said.split(' ')[0])).toEqual([
      'bank-account.linked',
      'bank-account.verified',
      'bank-account.made-primary',
      'bank-account.removed',
    ]);
    expect((await deedsOf(books)).filter((said) => said.endsWith('no shop'))).toEqual([]);
  });

  test('an account whose amounts are wrong three times: one entry at the third', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const linked = acceptedOf(await accounts.link('2026-03-02T10:00'));
    const wrong = otherAmounts(linked.deposits.amounts);
    for (let time = 1; time <= 3; time += 1)
      refusalOf(await accounts.verify(linked.account, '2026-03-04T10:00', wrong));
    expect((await deedsOf(books)).map((said) => said.split(' ')[0])).toEqual([
      'bank-account.linked',
      'bank-account.not-verified',
    ]);
  });
});
