import { describe, expect, it } from 'vitest';
import { readDisputes, readMeasures, readTier } from '@/server/queries/health';
import { readBetterLevel } from '@/server/queries/health-level';
import { readReturns } from '@/server/queries/health-returns';
import { readReserveStanding } from '@/server/queries/reserves-standing';
import { demoSellers } from '../../support/demo-sellers';

describe('the health of the demo sellers on 14 March', () => {
  const demo = demoSellers();

  it('Marlow Outdoor: promotions suspended and withdrawals frozen since 6 March, over 100.00, by 12.92 of reserve', async () => {
    const measures = await readMeasures(demo.database.pool, await demo.shop('marlow-outdoor'));
    expect(measures?.inForce.map(({ measure, since, trigger }) => [measure, since, trigger])).toEqual([
      ['suspend-promotions', '2026-03-06', 'owed-over 100.00'],
      ['freeze-withdrawals', '2026-03-06', 'owed-over 100.00'],
    ]);
    expect(measures).toMatchObject({ lift: 'appeal', reserveUsed: '12.92', waiting: '0.00' });
    expect(measures?.draws.map(({ day, amount }) => [day, amount])).toEqual([['2026-03-06', '12.92']]);
  });

  it('Quill: no measure in force, no dispute open', async () => {
    const quill = await demo.shop('quill');
    expect(await readMeasures(demo.database.pool, quill)).toMatchObject({
      inForce: [],
      reserveUsed: '0.00',
      draws: [],
    });
    expect(await readDisputes(demo.database.pool, quill)).toMatchObject({ open: [], count: 0, total: '0.00' });
  });

  it('Rook: one dispute of 165.00 is open, and level 0 asks for 85 % of what is in reserve, rounded up to the cent', async () => {
    const disputes = await readDisputes(demo.database.pool, await demo.shop('rook'));
    expect(disputes).toMatchObject({ count: 1, total: '165.00', level: 0 });
    expect(disputes?.open[0]).toMatchObject({ dispute: 'DR-4', order: 'RK-20519', openedOn: '2026-02-27' });
    const reserved = Math.round(Number(disputes?.reserved) * 100);
    expect(Math.round(Number(disputes?.limit?.amount) * 100)).toBe(Math.ceil((reserved * 85) / 100));
  });

  it('Rook: level 1 would hold 10 % where level 0 holds 70 %; what is freed is the difference', async () => {
    const rook = await demo.shop('rook');
    const better = await readBetterLevel(demo.database, rook);
    const standing = await readReserveStanding(demo.database, rook);
    expect(better).toMatchObject({ level: 0, better: 1, rate: '0.70', betterRate: '0.10' });
    expect(better?.held.now).toBe(standing?.reserved);
    const { now = '0', better: would = '0', freed = '0' } = better?.held ?? {};
    expect((Number(now) - Number(would)).toFixed(2)).toBe(freed);
  });

  it('Ivy: level 3 would free the 3.96 that are in reserve, and 2.82 of the order that settles on 17 March', async () => {
    expect(await readBetterLevel(demo.database, await demo.shop('ivy'))).toMatchObject({
      level: 2,
      better: 3,
      held: { orderCount: 1, settlement: '79.24', now: '3.96', better: '0.00', freed: '3.96' },
      coming: { now: '2.82', freed: '2.82', until: '2026-03-31' },
      example: { order: 'IV-10482', withheld: '3.96', better: '0.00' },
    });
  });

  it('Quill is on level 3: there is no better one', async () => {
    expect(await readBetterLevel(demo.database, await demo.shop('quill'))).toBeNull();
  });

  it('Ivy: 1 order came back by her fault; 84.30 refunded, 7.15 return shipping in full', async () => {
    const returns = await readReturns(demo.database.pool, await demo.shop('ivy'));
    expect(returns).toMatchObject({ sellerFaultCount: 1, returnedCount: 1, refunded: '84.30', returnShipping: '7.15' });
    expect(returns.deliveredCount).toBeGreaterThanOrEqual(2);
    expect(returns.from).toBe('2026-01-13');
  });

  it('Nova is on probation: introductory, 31 days; without a score standard follows, 23 days sooner', async () => {
    const tier = await readTier(demo.database.pool, await demo.shop('nova'));
    expect(tier).toMatchObject({ tier: 'introductory', settlementDays: 31, afterProbation: 'standard', score: null });
    expect(tier.steps[0]).toMatchObject({ tier: 'standard', gainDays: 23 });
  });
});
