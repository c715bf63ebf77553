import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { present } from '@/domain/shared/assert';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { handleCardEvent } from '@/server/commands/bills/handle-card-event';
import { askAboutBill, reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { billOf, billsOf, MORNING, owedBy } from '../../support/owing';
import { answersAreLost, deliveryOf, ivyPaysByCard, payment, pays, shopsThatOwe, test } from '../../support/payments';
import { payTogether } from './processes';

const FIFTY = Array.from({ length: 50 }, (_, no) => no);

/** How often each answer was given. */
function counted(answers: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

const PAID_ALREADY = /^conflict: This bill is (being paid|paid) already\./;

describe('one bill, paid many times at once', () => {
  test('50 times with one key: one capture of 87.40 and 49 equal answers', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    const answers = await Promise.all(FIFTY.map(() => pays(books, provider.gateway, payment(bill, 'form-1'))));
    expect(counted(answers)).toEqual({ 'paid 8740': 50 });
    expect(await provider.captured()).toEqual([8740]);
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('once more with the same key after it was paid: the same answer, and still one capture of 87.40', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await pays(books, provider.gateway, payment(bill, 'form-1'));
    expect(await pays(books, provider.gateway, payment(bill, 'form-1'))).toBe('paid 8740');
    expect(await provider.captured()).toEqual([8740]);
  });

  test('50 times with 50 keys: one capture of 87.40, and 49 are told that it is being paid or paid', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    const answers = await Promise.all(FIFTY.map((no) => pays(books, provider.gateway, payment(bill, `form-${no}`))));
    expect(answers.filter((answer) => answer === 'paid 8740')).toHaveLength(1);
    expect(answers.filter((answer) => PAID_ALREADY.test(answer))).toHaveLength(49);
    expect(await provider.captured()).toEqual([8740]);
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('50 times with 50 keys and a card without funds among them: at most one capture of 87.40', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await Promise.all(
      FIFTY.map((no) => {
        const card = no % 2 === 0 ? 'pm_card_chargeDeclinedInsufficientFunds' : 'pm_card_visa';
        return pays(books, provider.gateway, payment(bill, `form-${no}`, card));
      }),
    );
    const captured = await provider.captured();
    expect(captured.length).toBeLessThanOrEqual(1);
    expect(await billsOf(books)).toEqual([captured.length === 1 ? 'paid 8740 of 8740' : 'failed 0 of 8740']);
  });
});

describe('one bill, paid from several processes at the same moment', { timeout: 120_000 }, () => {
  test('four with one key: one capture of 87.40, and nobody is told that it failed', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    const told = await payTogether(
      books,
      provider,
      [1, 2, 3, 4].map(() => payment(bill, 'form-1')),
    );
    expect(told.filter((status) => status !== 'paid' && status !== 'processing')).toEqual([]);
    expect(told).toContain('paid');
    expect(await provider.captured()).toEqual([8740]);
    expect(await billsOf(books)).toEqual(['paid 8740 of 8740']);
  });

  test('four with keys of their own: one capture of 87.40, and three are told that it is being paid or paid', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    const told = await payTogether(
      books,
      provider,
      [1, 2, 3, 4].map((no) => payment(bill, `form-${no}`)),
    );
    expect(told.filter((answer) => answer === 'paid')).toHaveLength(1);
    expect(told.filter((answer) => PAID_ALREADY.test(`conflict: ${answer}`))).toHaveLength(3);
    expect(await provider.captured()).toEqual([8740]);
  });
});

