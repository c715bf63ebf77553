import { describe, expect, vi } from 'vitest';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import type { Connection } from '@/server/db/database';
import { planStatementsPage } from '@/server/queries/ops/statements';
import { siteTest } from '../../support/asking-site';
import type { TestBooks } from '../../support/books';

vi.mock('next/headers', () => import('../../support/browser'));

const SHOPS = 1000;
const DAYS = 60;

/** A step of a plan, as PostgreSQL tells it. */
interface Step {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Step[];
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
}

/**
 * 60,000 statements of 1,000 shops: nine in ten are paid, one in twenty of the rest is owed; a bill payment in two hundred. They are made by
 * SQL, and no engine stands behind them.
 */
async function fill(books: TestBooks): Promise<void> {
  books.breaksThem();
  await books.sql(
    `INSERT INTO seller (external_id, name) SELECT 'seller-' || n, 'Seller ' || n FROM generate_series(1, 100) n`,
  );
  await books.sql(
    `INSERT INTO shop (seller_id, external_id, marketplace, currency, name, registration_type, registered_name, opened_on, reserve_level,
         settlement_tier, pending_reason)
     SELECT 1 + n % 100, 'shop-' || n, CASE WHEN n % 5 = 0 THEN 'br' ELSE 'us' END, 'USD', 'Shop ' || n, 'corporate', 'Shop ' || n || ' Ltd',
            '2026-01-01', 3, 'standard', CASE WHEN n % 50 = 0 THEN 'negative-balance' ELSE 'scheduled' END
       FROM generate_series(1, ${SHOPS}) n`,
  );
  await books.sql(
    `INSERT INTO statement (shop_id, no, day, kind, revenue_minor, shipping_minor, fees_minor, adjustments_minor, settlement_minor,
         reserve_net_minor, payable_minor, open_minor, status, bill, order_count, line_count)
     SELECT s.id, d, date '2026-01-01' + d, k.kind, a.amount, 0, 0, 0, a.amount, 0, a.amount,
            CASE WHEN d > ${DAYS - 6} THEN a.amount ELSE 0 END, CASE WHEN d > ${DAYS - 6} THEN 'pending' ELSE 'paid' END,
            CASE WHEN k.kind = 'bill-payment' THEN 'bil_' || s.id || '_' || d END, 3, 5
       FROM shop s CROSS JOIN generate_series(1, ${DAYS}) d
      CROSS JOIN LATERAL (SELECT CASE WHEN (s.id * 7 + d) % 200 = 0 THEN 'bill-payment' ELSE 'daily' END AS kind) k
      CROSS JOIN LATERAL (SELECT ((s.id * 7919 + d * 104729) % 90000 + 100) * CASE WHEN s.id % 50 = 0 THEN -1 ELSE 1 END AS amount) a`,
  );
  await books.sql('ANALYZE');
}

function stepsOf(step: Step): readonly Step[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)];
}

async function explain(connection: Connection, asked: Record<string, string>, how = ''): Promise<Step> {
  const { text, values } = await planStatementsPage(connection, opsStatementsSearchSchema.parse(asked));
  const { rows } = await connection.query<{ 'QUERY PLAN': string }>(`EXPLAIN (${how} FORMAT JSON) ${text}`, [
    ...values,
  ]);
  const [plan] = JSON.parse(rows[0]?.['QUERY PLAN'] ?? '[]') as { Plan: Step }[];
  if (plan === undefined) throw new Error('no plan');
  return plan.Plan;
}

/** Pages of 8 KiB that a page of the list takes. */
async function blocksOf(connection: Connection, asked: Record<string, string>): Promise<number> {
  const { 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': read = 0 } = await explain(
    connection,
    asked,
    'ANALYZE, BUFFERS,',
  );
  return hit + read;
}

const test = siteTest.extend<{ readonly ops: Connection }>({
  ops: async ({ books, site: _site }, use) => {
    await fill(books);
    const { opsDatabase } = await import('@/server/db/ops');
    await use(opsDatabase({ person: 'ops:otis', purpose: 'plans' }).pool);
  },
});

const FILTERS: readonly Record<string, string>[] = [
  {},
  { sort: 'oldest' },
  { sort: 'most-owed' },
  { sort: 'most-open' },
  { sort: 'lowest-payable' },
  { sort: 'highest-payable' },
  { from: '2026-01-20', to: '2026-01-21' },
  { status: 'pending' },
  { status: 'paid' },
  { status: 'processing' },
  { kind: 'bill-payment' },
  { reason: 'negative-balance' },
  { reason: 'scheduled' },
  { min: '899.00' },
  { max: '-899.00' },
  { openMin: '800.00' },
  { openMax: '-0.01' },
  { shop: 'shop-17' },
  { seller: 'seller-17' },
  { marketplace: 'br' },
  { marketplace: 'us', status: 'pending', sort: 'oldest' },
  { q: 'shop-17/3' },
  { q: 'Shop 17' },
  { q: 'bil_93_49' },
];

describe('the list of statements of 1,000 shops, as the role of ops reads it', () => {
  test('is read by an index under every filter: no plan passes over all statements', { timeout: 60_000 }, async ({
    ops,
  }) => {
    const passed: string[] = [];
    for (const asked of FILTERS) {
      const steps = stepsOf(await explain(ops, asked));
      const scans = steps.filter((step) => step['Relation Name'] === 'statement').map((step) => step['Node Type']);
      if (scans.length === 0 || scans.includes('Seq Scan')) passed.push(`${new URLSearchParams(asked)}: ${scans}`);
    }
    expect(passed).toEqual([]);
  });

  test('costs about the same at the start and 30 days back: at most twice the pages of 8 KiB', {
    timeout: 60_000,
  }, async ({ ops }) => {
    for (const [asked, deep] of [
      [{}, '2026-01-31~500~30'],
      [{ sort: 'oldest' }, '2026-01-31~500~30'],
      [{ sort: 'highest-payable' }, '45000~500~30'],
      [{ marketplace: 'br' }, '2026-01-31~500~30'],
      [{ seller: 'seller-17' }, '2026-01-31~500~30'],
    ] as const) {
      const first = await blocksOf(ops, asked);
      const later = await blocksOf(ops, { ...asked, after: deep });
      expect([asked, later <= first * 2 + 50]).toEqual([asked, true]);
    }
  });
});
