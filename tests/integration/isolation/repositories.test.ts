import { readdir } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import { describe, expect } from 'vitest';
import { type Connection, connectDatabase, type Database, inTransaction, withinScope } from '@/server/db/database';
import { withOptions } from '@/server/db/roles';
import { selectStates } from '@/server/repositories/shops';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens } from '../../support/ivy';
import { twoShops } from '../../support/two-shops';
import { CALLS, LOCKS, OF_NOBODY, type Victim } from './repository-calls';

type Call = (connection: PoolClient, ...values: readonly unknown[]) => Promise<unknown>;

const FILES = 'src/server/repositories';

/** Every function of the repositories that asks the database, by file and name. */
async function functionsOf(): Promise<ReadonlyMap<string, Call>> {
  const found = new Map<string, Call>();
  for (const file of (await readdir(FILES)).map((name) => name.replace(/\.ts$/, ''))) {
    const exported = (await import(`../../../src/server/repositories/${file}.ts`)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value === 'function' && /^(async )?function \w+\(connection\b/.test(value.toString()))
        found.set(`${file}: ${name}`, value as Call);
    }
  }
  return found;
}

/** Rows that only the victim has, so that also a function that asks for everybody's finds something; and the caller's empty shop. */
async function prepare(books: TestBooks): Promise<{ readonly victim: Victim; readonly caller: Database }> {
  books.breaksThem();
  const { foreign } = await twoShops(books);
  await books.record(ivyOpens(), { shop: 'wren' });
  const [wren] = await books.sql<{ id: number; seller_id: number }>(
    `WITH seller AS (INSERT INTO seller (external_id, name) VALUES ('wren', 'Wren') RETURNING id)
     UPDATE shop SET seller_id = seller.id FROM seller WHERE external_id = 'wren' RETURNING shop.id, seller_id`,
  );
  const [extra] = await books.sql<{ line: number; seller: number; flagged: number }>(
    `WITH late AS (
       INSERT INTO bill (shop_id, id, key, request, amount_minor, status, created_at, expires_at, paid_at, clears_at, method, reference)
       VALUES ($1, 'bil_late', 'late', 'amount', 100, 'unpaid', now(), '2026-03-14Z', NULL, NULL, NULL, NULL),
              ($1, 'bil_paid', 'paid', 'amount', 100, 'paid', now(), now(), '2026-03-13Z', '2026-03-14Z', NULL, NULL),
              ($1, 'bil_transfer', 'transfer', 'amount', 100, 'unpaid', now(), '2027-01-01Z', NULL, NULL, 'bank-transfer', 'REF-ROOK')
     ), captured AS (
       INSERT INTO bill_payment (shop_id, id, bill_id, key, amount_minor, card, status, created_at)
       VALUES ($1, 'pay_captured', 'bil_paid', 'paid', 100, 'pm_rook', 'captured', '2026-03-13Z')
     ), behind AS (
       INSERT INTO alert_rule (seller_id, id, shop_id, kind, threshold, created_by)
       SELECT seller_id, 'alr_behind', id, 'owed-above', 5000, 'rook' FROM shop WHERE id = $1
     ), sent AS (
       INSERT INTO payout SELECT shop_id, no + extra, initiated_on, amount_minor, account, 'processing', NULL, NULL
         FROM payout, unnest(ARRAY[100, 200]) extra WHERE shop_id = $1
     ), came_back AS (
       INSERT INTO payout SELECT shop_id, no + 300, initiated_on, amount_minor, account, 'failed', initiated_on, 'R02' FROM payout WHERE shop_id = $1
     ), entry AS (
       INSERT INTO payout_file_entry SELECT shop_id, no + extra, '2026-03-11-R' FROM payout, unnest(ARRAY[200, 300]) extra WHERE shop_id = $1
     ), told AS (
       INSERT INTO fact (shop_id, no, id, type, occurred_at, occurred_on, effective_on, recorded_at, payload)
       VALUES ($1, 9001, 'pay_captured:captured', 'bill.captured', now(), '2026-03-13', '2026-03-13', '2026-03-13Z', '{"bill":"bil_paid","amount":"1.00"}'),
              ($1, 9002, 'reversal:re_rook', 'bill.failed', now(), '2026-03-13', '2026-03-13', '2026-03-13Z', '{"bill":"bil_paid","reason":"refund"}')
     ), person AS (
       INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at) VALUES ('usr_rook', 'Rook', 'rook@example.com', true, now(), now())
     ), of_rook AS (
       UPDATE member SET user_id = 'usr_rook' WHERE person_key = 'rook'
     ), of_ops AS (
       INSERT INTO ops_member (person_key, user_id, name, email, role) VALUES ('ops:rook', 'usr_rook', 'Rook', 'rook@example.com', 'ops-agent')
     ), spare AS (
       INSERT INTO seller (external_id, name) VALUES ('spare', 'Spare') RETURNING id
     ), line AS (
       INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, shop_id, bill_id, reason, imported_at)
       VALUES ('line of rook', '2026-03-13', 2000, 'USD', 'matched', $1, $2, 'reference', now()) RETURNING id
     ) SELECT line.id AS line, spare.id AS seller, (SELECT fact_no FROM flagged_fact WHERE shop_id = $1) AS flagged FROM line, spare`,
    [foreign.shopId, foreign.bill.id],
  );
  // A closed day without its seal: there is one to make.
  await books.sql('ALTER TABLE seal DISABLE TRIGGER append_only');
  await books.sql('DELETE FROM seal WHERE shop_id = $1 AND day = (SELECT max(day) FROM seal WHERE shop_id = $1)', [
    foreign.shopId,
  ]);
  const states = await selectStates(books.database.pool, [foreign.shopId]);
  const state = states.get(foreign.shopId);
  if (wren === undefined || extra === undefined || state === undefined) throw new Error('not prepared');
  const { line: bankLine, seller: otherSellerId, flagged: flaggedFact } = extra;
  const victim = { ...foreign, shop: 'rook', state, bankLine, flaggedFact, otherSellerId };
  const app = connectDatabase(withOptions(books.url, '-c role=evenkeel_app'), 1);
  const scope = { 'app.shop_ids': [wren.id], 'app.seller_id': wren.seller_id };
  return { victim, caller: withinScope(app, () => Promise.resolve(scope)) };
}

