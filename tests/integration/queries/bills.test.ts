import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { connectDatabase, type Database } from '@/server/db/database';
import { billReceipt, writable } from '@/server/exports/bill-receipt';
import { listBills, readUnderWay } from '@/server/queries/bills';
import { readBill } from '@/server/queries/bills-detail';
import { readNegativeBalance } from '@/server/queries/negative-balance';
import { readChain } from '@/server/queries/negative-balance-chain';
import { readOutlook } from '@/server/queries/outlook';
import { readBanner, readShellFigures } from '@/server/queries/shell';
import { findStatement, readSettlement } from '@/server/queries/statement';
import { recordWires } from '../../support/books';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { IVY } from '../../support/ivy';
import { IVY_SHOP } from '../../support/ivy-shop';

const FULL = { choice: 'full', no: [], amount: '', changed: undefined } as const;

/** A bill as it would stand after its commands; amounts in cents. */
async function storeBill(
  { pool }: Database,
  bill: {
    readonly id: string;
    readonly status: string;
    readonly amount: number;
    readonly at: string;
    readonly more?: object;
  },
): Promise<void> {
  const columns = {
    shop_id: 1,
    id: bill.id,
    key: bill.id,
    request: 'amount',
    amount_minor: bill.amount,
    status: bill.status,
    created_by: 'ivy',
    created_at: bill.at,
    expires_at: '2026-03-20T00:00:00Z',
    ...bill.more,
  };
  const names = Object.keys(columns);
  await pool.query(
    `INSERT INTO bill (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(columns),
  );
}

/** The words that a PDF shows: its streams inflated, the strings of their text operators joined. */
function textOf(pdf: Buffer): string {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    if (pdf.subarray(at - 3, at).toString() === 'end') continue;
    try {
      streams.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // A stream that is not deflated holds no text.
    }
  }
  const shown = streams.flatMap((stream) => stream.match(/\[.*?\] TJ/g) ?? []);
  return shown
    .map((operator) =>
      [...operator.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n');
}

describe('the bills of Ivy, who has paid 50.00 of 87.40 and owes 37.40', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    await recordWires(database, IVY);
    await closeDays(database, { through: plainDate('2026-03-13') });
    const { rows } = await database.pool.query<{ no: number }>("SELECT no FROM statement WHERE bill = 'bill-1'");
    await storeBill(database, {
      id: 'bill-1',
      status: 'cleared',
      amount: 5000,
      at: '2026-03-13T10:38:00Z',
      more: {
        method: 'card',
        received_minor: 5000,
        paid_at: '2026-03-13T10:42:00Z',
        cleared_at: '2026-03-13T11:03:00Z',
        statement_no: rows[0]?.no,
      },
    });
    await database.pool.query(
      `INSERT INTO bill_payment (shop_id, id, bill_id, key, amount_minor, card, brand, last4, status, created_at)
       VALUES (1, 'pay-0', 'bill-1', 'a', 5000, 'c', 'visa', '0002', 'failed', '2026-03-13T10:40Z'),
              (1, 'pay-1', 'bill-1', 'b', 5000, 'd', 'visa', '4242', 'captured', '2026-03-13T10:42Z')`,
    );
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('lists the bill with the card that paid, not the one that was refused, and the statement that it cleared', async () => {
    const page = await listBills(database.pool, IVY_SHOP, {});
    expect(page.counts).toEqual({ all: 1, 'under-way': 0, cleared: 1, ended: 0 });
    expect(page.rows[0]).toMatchObject({ id: 'bill-1', amount: '50.00', card: { last4: '4242' }, clearedCount: 1 });
    expect(page.rows[0]?.cleared[0]?.day).toBe('2026-03-12');
  });

  it('shows what it cleared: statement of 12 March open -87.40 + 50.00 = -37.40', async () => {
    const bill = await readBill(database.pool, IVY_SHOP, 'bill-1');
    expect(bill?.allocations).toMatchObject([
      { amount: '50.00', openBefore: '-87.40', openAfter: '-37.40', isNamed: false, status: 'pending' },
    ]);
    expect(bill?.attempts.map(({ status }) => status)).toEqual(['failed', 'captured']);
  });

  it('does not find another shop’s bill', async () => {
    expect(await readBill(database.pool, { id: 2 }, 'bill-1')).toBeNull();
    expect((await listBills(database.pool, { id: 2 }, {})).rows).toEqual([]);
  });

  it('finds a bill by its id and by the number of a statement that it cleared', async () => {
    const bill = await readBill(database.pool, IVY_SHOP, 'bill-1');
    const no = bill?.allocations[0]?.statement.no;
    for (const q of ['bill-1', `${no}`, `#${bill?.statementNo}`])
      expect((await listBills(database.pool, IVY_SHOP, { q })).rows.map(({ id }) => id)).toEqual(['bill-1']);
    expect((await listBills(database.pool, IVY_SHOP, { q: 'RF99' })).rows).toEqual([]);
  });

  it('writes a receipt that says who paid what, when, with which card, and what it cleared', async () => {
    const bill = await readBill(database.pool, IVY_SHOP, 'bill-1');
    if (bill === null) throw new Error('the bill is there');
    const pdf = await billReceipt(bill, IVY_SHOP);
    const text = textOf(pdf ?? Buffer.alloc(0));
    for (const words of [
      'Ivy Ceramics',
      'USD 50.00',
      '2026-03-13 10:42 UTC',
      'Card ending 4242',
      'open -87.40 to -37.40',
      'bill-1',
    ])
      expect(text).toContain(words);
    expect(await billReceipt({ ...bill, paidAt: null }, IVY_SHOP)).toBeNull();
    expect(writable('Łódź “café” 東')).toBe('Lódz “café” ?');
  });

  it('links the statement that paid to its bill, and the debt to it', async () => {
    const bill = await readBill(database.pool, IVY_SHOP, 'bill-1');
    const head = await findStatement(database.pool, IVY_SHOP, bill?.statementNo ?? 0);
    expect(head).toMatchObject({ bill: 'bill-1', hasBillPage: true });
    const debt = await readSettlement(database.pool, 1, bill?.allocations[0]?.statement.no ?? 0);
    expect(debt.steps[0]?.by).toMatchObject({ statementKind: 'bill-payment', bill: 'bill-1' });
  });

  it('paying all of 37.40 clears 12 March and leaves order B whole: payout 53.58 on 18 March', async () => {
    const dto = await readNegativeBalance(database, IVY_SHOP, FULL);
    expect(dto).toMatchObject({ owed: '37.40', limits: { least: '1.00', most: '37.40' }, aboveZeroOn: '2026-03-17' });
    expect(dto?.plan.preview).toMatchObject({
      amount: '37.40',
      stillOwed: '0.00',
      rows: [{ owedAtFirst: '87.40', before: '50.00', paid: '37.40', left: '0.00' }],
      outcome: { isAboveZeroNow: true, payout: { on: '2026-03-18', amount: '53.58' } },
    });
  });

  it('paying 20.00 leaves 37.40 - 20.00 = 17.40, and a payout of 53.58 - 17.40 = 36.18', async () => {
    const dto = await readNegativeBalance(database, IVY_SHOP, { ...FULL, choice: 'amount', amount: '20' });
    expect(dto?.plan.preview).toMatchObject({
      stillOwed: '17.40',
      outcome: { aboveZeroOn: '2026-03-17', payout: { amount: '36.18' } },
    });
    expect(dto?.choices.map(({ key, outcome }) => [key, outcome.payout?.amount])).toEqual([
      ['full', '53.58'],
      ['amount', '36.18'],
      ['nothing', '16.18'],
    ]);
  });

  it.each([
    ['0.50', 'amount', 'Enter at least 1.00'],
    ['37.41', 'amount', 'at most the 37.40'],
    ['-5', 'amount', 'above zero'],
    ['12.345', 'amount', 'at most two decimals'],
    ['12,50', 'amount', 'with a point'],
    ['abc', 'amount', '“abc” is not an amount'],
    ['', 'amount', 'Enter the amount'],
  ])('says what is wrong with the amount “%s” at its field', async (amount, field, words) => {
    const dto = await readNegativeBalance(database, IVY_SHOP, { ...FULL, choice: 'amount', amount });
    expect(dto?.plan.refusal?.field).toBe(field);
    expect(dto?.plan.refusal?.reason).toContain(words);
    expect(dto?.plan.preview).toBeNull();
  });

  it('refuses a statement that is paid, and a choice of none', async () => {
    for (const no of [[1], []]) {
      const dto = await readNegativeBalance(database, IVY_SHOP, { ...FULL, choice: 'statements', no });
      expect(dto?.plan.refusal?.field).toBe('statements');
    }
  });

  it('tells how it came: settled +75.28, paid out -75.28, refunded -87.40, paid +50.00, owed -37.40, covered +53.58', async () => {
    const outlook = await readOutlook(database, IVY_SHOP);
    const chain = outlook === null ? null : await readChain(database.pool, IVY_SHOP, outlook);
    expect(chain?.steps.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
      'settled 75.28',
      'paid-out -75.28',
      'hit -87.40',
      'covered 50.00',
      'owed -37.40',
      'forecast 53.58',
    ]);
  });

  it('counts the days to the measures: 2 of 10 day-ends, the tenth on 21 March, warnings on 16 and 19 March', async () => {
    const dto = await readNegativeBalance(database, IVY_SHOP, FULL);
    expect(dto?.ladder.rungs[0]).toMatchObject({ trigger: { limit: '100.00', warnAt: '80.00' }, isReached: false });
    expect(dto?.ladder.rungs[1]?.trigger).toMatchObject({
      limit: 10,
      on: '2026-03-21',
      warnings: [{ on: '2026-03-16' }, { on: '2026-03-19' }],
    });
  });

  describe('with 15.00 awaited by transfer and 10.00 clearing', () => {
    beforeAll(async () => {
      await storeBill(database, {
        id: 'bill-2',
        status: 'unpaid',
        amount: 1500,
        at: '2026-03-14T08:00:00Z',
        more: { method: 'bank-transfer', reference: 'RF18539007547034' },
      });
      await storeBill(database, {
        id: 'bill-3',
        status: 'paid',
        amount: 1000,
        at: '2026-03-14T08:30:00Z',
        more: {
          method: 'card',
          received_minor: 1000,
          paid_at: '2026-03-14T08:31:00Z',
          clears_at: '2026-03-14T12:31:00Z',
        },
      });
      await database.pool.query(
        `INSERT INTO bill_payment (shop_id, id, bill_id, key, amount_minor, card, brand, last4, status, created_at)
         VALUES (1, 'pay-2', 'bill-3', 'c', 1000, 'd', 'visa', '4242', 'captured', '2026-03-14T08:31Z')`,
      );
    });

    it('bills 37.40 - 15.00 - 10.00 = 12.40 at most', async () => {
      const underWay = await readUnderWay(database.pool, IVY_SHOP);
      expect(underWay).toMatchObject({ owed: '37.40', asked: '25.00', billable: '12.40' });
      expect((await readShellFigures(database.pool, 1)).billable).toBe('12.40');
    });

    it('previews after the 10.00 that clears: 37.40 - 10.00 - 12.40 = 15.00 still owed', async () => {
      const dto = await readNegativeBalance(database, IVY_SHOP, FULL);
      expect(dto).toMatchObject({ clearing: '10.00', limits: { most: '12.40' } });
      expect(dto?.plan.preview).toMatchObject({ amount: '12.40', stillOwed: '15.00' });
    });

    it('says in the banner what is billed, and by when the paid part clears', async () => {
      expect(await readBanner(database, IVY_SHOP)).toMatchObject({
        kind: 'owed',
        billed: {
          count: 2,
          asked: '25.00',
          billable: '12.40',
          clearing: '10.00',
          clearsBy: '2026-03-14T12:31:00.000Z',
        },
      });
    });

    it('lists newest first, by keyset after a bill', async () => {
      const all = await listBills(database.pool, IVY_SHOP, {});
      expect(all.rows.map(({ id }) => id)).toEqual(['bill-3', 'bill-2', 'bill-1']);
      expect((await listBills(database.pool, IVY_SHOP, { before: 'bill-2' })).rows.map(({ id }) => id)).toEqual([
        'bill-1',
      ]);
      const underWay = await listBills(database.pool, IVY_SHOP, { status: 'under-way' });
      expect(underWay).toMatchObject({ total: 2 });
      expect((await listBills(database.pool, IVY_SHOP, { q: 'RF18 5390 0754 7034' })).rows.map(({ id }) => id)).toEqual(
        ['bill-2'],
      );
    });
  });
});
