import { describe, expect } from 'vitest';
import { readShopMatters } from '@/server/queries/ops/shop-matters';
import { test } from '../../support/books';
import { IVY } from '../../support/ivy';
import { happens } from '../../support/story';

describe('What waits for somebody about a shop', () => {
  test('a dispute of 12.00 over order B is open until it is lost', async ({ books }) => {
    const dispute = { order: 'B', dispute: 'D-1' };
    const opened = { ...happens('dispute.opened', '2026-03-12', { ...dispute, amount: '12.00' }), id: 'opened' };
    await books.record([...IVY, opened]);
    await books.close('2026-03-12');
    const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'ivy'");
    const matters = () => readShopMatters(books.database.pool, shop?.id ?? 0);
    expect(await matters()).toEqual({ disputes: [{ ...dispute, amount: '12.00' }], disputeCount: 1, appeals: [] });
    await books.record([{ ...happens('dispute.lost', '2026-03-13', dispute), id: 'lost' }]);
    await books.close('2026-03-13');
    expect(await matters()).toEqual({ disputes: [], disputeCount: 0, appeals: [] });
  });
});