describe('more bills than debt', () => {
  /** Two tabs over the same 87.40: the first bill was refused by the bank, so it asked for nothing while the second was made. */
  test('two tabs pay the same debt of 87.40 at once: one of them is charged', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const first = await billOf(books, shopId, null, 'tab-1');
    await pays(books, provider.gateway, payment(first, 'try-1', 'pm_card_chargeDeclined'));
    const second = await billOf(books, shopId, null, 'tab-2');
    expect([first.amount, second.amount]).toEqual([8740n, 8740n]);
    const answers = await Promise.all(
      [first, second].map((bill) => pays(books, provider.gateway, payment(bill, 'try-2'))),
    );
    expect([...answers].sort()).toEqual([
      'conflict: Nothing is left to pay: sales or another payment have covered it. Cancel this bill.',
      'paid 8740',
    ]);
    expect(await provider.captured()).toEqual([8740]);
  });

  test('two tabs, 87.40 and 50.00 over a debt of 87.40: 87.40 is captured, or 50.00 and the other is asked again for 37.40', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const whole = await billOf(books, shopId, null, 'tab-1');
    await pays(books, provider.gateway, payment(whole, 'try-1', 'pm_card_chargeDeclined'));
    const part = await billOf(books, shopId, 5000n, 'tab-2');
    const answers = await Promise.all(
      [whole, part].map((bill) => pays(books, provider.gateway, payment(bill, 'try-2'))),
    );
    const captured = await provider.captured();
    if (answers[0] === 'paid 8740') {
      expect(answers[1]).toMatch(/^conflict: Nothing is left to pay/);
      expect(captured).toEqual([8740]);
    } else {
      expect(answers[0]).toMatch(/^amount-changed: .* This bill is now 37\.40; confirm it to pay\.$/);
      expect(captured).toEqual([5000]);
      expect(await pays(books, provider.gateway, payment(whole, 'try-3'))).toBe('paid 3740');
    }
    expect(sumOf(await provider.captured())).toBe(8740);
  });

  test('50 pays with keys of their own over bills of 50.00 and 37.40: 87.40 is captured and not a cent more', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bills = [await billOf(books, shopId, 5000n), await billOf(books, shopId, 3740n)];
    await Promise.all(
      FIFTY.map((no) => {
        const bill = bills[no % 2];
        return bill === undefined ? null : pays(books, provider.gateway, payment(bill, `form-${no}`));
      }),
    );
    expect([...(await provider.captured())].sort()).toEqual([3740, 5000]);
    await clearBills(books.database, { now: MORNING });
    expect(await owedBy(books)).toBe(0n);
  });

  test('sales of 60.00 come in before bills of 50.00 and 37.40 are paid 50 times: 87.40 - 60.00 = 27.40 is captured', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bills = [await billOf(books, shopId, 5000n), await billOf(books, shopId, 3740n)];
    await books.record(
      [
        {
          type: 'adjustment.posted',
          occurredAt: '2026-03-13T11:00:00Z',
          kind: 'goodwill',
          amount: '60.00',
          reason: 'Credit',
        },
      ].map((fact) => ({ ...fact, id: 'credit-1' })),
    );
    await books.close('2026-03-13');
    const round = (name: string) =>
      Promise.all(
        FIFTY.map((no) => {
          const bill = bills[no % 2];
          return bill === undefined
            ? ''
            : pays(books, provider.gateway, {
                ...payment(bill, `${name}-${no}`),
                now: instant('2026-03-14T09:00:00Z'),
              });
        }),
      );
    const first = await round('first');
    await round('confirmed');
    expect(first.some((answer) => answer.startsWith('amount-changed'))).toBe(true);
    expect(await provider.captured()).toEqual([2740]);
  });
});

describe('pays while the books move', () => {
  test('eight shops pay 87.40 each while 13 March closes and bills clear: each is captured once, nothing is owed', async ({
    books,
    provider,
  }) => {
    const shops = await shopsThatOwe(
      books,
      provider,
      Array.from({ length: 8 }, () => 8740n),
    );
    const bills = await Promise.all(shops.map((shopId) => billOf(books, shopId, null)));
    const now = instant('2026-03-14T00:30:00Z');
    const paying = bills.map((bill) => pays(books, provider.gateway, { ...payment(bill, 'try-1'), now }));
    const closing = [books.close('2026-03-13'), books.close('2026-03-13'), clearBills(books.database, { now })];
    await Promise.all<unknown>([...paying, ...closing]);
    expect(counted(await Promise.all(paying))).toEqual({ 'paid 8740': 8 });
    await clearBills(books.database, { now });
    await books.close('2026-03-14');
    expect(await provider.captured()).toEqual(Array.from({ length: 8 }, () => 8740));
    expect(await books.sql('SELECT DISTINCT owed_minor AS owed FROM shop')).toEqual([{ owed: 0n }]);
    expect(await billsOf(books)).toEqual(Array.from({ length: 8 }, () => 'cleared 8740 of 8740'));
  });

  test('ten runs clear a paid bill of 87.40 at once, while its day closes: it clears once', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    await pays(books, provider.gateway, payment(await billOf(books, shopId, null), 'try-1'));
    const runs = Array.from({ length: 10 }, () => clearBills(books.database, { now: MORNING }));
    const [cleared] = await Promise.all([Promise.all(runs), books.close('2026-03-13')]);
    expect(sumOf(cleared)).toBe(1);
    expect(await owedBy(books)).toBe(0n);
  });

  test('event, poll and the payer’s way back at once, ten times each, after an answer that was lost: 87.40 is captured once', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await answersAreLost(provider, async (gateway) => {
      expect(await pays(books, gateway, payment(bill, 'try-1'))).toBe('processing 8740');
    });
    const { payload, signature } = await deliveryOf(provider, 'payment_intent.succeeded');
    const told = { now: MORNING, clearingMinutes: 0 };
    await Promise.all(
      Array.from({ length: 10 }, () => [
        handleCardEvent(books.database, {
          ...told,
          event: present(provider.gateway.readEvent(payload, signature), ''),
        }),
        reconcileBills(books.database, provider.gateway, told),
        askAboutBill(books.database, provider.gateway, { ...told, shopId, bill: bill.id }),
        clearBills(books.database, { now: MORNING }),
      ]).flat(),
    );
    await clearBills(books.database, { now: MORNING });
    expect(await provider.captured()).toEqual([8740]);
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    expect(await books.sql("SELECT id FROM fact WHERE type IN ('bill.captured', 'bill.cleared')")).toHaveLength(2);
  });
});
