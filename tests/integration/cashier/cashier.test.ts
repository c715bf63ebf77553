import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { readBill } from '@/server/queries/bills-detail';
import { readBillPreview } from '@/server/queries/cashier';
import { type TestBooks, test } from '../../support/books';
import { answer, billOf, captured, chargeUnanswered, ivyOwes, MORNING } from '../../support/owing';

const today = plainDate('2026-03-13');

const previewOf = (books: TestBooks, shopId: number, bill: string) =>
  readBillPreview(books.database.pool, { id: shopId, marketplace: 'us', today }, bill);

describe('what paying a bill would do, for Ivy who owes 87.40 since 12 March', () => {
  test('all of it: 87.40 - 87.40 = 0.00, her statement is paid', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const preview = await previewOf(books, shopId, bill.id);
    expect(preview).toMatchObject({ owed: '87.40', stillOwed: '0.00', excess: '0.00', isForCards: true });
    expect(preview?.effects).toEqual([
      {
        statement: { no: expect.any(Number), day: '2026-03-12' },
        owedBefore: '87.40',
        paid: '87.40',
        owedAfter: '0.00',
      },
    ]);
  });

  test('part of it: 87.40 - 50.00 = 37.40 is still owed', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, 5000n);
    const preview = await previewOf(books, shopId, bill.id);
    expect(preview).toMatchObject({ owed: '87.40', stillOwed: '37.40' });
    expect(preview?.effects).toMatchObject([{ owedBefore: '87.40', paid: '50.00', owedAfter: '37.40' }]);
  });

  test('and it is what clearing does: the same rows before and after', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, 5000n);
    const before = await previewOf(books, shopId, bill.id);
    await answer(books, await chargeUnanswered(books, bill), captured(5000n));
    expect(await clearBills(books.database, { now: MORNING })).toBe(1);
    const after = await readBill(books.database.pool, { id: shopId }, bill.id);
    expect(after?.status).toBe('cleared');
    expect(after?.allocations.map(({ statement, amount }) => ({ no: statement.no, amount }))).toEqual(
      before?.effects.map(({ statement, paid }) => ({ no: statement.no, amount: paid })),
    );
  });

  test('after 50.00 that clears first: 87.40 - 50.00 = 37.40 is left to it, and that is what clearing does', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const first = await billOf(books, shopId, 5000n);
    await answer(books, await chargeUnanswered(books, first), captured(5000n, 'pi_1'), 240);
    const second = await billOf(books, shopId, null);
    const before = await previewOf(books, shopId, second.id);
    expect(before).toMatchObject({ owed: '87.40', stillOwed: '0.00', excess: '0.00' });
    expect(before?.effects).toMatchObject([{ owedBefore: '37.40', paid: '37.40', owedAfter: '0.00' }]);
    await answer(books, await chargeUnanswered(books, second), captured(3740n, 'pi_2'), 240);
    expect(await previewOf(books, shopId, second.id)).toEqual(before);
    expect((await previewOf(books, shopId, first.id))?.effects).toMatchObject([{ owedBefore: '87.40', paid: '50.00' }]);
    expect(await clearBills(books.database, { now: instant('2026-03-13T14:00:00Z') })).toBe(2);
    const after = await readBill(books.database.pool, { id: shopId }, second.id);
    expect(after?.allocations).toMatchObject([{ openBefore: '-37.40', openAfter: '0.00', amount: '37.40' }]);
  });

  test('a card may not pay less than 0.50, so 0.40 is for a transfer alone', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, 8700n);
    const rest = await billOf(books, shopId, null, 'rest');
    expect(rest.amount).toBe(minor(40n));
    expect(await previewOf(books, shopId, rest.id)).toMatchObject({ isForCards: false });
  });

  test('where her bank waits for her, it says where to go on', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    expect(await previewOf(books, shopId, bill.id)).toMatchObject({ actionUrl: null });
    const url = 'https://bank.example/confirm';
    const payment = await chargeUnanswered(books, bill);
    await answer(books, payment, { kind: 'requires-action', ref: 'pi_1', url });
    expect(await previewOf(books, shopId, bill.id)).toMatchObject({ actionUrl: url });
    await answer(books, payment, { kind: 'failed', ref: 'pi_1', code: 'card_declined' });
    expect(await previewOf(books, shopId, bill.id)).toMatchObject({ actionUrl: null });
  });

  test('a bill of another shop is no bill of hers', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    expect(await previewOf(books, shopId + 1, bill.id)).toBeNull();
    expect(await previewOf(books, shopId, 'bil_unknown')).toBeNull();
  });
});
