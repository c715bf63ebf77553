import { Client } from 'pg';
import { describe, expect, vi } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { recordFacts } from '@/server/commands/record-facts';
import { verifyBooks } from '@/server/commands/verify-books';
import { connectDatabase, type Database, inTransaction, type Scope, withinScope } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { connectPrisma } from '@/server/db/prisma';
import { test as base, incoming } from '../../support/books';
import { browser } from '../../support/browser';
import { createBlankDatabase } from '../../support/database';
import { ivyOpens } from '../../support/ivy';
import { addMember } from '../../support/people';
import { type Owner, twoShops } from '../../support/two-shops';

vi.mock('next/headers', () => import('../../support/browser'));

interface Roles {
  /** One connection as a role that logs in: whatever it keeps from one query to the next is seen. */
  readonly one: (role: 'evenkeel_app' | 'evenkeel_ops' | 'evenkeel_worker') => Database;
  /** The site's own ways to the books, with the database of one test. */
  readonly site: (variables?: Readonly<Record<string, string>>) => Promise<{
    readonly sellerDatabase: () => Database;
    readonly opsDatabase: (reading: { readonly person: string; readonly purpose: string }) => Database;
    readonly startDemoSession: (person: string) => Promise<boolean>;
  }>;
}

const test = base.extend<Roles>({
  one: async ({ books }, use) => {
    const opened: Database[] = [];
    await use((role) => {
      const database = connectDatabase(books.roleUrls[role], 1);
      opened.push(database);
      return database;
    });
    await Promise.all(opened.map((database) => database.close()));
  },
  site: async ({ books }, use) => {
    const closers: (() => Promise<void>)[] = [];
    await use(async (variables = {}) => {
      browser.forget();
      const told = {
        DATABASE_URL: books.url,
        APP_DATABASE_URL: books.roleUrls.evenkeel_app,
        OPS_DATABASE_URL: books.roleUrls.evenkeel_ops,
        WORKER_DATABASE_URL: books.roleUrls.evenkeel_worker,
        SESSION_SECRET: 'a secret of thirty-two characters',
      };
      for (const [name, value] of Object.entries({ ...told, ...variables })) vi.stubEnv(name, value);
      vi.resetModules();
      const { sellerDatabase } = await import('@/server/db/seller');
      const { opsDatabase } = await import('@/server/db/ops');
      const { startDemoSession } = await import('@/server/auth/demo-session');
      const { closeSiteDatabases } = await import('@/server/db/site');
      closers.push(closeSiteDatabases);
      return { sellerDatabase, opsDatabase, startDemoSession };
    });
    for (const close of closers) await close();
    vi.unstubAllEnvs();
  },
});

const scopeOf = ({ shopId, sellerId }: Owner): Scope => ({ 'app.shop_ids': [shopId], 'app.seller_id': sellerId });
const within = (database: Database, owner: Owner): Database => withinScope(database, async () => scopeOf(owner));
const shopsIn = async (database: Database): Promise<readonly number[]> =>
  (await database.pool.query<{ id: number }>('SELECT id FROM shop ORDER BY id')).rows.map(({ id }) => id);

