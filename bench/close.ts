// How fast a day closes, against the limit taken in the same run: PostgreSQL's COPY of the very same rows into tables of the same make.
// npm run bench:close [-- --orders 100000 --shops 5000]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, type PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import type { Fact } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import { type CloseDayResult, closeDays } from '@/server/commands/close-day';
import { recordFacts } from '@/server/commands/record-facts';
import { connectDatabase, type Database } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { openDatabase, removeDatabase } from '@/server/db/open-database';
import { BOOK_TABLES } from '@/server/repositories/books-writer';

const OPENED = instant('2026-03-01T00:00:00Z');
const PLACED = instant('2026-03-01T10:00:00Z');
const SHIPPED = instant('2026-03-01T18:00:00Z');
// Monday; the standard tier settles eight days later, on a Tuesday, and the payout run of Wednesday belongs to that close.
const DELIVERED = instant('2026-03-02T12:00:00Z');
const DAY_BEFORE = plainDate('2026-03-09');
const SETTLING_DAY = plainDate('2026-03-10');
/** One shop in five has a level that withholds, so that holds are written as well. */
const WITHHOLDING_SHARE = 5;
const SHOPS_PER_BATCH = 250;
const TABLES = BOOK_TABLES.map(({ table }) => table);

function* shopFacts(shop: number, orders: number): Generator<Fact> {
  const name = `bench-${shop.toString().padStart(5, '0')}`;
  const head = { shop: name, occurredAt: OPENED };
  yield {
    ...head,
    id: 'opened',
    type: 'shop.opened',
    marketplace: 'us',
    name,
    registrationType: 'corporate',
    registeredName: name,
    probation: false,
  };
  yield { ...head, id: 'bank', type: 'bank-account.verified', account: `${name}-1`, last4: '0001', holderName: name };
  if (shop % WITHHOLDING_SHARE === 0)
    yield { ...head, id: 'level', type: 'shop.reserve-level-set', level: 2, reason: 'bench' };
  for (let index = 0; index < orders; index += 1) {
    const order = `${name}-order-${index.toString().padStart(6, '0')}`;
    const amount = minor(BigInt(1000 + ((shop * 7919 + index * 104729) % 20000)));
    const about = { shop: name, order };
    yield {
      ...about,
      id: `${order}:placed`,
      type: 'order.placed',
      occurredAt: PLACED,
      shipBy: DELIVERED,
      shipping: 'ship-by-seller',
      lines: [{ sku: `sku-${index % 50}`, name: `Product ${index % 50}`, quantity: 1, amount }],
      customerShippingFee: minor(499n),
    };
    yield { ...about, id: `${order}:shipped`, type: 'order.shipped', occurredAt: SHIPPED };
    yield {
      ...about,
      id: `${order}:charged`,
      type: 'order.charged',
      occurredAt: SHIPPED,
      kind: 'actual-shipping-fee',
      amount: minor(-499n),
    };
    yield { ...about, id: `${order}:delivered`, type: 'order.delivered', occurredAt: DELIVERED };
  }
}

async function recordAll(database: Database, shops: number, orders: number): Promise<number> {
  let recorded = 0;
  for (let first = 0; first < shops; first += SHOPS_PER_BATCH) {
    const facts: { line: number; fact: Fact }[] = [];
    for (let shop = first; shop < Math.min(first + SHOPS_PER_BATCH, shops); shop += 1) {
      for (const fact of shopFacts(shop, Math.floor(orders / shops))) facts.push({ line: facts.length + 1, fact });
    }
    const result = await recordFacts(database, { facts, isAtomic: true, recordedAt: PLACED });
    recorded += result.accepted;
  }
  return recorded;
}

interface Closed {
  readonly result: CloseDayResult;
  /** The largest resident memory while it ran, in MB. */
  readonly peak: number;
}

/** What the child process does: closes the settling day, and nothing else, so that its memory is that of the close. */
async function closeAndTell(url: string): Promise<void> {
  const database = connectDatabase(url);
  let peak = 0;
  const watch = (): void => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(watch, 10);
  const result = await closeDays(database, { through: SETTLING_DAY }).finally(() => clearInterval(timer));
  watch();
  await database.close();
  process.send?.({ result, peak: Math.round(peak / 1e6) } satisfies Closed);
}

async function closeInChild(url: string): Promise<Closed> {
  const child = fork(fileURLToPath(import.meta.url), ['--close', url]);
  const told = once(child, 'message') as Promise<[Closed]>;
  const failed = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`the close ended with ${code}`);
    return told;
  });
  const [closed] = await Promise.race([told, failed]);
  await failed;
  return closed;
}

/** The rows of a table that the close of the settling day made, told by the journal, statement and payout numbers before it. */
async function takeRows(connection: PoolClient, table: string, marks: string): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  const stream = connection.query(copyTo(`COPY (SELECT t.* FROM ${table} t ${marks}) TO STDOUT (FORMAT binary)`));
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return chunks;
}

