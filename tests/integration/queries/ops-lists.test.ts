import { describe, expect } from 'vitest';
import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { traceReference } from '@/contracts/payout-trace';
import { plainDate } from '@/domain/calendar/plain-date';
import { opsShopsCsv, opsStatementsCsv } from '@/server/exports/ops-csv';
import { listOpsShops } from '@/server/queries/ops/shops';
import { listOpsStatements } from '@/server/queries/ops/statements';
import { test as base, type TestBooks } from '../../support/books';
import { fleetOf, MORNING } from '../../support/owing-shops';
import { twoShops } from '../../support/two-shops';

const test = base.extend<{ readonly fleet: TestBooks }>({
  fleet: async ({ books }, use) => {
    await fleetOf(books, {
      alder: { amount: '30.00' },
      beech: { amount: '-90.00' },
      cedar: { amount: '-120.00' },
      dogwood: { amount: '-20.00' },
      ipe: { amount: '-80.00', marketplace: 'br' },
    });
    await use(books);
  },
});

async function shopsUnder(books: TestBooks, asked: Record<string, string> = {}) {
  const page = await listOpsShops(books.database.pool, opsShopsSearchSchema.parse(asked), MORNING);
  return page.rows.map(({ externalId }) => externalId);
}

async function statementsUnder(books: TestBooks, asked: Record<string, string> = {}) {
  const page = await listOpsStatements(books.database.pool, opsStatementsSearchSchema.parse(asked));
  return page.rows.map(({ shop, no }) => `${shop.externalId}/${no}`);
}

describe('the shops of every seller', () => {
  for (const [asked, expected] of [
    [{}, ['cedar', 'beech', 'dogwood', 'ipe', 'alder']],
    [{ state: 'negative', sort: 'owed' }, ['ipe', 'cedar', 'beech', 'dogwood']],
    [{ state: 'negative', sort: 'owed', dir: 'reverse' }, ['dogwood', 'beech', 'cedar', 'ipe']],
    [{ state: 'frozen' }, ['cedar']],
    [{ state: 'promotions-suspended' }, ['cedar']],
    [{ state: 'closed' }, []],
    [{ owed: '85' }, ['cedar', 'beech']],
    [{ marketplace: 'br' }, ['ipe']],
    [{ seller: 'fleet', sort: 'name' }, ['alder', 'beech', 'cedar', 'dogwood', 'ipe']],
    [{ q: 'EDA' }, ['cedar']],
    [{ q: 'fleet', level: '0' }, []],
    [{ q: 'cedar/1' }, ['cedar']],
    [{ tier: 'gold', sort: 'nothing', level: '9' }, ['cedar', 'beech', 'dogwood', 'ipe', 'alder']],
  ] as const) {
    test(`under ${new URLSearchParams(asked)}: ${expected.join(', ')}`, async ({ fleet }) => {
      expect(await shopsUnder(fleet, asked)).toEqual(expected);
    });
  }

  test('go on behind any shop, in either direction, without losing or repeating one', async ({ fleet }) => {
    const orders: Record<string, string>[] = [
      {},
      { sort: 'owed' },
      { sort: 'name', dir: 'reverse' },
      { sort: 'newest' },
    ];
    for (const asked of orders) {
      const whole = await shopsUnder(fleet, asked);
      const file = await opsShopsCsv(() => fleet.database.pool, opsShopsSearchSchema.parse(asked), MORNING).text();
      expect(
        file
          .trim()
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(',')[0]),
      ).toEqual(whole);
    }
    expect(await shopsUnder(fleet, { sort: 'name', after: 'shop beech~0~2' })).toEqual(['cedar', 'dogwood', 'ipe']);
  });

  test('are told with their seller, their registered name and what they owe', async ({ fleet }) => {
    const { rows } = await listOpsShops(fleet.database.pool, { q: 'beech' }, MORNING);
    expect(rows).toMatchObject([
      { seller: { name: 'Fleet' }, registeredName: expect.any(String), money: { owed: '90.00' } },
    ]);
  });
});

