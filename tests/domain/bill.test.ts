import { describe, expect, it } from 'vitest';
import { amountAtPayment, type BillRequest, planBill } from '@/domain/bill/plan-bill';
import { previewAllocation } from '@/domain/bill/preview';
import { plainDate } from '@/domain/calendar/plain-date';
import { formatMinor, minor, parseMoney } from '@/domain/money/money';
import { us } from '@/domain/policy/books/us';
import type { Policy } from '@/domain/policy/policy';
import { booksThrough } from '../support/facts';
import { adjusted, allocations, happens, opens, payouts, paysBill, standings } from '../support/story';

const policy = us.versions[0] as Policy;
const amountOf = (text: string) => {
  const read = parseMoney(text);
  return read.ok ? read.value : minor(0n);
};
const pendingOf = (...opens_: readonly string[]) =>
  opens_.map((open, index) => ({ no: index + 1, open: amountOf(open) }));

function plan(request: BillRequest, opens_: readonly string[], askedByOthers: readonly string[] = []) {
  const planned = planBill(
    request,
    { pending: pendingOf(...opens_), askedByOthers: askedByOthers.map(amountOf) },
    policy,
  );
  return planned.ok
    ? {
        amount: formatMinor(planned.value.amount),
        statements: planned.value.statements,
        methods: planned.value.methods,
      }
    : planned.refusal;
}
const asking = (text: string): BillRequest => ({ kind: 'amount', amount: amountOf(text) });

describe('What a bill asks for (R8.1)', () => {
  it('all that is owed: 87.40 + 12.60 = 100.00', () => {
    expect(plan({ kind: 'full' }, ['-87.40', '-12.60'])).toMatchObject({ amount: '100.00', statements: [] });
  });

  it('the debts of chosen statements: 12.60, and it names them', () => {
    expect(plan({ kind: 'statements', statements: [2] }, ['-87.40', '-12.60'])).toMatchObject({
      amount: '12.60',
      statements: [2],
    });
  });

  it('a statement chosen twice counts once', () => {
    expect(plan({ kind: 'statements', statements: [2, 2] }, ['-87.40', '-12.60'])).toMatchObject({ amount: '12.60' });
  });

  it('no statement chosen', () => {
    expect(plan({ kind: 'statements', statements: [] }, ['-87.40'])).toEqual({
      field: 'statements',
      reason: 'Choose at least one statement that you owe.',
    });
  });

  it('a statement that owes nothing', () => {
    expect(plan({ kind: 'statements', statements: [7] }, ['-87.40'])).toEqual({
      field: 'statements',
      reason: 'Statement 7 owes nothing; choose pending statements with a negative balance.',
    });
  });

  it.each([
    ['1.00', '87.40', '1.00'],
    ['87.40', '87.40', '87.40'],
  ])('another amount: %s of %s', (asked, owed, amount) => {
    expect(plan(asking(asked), [`-${owed}`])).toMatchObject({ amount });
  });

  it.each(['0.99', '87.41', '0.00', '-5.00'])('%s of 87.40 is refused: at least 1.00, at most 87.40', (asked) => {
    expect(plan(asking(asked), ['-87.40'])).toEqual({
      field: 'amount',
      reason: 'Enter at least 1.00, and at most the 87.40 that can still be billed.',
    });
  });

  it('owed 0.70, less than the minimum: all of it may be paid, and nothing less', () => {
    expect(plan({ kind: 'full' }, ['-0.70'])).toMatchObject({ amount: '0.70', methods: ['card', 'bank-transfer'] });
    expect(plan(asking('0.69'), ['-0.70'])).toMatchObject({ field: 'amount' });
  });

  it('below 0.50 only by bank transfer: owed 0.49', () => {
    expect(plan({ kind: 'full' }, ['-0.49'])).toMatchObject({ amount: '0.49', methods: ['bank-transfer'] });
    expect(plan({ kind: 'full' }, ['-0.50'])).toMatchObject({ methods: ['card', 'bank-transfer'] });
  });

  it('less what other bills ask: 87.40 - 50.00 = 37.40', () => {
    expect(plan({ kind: 'full' }, ['-87.40'], ['50.00'])).toMatchObject({ amount: '37.40' });
  });

  it('chosen statements of 87.40 while another bill asks 50.00: lowered to 37.40', () => {
    expect(plan({ kind: 'statements', statements: [1] }, ['-87.40'], ['50.00'])).toMatchObject({ amount: '37.40' });
  });

  it('other bills ask for all of it', () => {
    expect(plan({ kind: 'full' }, ['-87.40'], ['50.00', '37.40'])).toEqual({
      field: 'kind',
      reason: 'Your other bills already cover all that you owe. Finish or cancel one of them first.',
    });
  });

  it('nothing is owed', () => {
    expect(plan({ kind: 'full' }, ['16.18'])).toEqual({
      field: 'kind',
      reason: 'Your balance is not negative; there is nothing to pay.',
    });
  });
});

