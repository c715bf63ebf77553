import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { minor } from '@/domain/money/money';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { expireBills } from '@/server/commands/bills/expire-bills';
import { reverseBillPayment } from '@/server/commands/bills/reverse-bill-payment';
import { startBill } from '@/server/commands/bills/start-bill';
import type { BillRow } from '@/server/repositories/bills';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens } from '../../support/ivy';
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
  owedBy,
  refusalOf,
} from '../../support/owing';

describe('what a bill may ask (R8.1)', () => {
  test('bills never ask for more than is owed: 87.40 - 50.00 asked leaves 37.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, 5000n);
    expect((await billOf(books, shopId, null)).amount).toBe(3740n);
  });

  test('the same form sent twice makes one bill', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bills = await Promise.all([1, 2, 3].map(() => billOf(books, shopId, 5000n, 'form-1')));
    expect(new Set(bills.map((bill) => bill.id)).size).toBe(1);
  });

  test('fifty at once with keys of their own never ask for more than 87.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const request = { kind: 'amount', amount: minor(2000n) } as const;
    await Promise.all(
      Array.from({ length: 50 }, (_, no) =>
        startBill(books.database, { shopId, request, key: `form-${no}`, createdBy: null, now: MORNING }),
      ),
    );
    expect(await billsOf(books)).toEqual(Array.from({ length: 4 }, () => 'unpaid 0 of 2000'));
  });

  test.for([
    ['0.99, below the minimum of 1.00', 99n],
    ['87.41, above the 87.40 that is owed', 8741n],
    ['-5.00', -500n],
    ['0.00', 0n],
  ] as const)('%s is refused at the amount, and no bill is made', async ([, amount], { books }) => {
    const { shopId } = await ivyOwes(books);
    const request = { kind: 'amount', amount: minor(amount) } as const;
    const result = await startBill(books.database, { shopId, request, key: 'k', createdBy: null, now: MORNING });
    expect(refusalOf(result)).toMatchObject({ field: 'amount', code: 'invalid' });
    expect(await billsOf(books)).toEqual([]);
  });

  test('a bill of 87.40 that expired asks for nothing, also before a worker has come by: a new one asks for 87.40', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, null, 'first');
    const dayAfter = instant('2026-03-14T10:00:00Z');
    expect((await billOf(books, shopId, null, 'second', dayAfter)).amount).toBe(8740n);
  });

  test('the paid statement of 10 March cannot be chosen', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const request = { kind: 'statements', statements: [1] } as const;
    const result = await startBill(books.database, { shopId, request, key: 'k', createdBy: null, now: MORNING });
    expect(refusalOf(result)).toMatchObject({ field: 'statements' });
  });
});

describe('what the provider says (R8.2)', () => {
  test('no answer is processing, and the answer that comes later is 87.40 paid', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
    await answer(books, payment, captured(8740n));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('captured is final: what comes late or out of order changes nothing', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    await answer(books, payment, captured(8740n));
    await answer(books, payment, { kind: 'requires-action', ref: 'pi_1', url: 'https://bank.example/' });
    await answer(books, payment, { kind: 'failed', ref: 'pi_1', code: 'card_declined' });
    await answer(books, payment, { kind: 'unknown' });
    await answer(books, payment, captured(8740n));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('captured after a failure that was reported first: 87.40 is paid', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    await answer(books, payment, { kind: 'failed', ref: 'pi_1', code: 'card_declined' });
    await answer(books, payment, captured(8740n));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('declined, then paid with another card: one capture of 87.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const first = await chargeUnanswered(books, bill, 'try-1');
    expect((await answer(books, first, { kind: 'failed', ref: 'pi_1', code: 'insufficient_funds' })).failureCode).toBe(
      'insufficient_funds',
    );
    const second = await chargeUnanswered(books, bill, 'try-2');
    await answer(books, second, captured(8740n, 'pi_2'));
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });
});

describe('what ends a bill that is not paid (R8.2)', () => {
  test('unpaid for 24 hours: expired, not a second before', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, null);
    expect(await expireBills(books.database, { now: instant('2026-03-14T09:59:59.999Z') })).toBe(0);
    expect(await expireBills(books.database, { now: instant('2026-03-14T10:00:00Z') })).toBe(1);
    expect(await billsOf(books)).toEqual(['expired 0 of 8740']);
  });

  test('a transfer has 7 days and a reference', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const { id } = await billOf(books, shopId, null);
    const chosen = acceptedOf(
      await chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING }),
    );
    expect(chosen.expiresAt).toBe('2026-03-20T10:00:00.000Z');
    expect(chosen.reference).toMatch(/^RF\d\d[0-9A-Z]{12}$/);
  });

  test('nothing cancels or expires what is being charged', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await chargeUnanswered(books, bill);
    expect(refusalOf(await cancelBill(books.database, { shopId, bill: bill.id, by: IVY })).code).toBe('conflict');
    await expireBills(books.database, { now: instant('2027-01-01T00:00:00Z') });
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
  });

  test('another shop’s bill does not exist', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await books.record(ivyOpens(), { shop: 'other' });
    const [other] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'other'");
    expect(refusalOf(await cancelBill(books.database, { shopId: other?.id ?? 0, bill: bill.id, by: IVY })).code).toBe(
      'not-found',
    );
    expect(await billsOf(books)).toEqual(['unpaid 0 of 8740']);
  });
});

