import { describe, expect } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { closeDays } from '@/server/commands/close-day';
import { changePayoutSchedule } from '@/server/commands/payout-rail/change-payout-schedule';
import { recordFacts } from '@/server/commands/record-facts';
import { connectDatabase, type Database, type Scope, withinScope } from '@/server/db/database';
import { withOptions } from '@/server/db/roles';
import { accountsOf, earn, mailsOf, openShopOf, payoutsOf } from '../../support/bank-accounts';
import { test as base, incoming, type TestBooks } from '../../support/books';
import {
  acceptedOf,
  answer,
  billOf,
  billsOf,
  captured,
  chargeUnanswered,
  IVY,
  ivyOwes,
  MORNING,
} from '../../support/owing';
import { twoShops } from '../../support/two-shops';

interface AsSeller {
  /** The books as the actions of a seller reach them. */
  readonly asSeller: (shopId: number) => Promise<TestBooks>;
}

const test = base.extend<AsSeller>({
  asSeller: async ({ books }, use) => {
    const opened: Database[] = [];
    await use(async (shopId) => {
      const [shop] = await books.sql<{ seller_id: number }>('SELECT seller_id FROM shop WHERE id = $1', [shopId]);
      const scope: Scope = { 'app.shop_ids': [shopId], 'app.seller_id': shop?.seller_id ?? null };
      const app = connectDatabase(withOptions(books.url, '-c role=evenkeel_app'), 3);
      opened.push(app);
      return { ...books, database: withinScope(app, () => Promise.resolve(scope)) };
    });
    await Promise.all(opened.map((database) => database.close()));
  },
});

describe('what a seller may do is done as the application, within their shop', () => {
  test('87.40 is asked for and charged; the worker clears it', async ({ books, asSeller }) => {
    const { shopId } = await ivyOwes(books);
    const hers = await asSeller(shopId);
    const payment = await chargeUnanswered(hers, await billOf(hers, shopId, null));
    await answer(hers, payment, captured(8740n));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
    expect(await books.sql("SELECT key FROM graphile_worker.jobs WHERE key LIKE 'clear-bill:%'")).toHaveLength(1);
  });

  test('a bill of 20.00 is to be paid by transfer, another is given up', async ({ books, asSeller }) => {
    const { shopId } = await ivyOwes(books);
    const hers = await asSeller(shopId);
    const [one, other] = [await billOf(hers, shopId, 2000n, 'one'), await billOf(hers, shopId, 3000n, 'other')];
    acceptedOf(await chooseMethod(hers.database, { shopId, bill: one.id, method: 'bank-transfer', now: MORNING }));
    acceptedOf(await cancelBill(hers.database, { shopId, bill: other.id, by: IVY }));
    expect([...(await billsOf(books))].sort()).toEqual(['cancelled 0 of 3000', 'unpaid 0 of 2000']);
  });

  test('a new account is linked, verified and primary: the next 50.00 go to it, and the owner has mail', async ({
    books,
    asSeller,
  }) => {
    const shopId = await openShopOf(books);
    await earn(books, '2026-03-03', '100.00');
    const accounts = accountsOf(await asSeller(shopId), shopId);
    const linked = await accounts.linkAndVerify('2026-03-04T10:00', '2026-03-05T10:00');
    await earn(books, '2026-03-05', '50.00');
    await books.close('2026-03-09');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: paid', '50.00 to 5530: paid']);
    expect(await mailsOf(books)).not.toEqual([]);
    acceptedOf(await accounts.makePrimary('acc-1', '2026-03-10T10:00'));
    acceptedOf(await accounts.remove(linked, '2026-03-11T10:00'));
  });

  test('days that are over are closed before the payout schedule changes', async ({ books, asSeller }) => {
    const shopId = await openShopOf(books);
    await earn(books, '2026-03-03', '100.00');
    const { database } = await asSeller(shopId);
    const schedule = { schedule: 'weekly', weekday: 3 } as const;
    expect(acceptedOf(await changePayoutSchedule(database, { shopId, schedule, by: IVY, now: MORNING }))).toBe(true);
    expect(await books.sql('SELECT closed_through FROM shop')).toEqual([{ closed_through: '2026-03-12' }]);
  });

  test('and no bill of a foreign shop can be given up: there is no such shop', async ({ books, asSeller }) => {
    const { own, foreign } = await twoShops(books);
    const { database } = await asSeller(own.shopId);
    const asked = { shopId: foreign.shopId, bill: foreign.bill.id, by: IVY };
    await expect(cancelBill(database, asked)).rejects.toThrow(`shop ${foreign.shopId}`);
    expect(await billsOf(books)).toEqual(['processing 0 of 2000', 'processing 0 of 2000']);
    books.breaksThem();
  });
});

describe('where policies bind whoever closes', () => {
  test('1,000 lines come to the same books as by COPY: the same facts, closed by the worker', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const worker = connectDatabase(withOptions(books.url, '-c role=evenkeel_worker'), 3);
    const losses = Array.from({ length: 1000 }, (_, index) => ({
      id: `loss-${index}`,
      type: 'adjustment.posted',
      occurredAt: '2026-03-13T10:00:00Z',
      kind: 'lost-parcel',
      amount: '0.01',
      reason: 'Found "here", \\N and ä',
    }));
    await recordFacts(worker, { facts: incoming(losses), isAtomic: true, recordedAt: MORNING });
    await closeDays(worker, { through: plainDate('2026-03-13') });
    const { rows } = await worker.pool.query(
      'SELECT line_count, payable_minor FROM statement WHERE shop_id = $1 AND day = $2',
      [shopId, '2026-03-13'],
    );
    await worker.close();
    expect(rows).toEqual([{ line_count: 1000, payable_minor: 1000n }]);
  });
});