describe('The amount at payment is lowered to what is still owed (R8.1)', () => {
  it('a bill of 87.40 when sales have covered 53.58: 33.82', () => {
    expect(amountAtPayment(minor(8740n), pendingOf('-33.82'), [])).toBe(3382n);
  });

  it('less other bills processing or paid: 33.82 - 30.00 = 3.82', () => {
    expect(amountAtPayment(minor(8740n), pendingOf('-33.82'), [minor(3000n)])).toBe(382n);
  });

  it('never raised: a bill of 20.00 of 33.82 stays 20.00', () => {
    expect(amountAtPayment(minor(2000n), pendingOf('-33.82'), [])).toBe(2000n);
  });

  it('nothing is left to pay', () => {
    expect(amountAtPayment(minor(8740n), pendingOf('5.00'), [])).toBeNull();
    expect(amountAtPayment(minor(8740n), pendingOf('-5.00'), [minor(500n)])).toBeNull();
  });
});

describe('What a payment clears, first the statements that it names, then the oldest (R8.3)', () => {
  const debts = [adjusted('2026-01-05', '-30.00'), adjusted('2026-01-06', '-20.00'), adjusted('2026-01-07', '-10.00')];
  const shop = [...opens('2026-01-01'), ...debts];

  it('35.00: 30.00 to the oldest, 5.00 to the next; 25.00 still owed', () => {
    const books = booksThrough([...shop, ...paysBill('2026-01-08', '35.00')], '2026-01-08');
    expect(allocations(books)).toEqual(['4 -> 1 30.00', '4 -> 2 5.00']);
    expect(books.balance.owed).toBe(2500n);
  });

  it('35.00 that names the last: 10.00 to it, then 25.00 to the oldest', () => {
    const books = booksThrough([...shop, ...paysBill('2026-01-08', '35.00', [3])], '2026-01-08');
    expect(allocations(books)).toEqual(['4 -> 3 10.00', '4 -> 1 25.00']);
  });

  it.each([
    ['35.00', [] as number[]],
    ['35.00', [3]],
    ['60.00', []],
    ['70.00', [2, 3]],
  ])('the preview of %s for %j equals what clearing does', (amount, named) => {
    const before = booksThrough(shop, '2026-01-07').state.pending;
    const preview = previewAllocation(amountOf(amount), named, before, plainDate('2026-01-08'));
    const books = booksThrough([...shop, ...paysBill('2026-01-08', amount, named)], '2026-01-08');
    const opens_ = books.statements.slice(0, 3).map(({ no, open }) => ({ statement: no, owedAfter: -open }));
    expect(preview.debts.map(({ statement, owedAfter }) => ({ statement, owedAfter }))).toEqual(opens_);
    expect(preview.stillOwed).toBe(books.balance.owed);
    expect(preview.excess).toBe(books.balance.inTransit); // what is beyond the debts is paid out on the next day
  });
});

describe('After a payment (R8.4)', () => {
  const owing = [...opens('2026-01-01'), adjusted('2026-01-05', '-87.40')];

  it('in full: the statements are paid, no payout, no payout id', () => {
    const books = booksThrough([...owing, ...paysBill('2026-01-06', '87.40')], '2026-01-31');
    expect(standings(books)).toEqual(['2026-01-05 daily 0.00 paid', '2026-01-06 bill-payment 0.00 paid']);
    expect(books.statements.map((made) => made.payout)).toEqual([null, null]);
    expect(books.payouts).toEqual([]);
  });

  it('in part: 87.40 - 50.00 = 37.40 stays pending', () => {
    const books = booksThrough([...owing, ...paysBill('2026-01-06', '50.00')], '2026-01-06');
    expect(standings(books)[0]).toBe('2026-01-05 daily -37.40 pending');
  });

  it('sales of 60.00 came first: 27.40 of the 87.40 paid clear the rest, 60.00 is paid out', () => {
    const told = [...owing, adjusted('2026-01-06', '60.00'), ...paysBill('2026-01-07', '87.40')];
    expect(payouts(booksThrough(told, '2026-01-31'))).toEqual(['2026-01-08 60.00 processing']);
  });

  it('the payment is one component, "bill-payment", on a statement of its own that names the bill', () => {
    const books = booksThrough([...owing, ...paysBill('2026-01-06', '50.00')], '2026-01-06');
    expect(books.statements.at(-1)).toMatchObject({
      kind: 'bill-payment',
      bill: 'bill-1',
      lines: [{ components: [{ kind: 'bill-payment', amount: 5000n }] }],
    });
  });
});

describe('A refund or chargeback of the card payment (R8.6)', () => {
  const owing = [...opens('2026-01-01'), adjusted('2026-01-05', '-87.40')];

  it('before clearing nothing posts', () => {
    const told = [
      happens('bill.captured', '2026-01-06', { bill: 'b', amount: '87.40' }),
      happens('bill.failed', '2026-01-07', { bill: 'b' }),
    ];
    const books = booksThrough([...owing, ...told], '2026-01-07');
    expect(standings(books)).toEqual(['2026-01-05 daily -87.40 pending']);
    expect(books.state.capturedBills).toEqual([]);
  });

  it('after it, -87.40 posts on its day and is owed again', () => {
    const told = [
      ...paysBill('2026-01-06', '87.40'),
      happens('bill.reversed', '2026-01-20', { bill: 'bill-1', amount: '87.40' }),
    ];
    const books = booksThrough([...owing, ...told], '2026-01-20');
    expect(books.statements.at(-1)).toMatchObject({ day: '2026-01-20', kind: 'daily', payable: -8740n });
    expect(books.balance.owed).toBe(8740n);
  });
});