/** Per table, what tells a row of the settling day from those before. */
const MADE_ON_THE_DAY: Readonly<Record<string, string>> = {
  statement: `WHERE t.day = '${SETTLING_DAY}'`,
  line: `JOIN statement s ON s.shop_id = t.shop_id AND s.no = t.statement_no AND s.day = '${SETTLING_DAY}'`,
  hold: `WHERE t.settled_on = '${SETTLING_DAY}'`,
  due_order: 'WHERE false',
  allocation: `WHERE t.day = '${SETTLING_DAY}'`,
  payout: `WHERE t.initiated_on > '${SETTLING_DAY}'`,
  payout_item: `JOIN payout p ON p.shop_id = t.shop_id AND p.no = t.payout_no AND p.initiated_on > '${SETTLING_DAY}'`,
  journal: `WHERE t.day >= '${SETTLING_DAY}'`,
  journal_entry: `JOIN journal j ON j.shop_id = t.shop_id AND j.no = t.journal_no AND j.day >= '${SETTLING_DAY}'`,
  shop_event: `WHERE t.day >= '${SETTLING_DAY}'`,
};

interface CopyLimit {
  readonly rows: number;
  readonly seconds: number;
}

/** COPY, binary and in one transaction, of the rows of the day into empty tables with the same columns, checks and indexes. */
async function measureCopy(database: Database): Promise<CopyLimit> {
  const connection = await database.connect();
  try {
    const taken = new Map<string, Buffer[]>();
    for (const table of TABLES) taken.set(table, await takeRows(connection, table, MADE_ON_THE_DAY[table] ?? ''));
    await connection.query('CREATE SCHEMA copied');
    for (const table of TABLES)
      await connection.query(`CREATE TABLE copied.${table} (LIKE public.${table} INCLUDING ALL)`);
    await connection.query('CHECKPOINT').catch(() => undefined);
    const started = performance.now();
    await connection.query('BEGIN');
    for (const [table, chunks] of taken) {
      const stream = connection.query(copyFrom(`COPY copied.${table} FROM STDIN (FORMAT binary)`));
      for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
      stream.end();
      await once(stream, 'finish');
    }
    await connection.query('COMMIT');
    const seconds = (performance.now() - started) / 1000;
    let rows = 0;
    for (const table of TABLES) {
      const counted = await connection.query<{ count: number }>(`SELECT count(*)::int AS count FROM copied.${table}`);
      rows += counted.rows[0]?.count ?? 0;
    }
    await connection.query('DROP SCHEMA copied CASCADE');
    return { rows, seconds };
  } finally {
    connection.release();
  }
}

interface Measured {
  readonly orders: number;
  readonly seconds: number;
  readonly rows: number;
  readonly peak: number;
  readonly copy: CopyLimit;
}

async function measure(url: string, name: string, orders: number, shops: number): Promise<Measured> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  await migrateDatabase({ url: own.href, folder: 'prisma/migrations' });
  const database = connectDatabase(own.href);
  try {
    const recordStarted = performance.now();
    const facts = await recordAll(database, shops, orders);
    const recordSeconds = (performance.now() - recordStarted) / 1000;
    console.log(`${facts} facts recorded in ${recordSeconds.toFixed(1)} s`);
    const before = await closeDays(database, { through: DAY_BEFORE });
    console.log(`days through ${DAY_BEFORE} closed in ${(before.ms / 1000).toFixed(1)} s`);
    await database.pool.query('ANALYZE');
    const { result: value, peak } = await closeInChild(own.href);
    if (value.orders !== Math.floor(orders / shops) * shops) throw new Error(`${value.orders} orders settled`);
    const copy = await measureCopy(database);
    return { orders: value.orders, seconds: value.ms / 1000, rows: value.rows, peak, copy };
  } finally {
    await database.close();
  }
}

function report({ orders, seconds, rows, peak, copy }: Measured): void {
  const perSecond = rows / seconds;
  const limit = copy.rows / copy.seconds;
  console.log(
    `${orders} orders settled in ${seconds.toFixed(2)} s: ${Math.round(orders / seconds)} orders/s, ${rows} rows, ${Math.round(perSecond)} rows/s`,
  );
  console.log(`COPY of the same ${copy.rows} rows in ${copy.seconds.toFixed(2)} s: ${Math.round(limit)} rows/s`);
  console.log(`ratio ${(perSecond / limit).toFixed(2)} of COPY; peak memory ${peak} MB`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { orders: { type: 'string' }, shops: { type: 'string' }, close: { type: 'string' } },
  });
  if (values.close !== undefined) return closeAndTell(values.close);
  const orders = Number(values.orders ?? 100_000);
  const shops = Number(values.shops ?? 5_000);
  const dataDir = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  await chmod(dataDir, 0o755);
  const opened = await openDatabase({ dataDir });
  try {
    console.log(`${shops} shops; half of the orders first, to see what memory does`);
    const half = await measure(opened.url, 'bench_half', orders / 2, shops);
    report(half);
    const whole = await measure(opened.url, 'bench_whole', orders, shops);
    report(whole);
    console.log(`peak memory ${half.peak} MB at ${half.orders} orders, ${whole.peak} MB at ${whole.orders}`);
  } finally {
    await opened.stop();
    await removeDatabase(dataDir);
  }
}

await main();