describe('a payment that is taken back (R8.6)', () => {
  test('before clearing: failed, nothing posts, 87.40 is owed as before', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    await answer(books, payment, captured(8740n), 240);
    const reversal = { ref: 'pi_1', amount: minor(8740n), reason: 'refund', id: 're_1', now: MORNING } as const;
    await reverseBillPayment(books.database, reversal);
    await reverseBillPayment(books.database, reversal);
    // The provider goes on saying that it had captured.
    await answer(books, payment, captured(8740n), 240);
    expect(await billsOf(books)).toEqual(['failed 0 of 8740']);
    expect(await clearBills(books.database, { now: instant('2026-03-14T09:00:00Z') })).toBe(0);
    expect(await owedBy(books)).toBe(8740n);
  });

  test('before clearing: the bill counts as not paid, so it has no receipt over 0.00', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await answer(books, await chargeUnanswered(books, bill), captured(8740n), 240);
    await reverseBillPayment(books.database, {
      ref: 'pi_1',
      amount: minor(8740n),
      reason: 'dispute',
      id: 'dp_1',
      now: MORNING,
    });
    const { rows } = await books.database.pool.query('SELECT paid_at, clears_at FROM bill WHERE shop_id = $1', [
      shopId,
    ]);
    expect(rows).toEqual([{ paid_at: null, clears_at: null }]);
  });

  test('after clearing: reversed, and -87.40 posts with the day’s statement, once', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n));
    await clearBills(books.database, { now: MORNING });
    const reversal = { ref: 'pi_1', amount: minor(8740n), reason: 'dispute', id: 'dp_1', now: MORNING } as const;
    await reverseBillPayment(books.database, reversal);
    await reverseBillPayment(books.database, reversal);
    expect(await billsOf(books)).toEqual(['reversed 8740 of 8740']);
    await books.close('2026-03-13');
    expect(await owedBy(books)).toBe(8740n);
  });

  test('30.00 of 87.40 refunded before clearing: it clears, then 30.00 is owed again', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
    await answer(books, payment, captured(8740n), 240);
    await reverseBillPayment(books.database, {
      ref: 'pi_1',
      amount: minor(3000n),
      reason: 'refund',
      id: 're_1',
      now: MORNING,
    });
    await books.close('2026-03-13');
    expect(await owedBy(books)).toBe(3000n);
  });
});

describe('what is told to transfer is what is owed then (R8.1)', () => {
  const byTransfer = (books: TestBooks, { shopId, id }: BillRow) =>
    chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING });

  /** A bill whose card was declined: it asks for nothing meanwhile. */
  async function declined(books: TestBooks, shopId: number): Promise<BillRow> {
    const bill = await billOf(books, shopId, null, 'declined');
    const payment = await chargeUnanswered(books, bill);
    return answer(books, payment, { kind: 'failed', ref: 'pi_0', code: 'card_declined' });
  }

  test('a declined bill of 87.40 after 50.00 was paid otherwise: it is now 37.40, to be confirmed', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await declined(books, shopId);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, 5000n)), captured(5000n), 240);
    expect(refusalOf(await byTransfer(books, bill))).toMatchObject({ code: 'amount-changed', amount: 3740n });
    const chosen = acceptedOf(await byTransfer(books, bill));
    expect(chosen).toMatchObject({ status: 'unpaid', amount: 3740n, failureCode: null });
  });

  test('a declined bill after all of 87.40 was paid otherwise: nothing to transfer', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await declined(books, shopId);
    await answer(books, await chargeUnanswered(books, await billOf(books, shopId, null)), captured(8740n), 240);
    expect(refusalOf(await byTransfer(books, bill))).toMatchObject({
      code: 'conflict',
      reason: 'Nothing is left to pay: sales or another payment have covered it. Cancel this bill.',
    });
    expect(await billsOf(books)).toEqual(['failed 0 of 8740', 'paid 8740 of 8740']);
  });
});