describe('a scope', () => {
  test('ends with its transaction: the same connection shows the next one theirs, and nobody nothing', async ({
    books,
    one,
  }) => {
    const { own, foreign } = await twoShops(books);
    const app = one('evenkeel_app');
    expect(await shopsIn(within(app, own))).toEqual([own.shopId]);
    expect(await shopsIn(app)).toEqual([]);
    expect(await shopsIn(within(app, foreign))).toEqual([foreign.shopId]);
    await expect(within(app, own).pool.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect(await shopsIn(app)).toEqual([]);
  });

  test('holds for 40 readings of two sellers at once, on two connections', async ({ books }) => {
    const { own, foreign } = await twoShops(books);
    const app = connectDatabase(books.roleUrls.evenkeel_app, 2);
    const owners = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? own : foreign));
    const seen = await Promise.all(owners.map((owner) => shopsIn(within(app, owner))));
    await app.close();
    expect(seen).toEqual(owners.map(({ shopId }) => [shopId]));
  });

  test('takes numbers and nothing else', async ({ one }) => {
    const scope = { 'app.shop_ids': ["1'; RESET ROLE; --"], 'app.seller_id': null } as unknown as Scope;
    const database = withinScope(one('evenkeel_app'), async () => scope);
    await expect(shopsIn(database)).rejects.toThrow('app.shop_ids is no number');
  });

  test('lets a reading choose its isolation level', async ({ books, one }) => {
    const { own } = await twoShops(books);
    const level = await inTransaction(within(one('evenkeel_app'), own), async (connection) => {
      await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return (await connection.query('SHOW transaction_isolation')).rows;
    });
    expect(level).toEqual([{ transaction_isolation: 'repeatable read' }]);
  });
});

describe('the application’s role', () => {
  test('cannot become another, switch policies off, own anything or read who signs in', async ({ books, one }) => {
    await twoShops(books);
    const app = one('evenkeel_app');
    for (const sql of [
      'SET ROLE evenkeel_worker',
      'SET ROLE evenkeel',
      'SET SESSION AUTHORIZATION evenkeel',
      'ALTER TABLE shop DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own_rows ON shop',
      'CREATE TABLE mine (id integer)',
      'SELECT * FROM auth_account',
      'SELECT * FROM graphile_worker.jobs',
      'DELETE FROM statement',
      'TRUNCATE bill',
      'UPDATE shop SET seller_id = 1',
      "SELECT isolate_shop_table('shop')",
      "SELECT begin_ops_read('me', 'a look')",
    ]) {
      await expect(app.pool.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
    const { rows } = await app.pool.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
         FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 }]);
    await expect(app.pool.query('SET row_security = off; SELECT * FROM shop')).rejects.toThrow('row-level security');
  });

  test('sees nothing by Prisma either, unless the transaction says who asks', async ({ books }) => {
    const { own } = await twoShops(books);
    const prisma = connectPrisma(books.roleUrls.evenkeel_app, 1);
    const counts = () => [prisma.shop.count(), prisma.bill.count(), prisma.member.count(), prisma.statement.count()];
    expect(await Promise.all(counts())).toEqual([0, 0, 0, 0]);
    const [, bills] = await prisma.$transaction([
      prisma.$executeRaw`SELECT set_config('app.shop_ids', ${String(own.shopId)}, true)`,
      prisma.bill.findMany({ select: { shopId: true } }),
    ]);
    expect(bills).toEqual([{ shopId: own.shopId }]);
    expect(await Promise.all(counts())).toEqual([0, 0, 0, 0]);
    await prisma.$disconnect();
  });
});

describe('the database of a seller’s pages', () => {
  test('shows whoever is signed in the shops that they act for, and nobody nothing', async ({ books, site }) => {
    const { own } = await twoShops(books);
    await addMember(books, { key: 'ivy-owner', role: 'owner', seller: 'ivy' });
    const { sellerDatabase, startDemoSession } = await site();
    expect(await shopsIn(sellerDatabase())).toEqual([]);
    expect(await startDemoSession('ivy-owner')).toBe(true);
    expect(await shopsIn(sellerDatabase())).toEqual([own.shopId]);
  });

  test('is refused where its address sees every shop, as that of the owner does', async ({ books, site }) => {
    await twoShops(books);
    const { sellerDatabase } = await site({ APP_DATABASE_URL: books.url });
    await expect(shopsIn(sellerDatabase())).rejects.toThrow('APP_DATABASE_URL sees every shop');
  });
});

