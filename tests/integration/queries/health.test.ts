import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { connectDatabase, type Database } from '@/server/db/database';
import { seedDemo } from '@/server/demo/seed-demo';
import { readDisputes, readMeasures, readTier } from '@/server/queries/health';
import { readBetterLevel } from '@/server/queries/health-level';
import { readReturns } from '@/server/queries/health-returns';
import { readReserveStanding } from '@/server/queries/reserves-standing';
import { createTestDatabase, type TestDatabase } from '../../support/database';

const today = plainDate('2026-03-14');

describe('the health of the demo sellers on 14 March', () => {
  let home: TestDatabase;
  let database: Database;

  async function shop(externalId: string) {
    const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM shop WHERE external_id = $1', [
      externalId,
    ]);
    return { id: rows[0]?.id ?? 0, externalId, marketplace: 'us', today };
  }

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    await seedDemo(database);
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('Marlow Outdoor: promotions suspended and withdrawals frozen since 6 March, over 100.00, by 12.92 of reserve', async () => {
    const measures = await readMeasures(database.pool, await shop('marlow-outdoor'));
    expect(measures?.inForce.map(({ measure, since, trigger }) => [measure, since, trigger])).toEqual([
      ['suspend-promotions', '2026-03-06', 'owed-over 100.00'],
      ['freeze-withdrawals', '2026-03-06', 'owed-over 100.00'],
    ]);
    expect(measures).toMatchObject({ lift: 'appeal', reserveUsed: '12.92', waiting: '0.00' });
    expect(measures?.draws.map(({ day, amount }) => [day, amount])).toEqual([['2026-03-06', '12.92']]);
  });

  it('Quill: no measure in force, no dispute open', async () => {
    const quill = await shop('quill');
    expect(await readMeasures(database.pool, quill)).toMatchObject({ inForce: [], reserveUsed: '0.00', draws: [] });
    expect(await readDisputes(database.pool, quill)).toMatchObject({ open: [], count: 0, total: '0.00' });
  });

  it('Rook: one dispute of 165.00 is open, and level 0 asks for 85 % of what is in reserve, rounded up to the cent', async () => {
    const disputes = await readDisputes(database.pool, await shop('rook'));
    expect(disputes).toMatchObject({ count: 1, total: '165.00', level: 0 });
    expect(disputes?.open[0]).toMatchObject({ dispute: 'DR-4', order: 'RK-20519', openedOn: '2026-02-27' });
    const reserved = Math.round(Number(disputes?.reserved) * 100);
    expect(Math.round(Number(disputes?.limit?.amount) * 100)).toBe(Math.ceil((reserved * 85) / 100));
  });

  it('Rook: level 1 would hold 10 % where level 0 holds 70 %; what is freed is the difference', async () => {
    const rook = await shop('rook');
    const better = await readBetterLevel(database, rook);
    const standing = await readReserveStanding(database, rook);
    expect(better).toMatchObject({ level: 0, better: 1, rate: '0.70', betterRate: '0.10' });
    expect(better?.held.now).toBe(standing?.reserved);
    const { now = '0', better: would = '0', freed = '0' } = better?.held ?? {};
    expect((Number(now) - Number(would)).toFixed(2)).toBe(freed);
  });

  it('Ivy: level 3 would free the 3.96 that are in reserve, and 2.82 of the order that settles on 17 March', async () => {
    expect(await readBetterLevel(database, await shop('ivy'))).toMatchObject({
      level: 2,
      better: 3,
      held: { orderCount: 1, settlement: '79.24', now: '3.96', better: '0.00', freed: '3.96' },
      coming: { now: '2.82', freed: '2.82', until: '2026-03-31' },
      example: { order: 'IV-10482', withheld: '3.96', better: '0.00' },
    });
  });

  it('Quill is on level 3: there is no better one', async () => {
    expect(await readBetterLevel(database, await shop('quill'))).toBeNull();
  });

  it('Ivy: 1 order came back by her fault; 84.30 refunded, 7.15 return shipping in full', async () => {
    const returns = await readReturns(database.pool, await shop('ivy'));
    expect(returns).toMatchObject({ sellerFaultCount: 1, returnedCount: 1, refunded: '84.30', returnShipping: '7.15' });
    expect(returns.deliveredCount).toBeGreaterThanOrEqual(2);
    expect(returns.from).toBe('2026-01-13');
  });

  it('Nova is on probation: introductory, 31 days; without a score standard follows, 23 days sooner', async () => {
    const tier = await readTier(database.pool, await shop('nova'));
    expect(tier).toMatchObject({ tier: 'introductory', settlementDays: 31, afterProbation: 'standard', score: null });
    expect(tier.steps[0]).toMatchObject({ tier: 'standard', gainDays: 23 });
  });
});