describe('the statements of every shop', () => {
  for (const [asked, expected] of [
    [{ sort: 'most-owed' }, ['cedar/1', 'beech/1', 'ipe/1', 'dogwood/1']],
    [{ sort: 'highest-payable', max: '-80.00' }, ['ipe/1', 'beech/1', 'cedar/1']],
    [{ reason: 'negative-balance', marketplace: 'br' }, ['ipe/1']],
    [{ reason: 'scheduled' }, []],
    [{ status: 'processing' }, ['alder/1']],
    [{ status: 'pending', openMin: '-30', sort: 'oldest' }, ['dogwood/1']],
    [{ status: 'paid' }, []],
    [{ kind: 'bill-payment' }, []],
    [{ shop: 'beech' }, ['beech/1']],
    [{ seller: 'fleet', from: '2026-03-12' }, []],
    [{ q: 'cedar/1' }, ['cedar/1']],
    [{ q: 'cedar', from: '2026-03-11', to: '2026-03-11' }, ['cedar/1']],
    [{ q: 'no such thing' }, []],
  ] as const) {
    test(`under ${new URLSearchParams(asked)}: ${expected.join(', ') || 'none'}`, async ({ fleet }) => {
      expect(await statementsUnder(fleet, asked)).toEqual(expected);
    });
  }

  test('are found by an order, by the trace of a payout and by a bill, in whichever shop they are', async ({
    books,
  }) => {
    const { own, foreign } = await twoShops(books);
    const [shop] = await books.sql<{ code: string }>('SELECT external_id AS code FROM shop WHERE id = $1', [
      foreign.shopId,
    ]);
    const [other] = await books.sql<{ code: string }>('SELECT external_id AS code FROM shop WHERE id = $1', [
      own.shopId,
    ]);
    // Both shops have an order B.
    const ofOrder = await statementsUnder(books, { q: 'B' });
    expect(new Set(ofOrder.map((name) => name.split('/')[0]))).toEqual(new Set([shop?.code, other?.code]));
    const [payout] = await books.sql<{ no: number; initiated_on: string; statement_no: number }>(
      'SELECT p.no, p.initiated_on, i.statement_no FROM payout p JOIN payout_item i ON i.shop_id = p.shop_id AND i.payout_no = p.no WHERE p.shop_id = $1 ORDER BY 3 LIMIT 1',
      [foreign.shopId],
    );
    const initiatedOn = plainDate(payout?.initiated_on ?? '');
    const trace = traceReference({ shopId: foreign.shopId, no: payout?.no ?? 0, initiatedOn });
    expect(await statementsUnder(books, { q: trace })).toContain(`${shop?.code}/${payout?.statement_no}`);
    const ofBill = await statementsUnder(books, { q: foreign.bill.id });
    expect(ofBill.every((name) => name.startsWith(`${shop?.code}/`))).toBe(true);
  });

  test('go on behind any statement: pages of one are the whole list, in every order', async ({ fleet }) => {
    for (const sort of ['newest', 'oldest', 'most-owed', 'most-open', 'lowest-payable', 'highest-payable']) {
      const whole = await statementsUnder(fleet, { sort });
      const file = await opsStatementsCsv(
        () => fleet.database.pool,
        opsStatementsSearchSchema.parse({ sort }),
        MORNING,
      ).text();
      const lines = file
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(','));
      expect(lines.map(([code, , , no]) => `${code}/${no}`)).toEqual(whole);
    }
    expect(await statementsUnder(fleet, { sort: 'lowest-payable', after: '-9000~2~1' })).toEqual([
      'ipe/1',
      'dogwood/1',
      'alder/1',
    ]);
    // A cursor of another order starts at the beginning.
    expect(await statementsUnder(fleet, { sort: 'most-owed', after: '2026-03-11~2~1' })).toHaveLength(4);
  });
});

describe('what the close keeps on the row of a shop', () => {
  test('is why its statements are pending, and whether a payout failed', async ({ fleet }) => {
    const rows = await fleet.sql('SELECT external_id, pending_reason, payout_failed FROM shop ORDER BY 1');
    expect(rows).toEqual(
      [
        ['alder', 'below-minimum'],
        ['beech', 'negative-balance'],
        ['cedar', 'negative-balance'],
        ['dogwood', 'negative-balance'],
        ['ipe', 'negative-balance'],
      ].map(([external_id, pending_reason]) => ({ external_id, pending_reason, payout_failed: false })),
    );
  });
});
