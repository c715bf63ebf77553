import { describe, expect } from 'vitest';
import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { listOpsShops } from '@/server/queries/ops/shops';
import { listOpsStatements } from '@/server/queries/ops/statements';
import { test as base, type TestBooks } from '../../support/books';
import { IVY } from '../../support/ivy';
import { MORNING } from '../../support/owing';
import { adjusted, happens } from '../../support/story';

/** Ivy's shop through 13 March, with an adjustment for an order of another kind of id, and a member and an account. */
const test = base.extend<{ readonly found: TestBooks }>({
  found: async ({ books }, use) => {
    await books.record([
      ...IVY,
      { ...adjusted('2026-03-12', '37.40', 'other-adjustment', { order: 'IV-77' }), id: 'adj-1' },
    ]);
    await books.close('2026-03-13');
    await books.sql(`
      WITH owner AS (
        INSERT INTO seller (external_id, name) VALUES ('hart', 'Hart & Co') RETURNING id
      ), moved AS (
        UPDATE shop SET seller_id = (SELECT id FROM owner) WHERE external_id = 'ivy'
      ) INSERT INTO member (seller_id, no, person_key, name, email, role) SELECT id, 1, 'mo', 'Mo', 'Mo@example.com', 'owner' FROM owner`);
    await use(books);
  },
});

async function shopsUnder(books: TestBooks, asked: Record<string, string>): Promise<readonly string[]> {
  const { rows } = await listOpsShops(books.database.pool, opsShopsSearchSchema.parse(asked), MORNING);
  return rows.map(({ externalId }) => externalId);
}

async function statementsUnder(books: TestBooks, q: string): Promise<readonly number[]> {
  const { rows } = await listOpsStatements(books.database.pool, opsStatementsSearchSchema.parse({ q }));
  return rows.map(({ no }) => no).toSorted((left, right) => left - right);
}

/** The statements of lines under a condition. */
async function statementsOf(books: TestBooks, where: string): Promise<readonly number[]> {
  const rows = await books.sql<{ no: number }>(
    `SELECT DISTINCT statement_no AS no FROM line WHERE ${where} ORDER BY 1`,
  );
  return rows.map(({ no }) => no);
}

describe('A shop and its statements are found', () => {
  test('by the id of a fact: the adjustment of 37.40 is on its statement', async ({ found }) => {
    const expected = await statementsOf(found, "order_id = 'IV-77'");
    expect(expected).toHaveLength(1);
    expect([await shopsUnder(found, { q: 'adj-1' }), await statementsUnder(found, 'adj-1')]).toEqual([
      ['ivy'],
      expected,
    ]);
  });

  test('by the id of a fact of an order: it is on all statements of the order', async ({ found }) => {
    const [fact] = await found.sql<{ id: string }>(
      "SELECT id FROM fact WHERE type = 'order.delivered' AND order_id = 'A'",
    );
    expect(await statementsUnder(found, fact?.id ?? '')).toEqual(await statementsOf(found, "order_id = 'A'"));
  });

  test('by the id of an order that is typed without capitals', async ({ found }) => {
    expect(await statementsUnder(found, 'iv-77')).toEqual(await statementsOf(found, "order_id = 'IV-77'"));
  });

  test.for<readonly [string, string, readonly string[]]>([
    ['the e-mail address of a member, whatever its capitals', 'mo@EXAMPLE.com', ['ivy']],
    ['not by an address of nobody', 'nobody@example.com', []],
    ['not by a part of an address', 'o@example.com', []],
  ])('by %s', async ([, q, shops], { found }) => {
    expect(await shopsUnder(found, { q })).toEqual(shops);
  });

  test('by the last four digits of its bank account', async ({ found }) => {
    const [account] = await found.sql<{ last4: string }>('SELECT last4 FROM bank_account');
    expect(await shopsUnder(found, { q: account?.last4 ?? '' })).toEqual(['ivy']);
    expect(await shopsUnder(found, { q: '0001' })).toEqual([]);
  });
});

describe('Shops in a state', () => {
  test.for<readonly [string, string, readonly ReturnType<typeof happens>[]]>([
    ['flagged as a risk', 'risk-flagged', [{ ...happens('shop.risk-flagged', '2026-03-14'), id: 'flag' }]],
    [
      'exempt from the reserve',
      'reserve-exempt',
      [
        {
          ...happens('shop.reserve-exemption-changed', '2026-03-14', { exempt: true, reason: 'agreed' }),
          id: 'exempt',
        },
      ],
    ],
  ])('%s: none before, Ivy’s once it is closed', async ([, state, facts], { found }) => {
    expect(await shopsUnder(found, { state })).toEqual([]);
    await found.record([...facts]);
    await found.close('2026-03-14');
    expect(await shopsUnder(found, { state })).toEqual(['ivy']);
  });
});
