import { describe, expect } from 'vitest';
import { matchByHand } from '@/server/commands/matching/decide-bank-line';
import { readOpsBill } from '@/server/queries/ops/bill';
import { test } from '../../support/books';
import { IVY_SHOP } from '../../support/ivy-shop';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, answer, billOf, captured, chargeUnanswered, ivyOwes, MORNING } from '../../support/owing';
import { arrives } from '../matching/support';

describe('A bill as operations see it', () => {
  test('paid by a transfer of 50.00: the transfer, the statement of its clearing, and 50.00 of the 87.40 it names', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const { id: bill } = await billOf(books, shopId, 5000n);
    const line = await arrives(books, 5000n);
    acceptedOf(await matchByHand(books.database, { line, shopId, bill, reason: '', by: OTIS, now: MORNING }));
    const found = await readOpsBill(books.database.pool, { ...IVY_SHOP, id: shopId }, bill);
    expect(found).toMatchObject({
      bill: { status: 'cleared', received: '50.00', allocations: [{ amount: '50.00' }] },
      charges: [],
      transfers: [{ id: line, amount: '50.00', currency: 'USD', isMatched: true }],
    });
  });

  test('by card: each charge with what the provider calls it', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const payment = await chargeUnanswered(books, bill);
    const shop = { ...IVY_SHOP, id: shopId };
    const charges = async () => (await readOpsBill(books.database.pool, shop, bill.id))?.charges;
    expect(await charges()).toEqual([{ id: payment, ref: null }]);
    await answer(books, payment, captured(8740n), 60);
    const [row] = await books.sql<{ ref: string }>('SELECT provider_ref AS ref FROM bill_payment');
    expect(await charges()).toEqual([{ id: payment, ref: row?.ref }]);
  });

  test('of another shop, or of none, is none', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    expect(await readOpsBill(books.database.pool, { ...IVY_SHOP, id: shopId }, 'bil_none')).toBeNull();
  });
});
