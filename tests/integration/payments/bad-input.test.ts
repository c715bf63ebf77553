import { describe, expect } from 'vitest';
import { payRequestSchema, readPayRequest } from '@/contracts/negative-balance';
import { formatReference, type Reference } from '@/domain/bill/reference';
import { type Instant, instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { expireBills } from '@/server/commands/bills/expire-bills';
import { payBill } from '@/server/commands/bills/pay-bill';
import { startBill } from '@/server/commands/bills/start-bill';
import { importBankLines } from '@/server/commands/match-bank-lines';
import type { BillRow } from '@/server/repositories/bills';
import type { TestBooks } from '../../support/books';
import { ivyOpens } from '../../support/ivy';
import { acceptedOf, billOf, billsOf, IVY, MORNING, owedBy, refusalOf } from '../../support/owing';
import { answersAreLost, ivyPaysByCard, type Provider, payment, pays, test } from '../../support/payments';

/** A whole sentence for a person: a capital, an end, no code words. */
const SENTENCE = /^[A-Z“][^{}]*\.$/;

/** Everything that a refusal must leave as it was. */
async function allOf(books: TestBooks, provider: Provider): Promise<unknown> {
  const tables = ['bill', 'bill_payment', 'fact', 'statement', 'allocation', 'shop'];
  const rows = await Promise.all(tables.map((table) => books.sql(`SELECT to_jsonb(t)::text AS row FROM ${table} t`)));
  return {
    rows: rows.map((table) => table.map((row) => JSON.stringify(row)).sort()),
    captured: await provider.captured(),
  };
}

/** Does something that must be refused; returns the sentence. */
async function sentenceOf(
  books: TestBooks,
  provider: Provider,
  attempt: () => Promise<Awaited<ReturnType<typeof startBill>>>,
): Promise<string> {
  const before = await allOf(books, provider);
  const { reason } = refusalOf(await attempt());
  expect(reason).toMatch(SENTENCE);
  expect(await allOf(books, provider)).toEqual(before);
  return reason;
}

/** The form's own path: what was typed, read, and asked of the server. */
async function typed(books: TestBooks, shopId: number, amount: string) {
  const read = readPayRequest(payRequestSchema.parse({ choice: 'amount', amount }));
  if (!read.ok) return { ok: false, refusal: { ...read.refusal, code: 'invalid' } } as const;
  return startBill(books.database, { shopId, request: read.value, key: 'form-1', createdBy: null, now: MORNING });
}

describe('an amount that cannot be paid, where 87.40 is owed: one sentence, nothing changed', () => {
  test.for([
    ['0.99', 'below the minimum of 1.00', 'Enter at least 1.00, and at most the 87.40 that can still be billed.'],
    ['87.41', 'above the 87.40 owed', 'Enter at least 1.00, and at most the 87.40 that can still be billed.'],
    ['0.00', 'nothing', 'Enter at least 1.00, and at most the 87.40 that can still be billed.'],
    ['-5.00', 'negative', 'Enter an amount above zero; what you owe is paid with a plain number.'],
    [
      '−5.00',
      'negative, with a typeset minus',
      'Enter an amount above zero; what you owe is paid with a plain number.',
    ],
    ['12.345', 'three decimals', 'Enter at most two decimals, such as 12.30.'],
    ['12.300', 'three decimals, the last of them 0', 'Enter at most two decimals, such as 12.30.'],
    ['12,30', 'a decimal comma', 'Write decimals with a point, such as 12.30.'],
    ['', 'nothing typed', 'Enter the amount that you want to pay.'],
    ['fifty', 'not a number', '“fifty” is not an amount. Enter a number such as 12.30.'],
    ['5e1', 'a number of programmers', '“5e1” is not an amount. Enter a number such as 12.30.'],
    ['0x32', 'another one', '“0x32” is not an amount. Enter a number such as 12.30.'],
    ['NaN', 'and another', '“NaN” is not an amount. Enter a number such as 12.30.'],
    ['5.00.00', 'two points', '“5.00.00” is not an amount. Enter a number such as 12.30.'],
    ['9'.repeat(39), 'more money than there is', null],
  ] as const)('"%s", %s', async ([amount, , sentence], { books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const reason = await sentenceOf(books, provider, () => typed(books, shopId, amount));
    if (sentence !== null) expect(reason).toBe(sentence);
  });
});

describe('a bill that cannot be paid: one sentence, nothing changed, nothing charged', () => {
  test('another shop’s bill', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await books.record(ivyOpens(), { shop: 'other' });
    const [other] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'other'");
    const foreign = { shopId: other?.id ?? 0, id: bill.id };
    const sentences = [
      await sentenceOf(books, provider, () => payBill(books.database, provider.gateway, payment(foreign, 'try-1'))),
      await sentenceOf(books, provider, () =>
        chooseMethod(books.database, { shopId: foreign.shopId, bill: bill.id, method: 'bank-transfer', now: MORNING }),
      ),
      await sentenceOf(books, provider, () =>
        cancelBill(books.database, { shopId: foreign.shopId, bill: bill.id, by: IVY }),
      ),
    ];
    expect(new Set(sentences)).toEqual(new Set(['There is no such bill in this shop.']));
  });

  test('a bill that does not exist', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const none = payment({ shopId, id: 'bil_none' }, 'try-1');
    expect(await sentenceOf(books, provider, () => payBill(books.database, provider.gateway, none))).toBe(
      'There is no such bill in this shop.',
    );
  });

  type Prepare = (books: TestBooks, provider: Provider, bill: BillRow) => Promise<unknown>;
  const paid: Prepare = async (books, provider, bill) =>
    void (await pays(books, provider.gateway, payment(bill, 'try-0')));

  test.for<readonly [string, Prepare, string, Instant?]>([
    ['paid', paid, 'This bill is paid already. Nothing more is charged.'],
    [
      'cleared',
      async (books, provider, bill) => {
        await paid(books, provider, bill);
        await clearBills(books.database, { now: MORNING });
      },
      'This bill is paid already. Nothing more is charged.',
    ],
    [
      'on its way to the bank',
      (books, provider, bill) =>
        answersAreLost(provider, async (gateway) => void (await pays(books, gateway, payment(bill, 'try-0')))),
      'This bill is being paid already. Wait for the answer of your bank.',
    ],
    [
      'cancelled',
      async (books, _provider, { shopId, id }) =>
        void acceptedOf(await cancelBill(books.database, { shopId, bill: id, by: IVY })),
      'This bill was cancelled. Start a new one.',
    ],
    [
      'expired, as the worker has noted',
      async (books) => void (await expireBills(books.database, { now: instant('2026-03-14T10:00:00Z') })),
      'This bill has expired. Start a new one.',
    ],
    [
      'expired at this moment, before the worker came',
      () => Promise.resolve(),
      'This bill has expired. Start a new one.',
      instant('2026-03-14T10:00:00Z'),
    ],
  ])('%s', async ([, prepare, sentence, now = MORNING], { books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await prepare(books, provider, bill);
    const again = { ...payment(bill, 'try-1'), now };
    expect(await sentenceOf(books, provider, () => payBill(books.database, provider.gateway, again))).toBe(sentence);
  });

  test('a card, where the seller has saved none', async ({ books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const bill = await billOf(books, shopId, null);
    await books.sql('DELETE FROM card_customer');
    const attempt = () => payBill(books.database, provider.gateway, payment(bill, 'try-1'));
    expect(await sentenceOf(books, provider, attempt)).toBe(
      'This card is not one of your saved cards. Choose another or add one.',
    );
  });
});

test('a card that is another seller’s: the provider refuses it, nothing is charged, and the bill of 87.40 can be paid', async ({
  books,
  provider,
}) => {
  const shopId = await ivyPaysByCard(books, provider);
  const bill = await billOf(books, shopId, null);
  const { id: other } = await provider.stripe.customers.create({ name: 'Somebody else' });
  const { id: card } = await provider.stripe.paymentMethods.attach('pm_card_visa', { customer: other });
  expect(await pays(books, provider.gateway, payment(bill, 'try-1', card))).toBe('failed 8740');
  expect(await provider.captured()).toEqual([]);
  expect(await owedBy(books)).toBe(8740n);
  expect(await pays(books, provider.gateway, payment(bill, 'try-2'))).toBe('paid 8740');
});

describe('a transfer with a wrong reference: the bill stays unpaid, 87.40 is owed, the money waits for ops', () => {
  /** The reference with one of its signs changed. */
  const mistyped = (reference: Reference): string => {
    const last = reference.at(-1) === '7' ? '8' : '7';
    return `${reference.slice(0, -1)}${last}`;
  };

  /** The reference with the last two neighbours that differ exchanged: two that are alike would leave it as it is, and it pays its bill. */
  const exchanged = (reference: Reference): string => {
    const [text, before, first, second, after] = /^(.*)(.)(?!\2)(.)(.*)$/.exec(reference) ?? [];
    if (text === undefined) throw new Error(`${reference} has no two neighbours that differ`);
    return `${before}${second}${first}${after}`;
  };

  test.for<readonly [string, (reference: Reference) => string]>([
    ['one character mistyped', mistyped],
    ['one character mistyped, in groups of four', (reference) => formatReference(mistyped(reference) as Reference)],
    ['two characters exchanged', exchanged],
    ['its end cut off', (reference) => reference.slice(0, -3)],
    ['somebody else’s, with right check digits', () => 'RF18539007547034'],
  ])('%s', async ([, write], { books, provider }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const { id } = await billOf(books, shopId, null);
    const chosen = acceptedOf(
      await chooseMethod(books.database, { shopId, bill: id, method: 'bank-transfer', now: MORNING }),
    );
    const before = await allOf(books, provider);
    const line = {
      bookedOn: plainDate('2026-03-13'),
      amount: minor(4_000n),
      currency: 'USD',
      counterparty: '',
      description: write(chosen.reference as Reference),
      bankReference: null,
      fingerprint: 'line-1',
    } as const;
    expect(await importBankLines(books.database, { lines: [line], by: null, now: MORNING })).toMatchObject({
      matched: 0,
    });
    expect(await allOf(books, provider)).toEqual(before);
    const [waits] = await books.sql<{ status: string; reason: string }>('SELECT status, reason FROM bank_line');
    expect(waits?.status).not.toBe('matched');
    expect(waits?.reason).toMatch(SENTENCE);
    expect(await billsOf(books)).toEqual(['unpaid 0 of 8740']);
    expect(await owedBy(books)).toBe(8740n);
  });
});