describe('the marketplace’s own people', () => {
  test('read every shop once it is on record who reads and why', async ({ books, site }) => {
    const { own, foreign } = await twoShops(books);
    const { opsDatabase } = await site();
    const read = opsDatabase({ person: 'otis', purpose: 'ticket 4711' });
    expect(await shopsIn(read)).toEqual([own.shopId, foreign.shopId]);
    expect(await shopsIn(read)).toEqual([own.shopId, foreign.shopId]);
    expect(await books.sql('SELECT person, purpose FROM ops_read')).toEqual([
      { person: 'otis', purpose: 'ticket 4711' },
    ]);
    await expect(shopsIn(opsDatabase({ person: 'otis', purpose: '' }))).rejects.toThrow('ops_read_purpose_check');
  });

  test('see nothing without it, nor by an entry that a rollback would take away, nor by an old one', async ({
    books,
    one,
  }) => {
    await twoShops(books);
    const ops = one('evenkeel_ops');
    expect(await shopsIn(ops)).toEqual([]);
    const inOne = await inTransaction(ops, async (connection) => {
      const { rows } = await connection.query("SELECT begin_ops_read('otis', 'a look') AS id");
      await connection.query(`SET LOCAL app.ops_read = '${rows[0]?.id}'`);
      return (await connection.query('SELECT id FROM shop')).rows;
    });
    expect(inOne).toEqual([]);
    await books.sql(
      "INSERT INTO ops_read (id, person, purpose, begun_at) VALUES (99, 'otis', 'old', now() - interval '1 hour')",
    );
    expect(await shopsIn(withinScope(ops, async () => ({ 'app.ops_read': 99n })))).toEqual([]);
  });

  test('write nothing, and what is on record stays', async ({ books, one }) => {
    await twoShops(books);
    const ops = one('evenkeel_ops');
    for (const sql of [
      "UPDATE shop SET name = 'x'",
      'DELETE FROM bill',
      'DELETE FROM ops_read',
      'SELECT * FROM auth_account',
      "INSERT INTO ops_read (person, purpose) VALUES ('a', 'b')",
    ]) {
      await expect(ops.pool.query(sql), sql).rejects.toThrow('permission denied');
    }
    await books.sql("SELECT begin_ops_read('otis', 'a look')");
    await expect(books.sql('DELETE FROM ops_read')).rejects.toThrow('append-only');
  });
});

describe('the roles', () => {
  test('are those of the server: three databases of it are migrated at the same time', {
    timeout: 60_000,
  }, async () => {
    const databases = await Promise.all([1, 2, 3].map(createBlankDatabase));
    const made = await Promise.all(databases.map(({ url }) => migrateDatabase({ url, folder: 'prisma/migrations' })));
    await Promise.all(databases.map(({ drop }) => drop()));
    expect(new Set(made.map(({ applied }) => applied.includes('20260323000000_isolation')))).toEqual(new Set([true]));
  });

  test('a database whose owner may not bypass policies keeps its books all the same', { timeout: 60_000 }, async () => {
    const { url, drop } = await createBlankDatabase();
    const name = new URL(url).pathname.slice(1);
    const owner = `plain_${name.slice(-12)}`;
    const asAdministrator = async (sql: string): Promise<void> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    await asAdministrator(`CREATE ROLE ${owner} LOGIN PASSWORD 'plain'; GRANT ${owner} TO evenkeel;
      ALTER SCHEMA public OWNER TO ${owner}; GRANT CREATE ON DATABASE ${name} TO ${owner}`);
    const own = new URL(url);
    own.username = owner;
    own.password = 'plain';
    await migrateDatabase({ url: own.href, folder: 'prisma/migrations' });
    const database = connectDatabase(own.href, 2);
    const facts = { facts: incoming(ivyOpens()), isAtomic: true, recordedAt: instant('2026-03-01T00:00:00Z') };
    expect(await recordFacts(database, facts)).toMatchObject({ accepted: 2 });
    await closeDays(database, { through: plainDate('2026-03-01') });
    expect(await verifyBooks(database)).toEqual([]);
    await database.close();
    await drop();
    await asAdministrator(`DROP ROLE ${owner}`).catch(() => undefined);
  });
});
