// How fast /shops is read for many shops: the one query against the same for one shop, and against reading shop by shop. Ratios, not times.
// npm run bench:shops [-- --shops 200]
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instant } from '@/domain/calendar/instant';
import { connectDatabase } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { openDatabase, removeDatabase } from '@/server/db/open-database';
import { readPortfolio } from '@/server/queries/portfolio';
import { makeManyShops } from './many-shops';

const ROUNDS = 7;
const READER = { now: instant('2026-03-14T09:12:00Z'), seesMoney: true };

/** The median of some runs, in milliseconds. */
async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? 0;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { shops: { type: 'string', default: '200' } } });
  const count = Number(values.shops);
  const dataDir = await mkdtemp(join(tmpdir(), 'evenkeel-bench-'));
  await chmod(dataDir, 0o755);
  const opened = await openDatabase({ dataDir });
  const database = connectDatabase(opened.url);
  try {
    await migrateDatabase({ url: opened.url, folder: 'prisma/migrations' });
    const shops = (await makeManyShops(database, count)).map((id) => ({ id }));
    const all = await medianOf(() => readPortfolio(database.pool, shops, READER));
    const one = await medianOf(() => readPortfolio(database.pool, shops.slice(0, 1), READER));
    const each = await medianOf(async () => {
      for (const shop of shops) await readPortfolio(database.pool, [shop], READER);
    });
    console.log(
      `${count} shops in one query: ${(all / one).toFixed(1)} times one shop, ${(each / all).toFixed(1)} times faster than shop by shop (${all.toFixed(1)} ms here)`,
    );
  } finally {
    await database.close();
    await opened.stop();
    await removeDatabase(dataDir);
  }
}

await main();