/** All rows of all tables, as one text each. */
async function everything(connection: Connection): Promise<string> {
  const { rows } = await connection.query<{ content: string }>(
    `SELECT table_to_xml(c.oid, true, true, '')::text AS content FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('_prisma_migrations', 'ops_read')
      ORDER BY c.relname`,
  );
  return rows.map(({ content }) => content).join('\n');
}

function isNothing(value: unknown): boolean {
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  return Array.isArray(value) ? value.length === 0 : value === undefined || value === null || !value;
}

class RolledBack extends Error {}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/** What a call does where nothing binds it: the rows it finds or changes. It is undone. */
async function tried(database: Database, work: (connection: PoolClient) => Promise<unknown>): Promise<boolean> {
  let hasEffect = false;
  await inTransaction(database, async (connection) => {
    const before = await everything(connection);
    hasEffect = !isNothing(await work(connection)) || before !== (await everything(connection));
    throw new RolledBack();
  }).catch((error: unknown) => {
    // It wrote, and met a row of the owner's that there may be one of only.
    if (isUniqueViolation(error)) hasEffect = true;
    else if (!(error instanceof RolledBack)) throw error;
  });
  return hasEffect;
}

describe('every function of the repositories, called with the ids of a shop that is not the caller’s', () => {
  test('is in the list of calls', async () => {
    const listed = Object.entries(CALLS).flatMap(([file, calls]) =>
      Object.keys(calls).map((name) => `${file}: ${name}`),
    );
    const names = [...(await functionsOf()).keys()].filter(
      (name) => ![...LOCKS, ...OF_NOBODY].includes(name.split(': ')[1] ?? ''),
    );
    expect(names.sort()).toEqual(listed.sort());
  });

  test('finds and writes something for the owner: no call is idle', async ({ books }) => {
    const { victim, caller } = await prepare(books);
    const idle: string[] = [];
    for (const [name, call] of await callsOf(victim)) {
      if (!(await tried(books.database, call))) idle.push(name);
    }
    await caller.close();
    expect(idle).toEqual([]);
  });

  test('finds 0 rows and writes 0 rows as the application', async ({ books }) => {
    const { victim, caller } = await prepare(books);
    const before = await everything(books.database.pool);
    const found: string[] = [];
    for (const [name, call] of await callsOf(victim)) {
      const result = await inTransaction(caller, call).catch(refusalOf);
      if (!isNothing(result)) found.push(name);
    }
    await caller.close();
    expect(found).toEqual([]);
    expect(await everything(books.database.pool)).toBe(before);
  });
});

/** PostgreSQL's "insufficient privilege", by a policy or by what was granted: refused. Anything else is a fault of the test. */
function refusalOf(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === '42501') return undefined;
  throw error;
}

async function callsOf(victim: Victim): Promise<ReadonlyMap<string, (connection: PoolClient) => Promise<unknown>>> {
  const functions = await functionsOf();
  const calls = new Map<string, (connection: PoolClient) => Promise<unknown>>();
  for (const [file, listed] of Object.entries(CALLS)) {
    for (const [name, valuesOf] of Object.entries(listed)) {
      const called = functions.get(`${file}: ${name}`);
      if (called !== undefined) calls.set(name, (connection) => called(connection, ...valuesOf(victim)));
    }
  }
  return calls;
}
