import { describe, expect } from 'vitest';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { reconcileBills } from '@/server/commands/bills/reconcile-bills';
import type { TestBooks } from '../../support/books';
import { billOf, billsOf, MORNING, owedBy } from '../../support/owing';
import { goThroughBank, ivyPaysByCard, type Provider, payment, pays, test } from '../../support/payments';
import { passOn } from '../../support/payments-proxy';
import { type Death, payAndDie } from './processes';

const DECLINED = 'pm_card_chargeDeclinedInsufficientFunds';
const BANK_ASKS = 'pm_card_threeDSecure2Required';

const INTENDING: Death = {
  step: 'while it stores what it is about to charge',
  lockFirst: 'LOCK TABLE bill_payment IN SHARE MODE',
  reach: ({ waitsForLock }) => waitsForLock(),
};

const ASKING: Death = {
  step: 'when its charge is on the way to the provider',
  reach: async ({ charge }) => void (await charge),
};

const ANSWERED: Death = {
  step: 'when the provider has charged and the answer is on its way',
  reach: async ({ charge }) => void (await (await charge).forward()),
};

const HEARD: Death = {
  step: 'when it has the answer and has recorded nothing of it',
  reach: async ({ charge, lock, waitsForLock }) => {
    const passage = await charge;
    const answer = await passage.forward();
    await lock('SELECT id FROM shop FOR UPDATE');
    passage.bring(answer);
    await waitsForLock();
  },
};

const RECORDING: Death = {
  step: 'in the middle of recording the answer',
  reach: async ({ charge, lock, waitsForLock }) => {
    const passage = await charge;
    const answer = await passage.forward();
    // The bill is written last: payment, fact and job are there already, and not committed.
    await lock('LOCK TABLE bill IN SHARE MODE');
    passage.bring(answer);
    await waitsForLock();
  },
};

const RECORDED: Death = {
  step: 'when the capture is recorded and nothing has cleared',
  reach: async ({ charge, says }) => {
    await passOn(await charge);
    await says('paid');
  },
};

const CLEARING: Death = {
  step: 'in the middle of clearing',
  reach: async ({ charge, lock, says, tell, waitsForLock }) => {
    await passOn(await charge);
    await says('paid');
    await lock('LOCK TABLE bill IN SHARE MODE');
    tell('clear');
    await waitsForLock();
  },
};

const CLEARED: Death = {
  step: 'when it has cleared, before anybody is told',
  reach: async ({ charge, says, tell }) => {
    await passOn(await charge);
    await says('paid');
    tell('clear');
    await says('cleared 1');
  },
};

/** What another process does afterwards, as the worker would: this one, which had no part in the payment. */
async function recover(books: TestBooks, provider: Provider): Promise<void> {
  await reconcileBills(books.database, provider.gateway, { now: MORNING, clearingMinutes: 0 });
  await clearBills(books.database, { now: MORNING });
}

describe('the process that charges 87.40 is killed', { timeout: 120_000 }, () => {
  test.for([
    [ASKING.step, ASKING, 'processing 0 of 8740'],
    [ANSWERED.step, ANSWERED, 'processing 0 of 8740'],
    [HEARD.step, HEARD, 'processing 0 of 8740'],
    [RECORDING.step, RECORDING, 'processing 0 of 8740'],
    [RECORDED.step, RECORDED, 'paid 8740 of 8740'],
    [CLEARING.step, CLEARING, 'paid 8740 of 8740'],
    [CLEARED.step, CLEARED, 'cleared 8740 of 8740'],
  ] as const)(
    '%s: charged once in the end, cleared, and 0.00 is owed',
    async ([, death, left], { books, provider }) => {
      const shopId = await ivyPaysByCard(books, provider);
      const bill = await billOf(books, shopId, null);
      await payAndDie(books, provider, payment(bill, 'try-1'), death);
      expect(await billsOf(books)).toEqual([left]);
      await recover(books, provider);
      await recover(books, provider);
      expect(await provider.captured()).toEqual([8740]);
      expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
      expect(await owedBy(books)).toBe(0n);
      // The form that the crash left open is sent again.
      expect(await pays(books, provider.gateway, payment(bill, 'try-1'))).toBe('cleared 8740');
      expect(await provider.captured()).toEqual([8740]);
    },
  );

  test.for([ASKING, ANSWERED, HEARD, RECORDING].map((death) => [death.step, death] as const))(
    '%s, and the bank had refused: failed in the end, 87.40 is owed, and another card pays it',
    async ([, death], { books, provider }) => {
      const shopId = await ivyPaysByCard(books, provider);
      const bill = await billOf(books, shopId, null);
      await payAndDie(books, provider, payment(bill, 'try-1', DECLINED), death);
      expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
      await recover(books, provider);
      expect(await books.sql('SELECT status, failure_code FROM bill')).toEqual([
        { status: 'failed', failure_code: 'insufficient_funds' },
      ]);
      expect(await provider.captured()).toEqual([]);
      expect(await owedBy(books)).toBe(8740n);
      expect(await pays(books, provider.gateway, payment(bill, 'try-2'))).toBe('paid 8740');
      expect(await provider.captured()).toEqual([8740]);
    },
  );

  test.for([ANSWERED, RECORDING].map((death) => [death.step, death] as const))(
    '%s, and the bank asks for 3-D Secure: it is found again, completed, and charged once',
    async ([, death], { books, provider }) => {
      const shopId = await ivyPaysByCard(books, provider);
      const bill = await billOf(books, shopId, null);
      await payAndDie(books, provider, payment(bill, 'try-1', BANK_ASKS), death);
      await recover(books, provider);
      const [found] = await books.sql<{ action_url: string }>(
        'SELECT b.status, needs_action, action_url FROM bill b JOIN bill_payment p ON p.bill_id = b.id',
      );
      expect(found).toMatchObject({ status: 'processing', needs_action: true });
      await goThroughBank(found?.action_url ?? '', 'complete');
      await recover(books, provider);
      expect(await provider.captured()).toEqual([8740]);
      expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    },
  );

  test('while it stores what it is about to charge: nothing was asked, the bill is as it was, and can be paid', async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await payAndDie(books, provider, payment(bill, 'try-1'), INTENDING);
    await recover(books, provider);
    expect(await provider.intents()).toEqual([]);
    expect(await billsOf(books)).toEqual(['unpaid 0 of 8740']);
    expect(await pays(books, provider.gateway, payment(bill, 'try-1'))).toBe('paid 8740');
    expect(await provider.captured()).toEqual([8740]);
  });
});
