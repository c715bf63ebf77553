import { describe, expect, it } from 'vitest';
import type { HoldDto } from '@/contracts/reserves';
import { readNothingWithheld } from '@/server/queries/reserves-nothing';
import { eachHold, readRecord } from '@/server/queries/reserves-record';
import { readReleaseCalendar, readReleases } from '@/server/queries/reserves-release';
import { readReserveStanding, tenthsOf } from '@/server/queries/reserves-standing';
import { demoSellers } from '../../support/demo-sellers';

describe('the reserve of the demo sellers on 14 March', () => {
  const demo = demoSellers();

  it('Ivy is on level 2 since 1 March: 1 of 24 cancelled by her fault is 4.2 %, over 2.5 %', async () => {
    const standing = await readReserveStanding(demo.database, await demo.shop('ivy'));
    expect(standing).toMatchObject({ reserved: '3.96', level: 2, rate: '0.05', periodDays: 30, since: '2026-03-01' });
    expect(standing?.last).toMatchObject({ on: '2026-03-01', windowFrom: '2026-01-15', windowTo: '2026-02-14' });
    expect(standing?.last?.measures[1]).toMatchObject({ part: '1', whole: '24', share: 42, isOver: true });
    expect(standing?.last?.measures[1]?.limits.map(({ tenths }) => tenths)).toEqual([25, 50]);
    expect(standing?.next).toMatchObject({
      on: '2026-04-01',
      windowFrom: '2026-02-15',
      windowTo: '2026-03-17',
      level: 3,
    });
  });

  it('an order whose dispatch is not due yet does not count as late so far', async () => {
    const standing = await readReserveStanding(demo.database, await demo.shop('ivy'));
    expect(standing?.next.measures[0]).toMatchObject({ part: '0', share: 0 });
  });

  it('Ivy gets 3.96 = 5 % of 79.24 back on 1 April', async () => {
    const ivy = await demo.shop('ivy');
    const releases = await readReleases(demo.database.pool, ivy.id);
    expect(releases).toEqual([
      { day: '2026-04-01', amount: '3.96', orders: ['IV-10482'], orderCount: 1, used: '0.00' },
    ]);
    const page = await readRecord(demo.database.pool, ivy, {});
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]).toMatchObject({ order: 'IV-10482', settlement: '79.24', rate: '0.05', remaining: '3.96' });
    expect(page).toMatchObject({ total: 1, activeCount: 1, byReleaseDay: '3.96', reserved: '3.96', isBalanced: true });
  });

  it('the calendar of Rook shows the 200.26 that were used on 13 March', async () => {
    const rook = await demo.shop('rook');
    const releases = await readReleases(demo.database.pool, rook.id);
    const calendar = await readReleaseCalendar(demo.database.pool, rook, releases);
    expect(calendar.days).toHaveLength(28);
    expect(calendar.days[0]?.day).toBe('2026-03-09');
    const day = calendar.days.find((one) => one.day === '2026-03-13');
    expect(day?.moves.find(({ kind }) => kind === 'used')?.amount).toBe('200.26');
    expect((await readReserveStanding(demo.database, rook))?.level).toBe(0);
  });

  it('of every order of Rook, withheld = released + used + remaining, page by page, and nothing is left out', async () => {
    const rook = await demo.shop('rook');
    const exported: HoldDto[] = [];
    for await (const batch of eachHold(demo.database.pool, rook, {})) exported.push(...batch);
    const paged: HoldDto[] = [];
    let before: string | undefined;
    do {
      const page = await readRecord(demo.database.pool, rook, { before });
      expect(page).toMatchObject({ isBalanced: true, byReleaseDay: page.reserved });
      paged.push(...page.rows);
      before = page.older ?? undefined;
    } while (before !== undefined);
    expect(paged).toEqual(exported);
    const active = await readRecord(demo.database.pool, rook, { show: 'active' });
    expect(active.activeCount).toBe(exported.filter(({ remaining }) => remaining !== '0.00').length);
  });

  it('nothing is withheld from Nova: orders settle after 31 days, a hold would end after 30', async () => {
    const nothing = await readNothingWithheld(demo.database, await demo.shop('nova'));
    expect(nothing).toMatchObject({ reason: 'settles-after-hold', settlementDays: 31, periodDays: 30, level: 1 });
    expect(nothing?.example).toMatchObject({
      order: 'NV-30077',
      deliveredOn: '2026-02-16',
      holdEndsOn: '2026-03-18',
      settlesOn: '2026-03-19',
      settlement: '69.56',
      full: '6.96',
      withheld: '0.00',
      payable: '69.56',
    });
    expect(await readNothingWithheld(demo.database, await demo.shop('ivy'))).toBeNull();
  });

  it('shares are rounded in whole numbers: 1 of 24 is 4.2 %, 1 of 0 is none', () => {
    expect(tenthsOf(1n, 24n)).toBe(42);
    expect(tenthsOf(1n, 0n)).toBeNull();
  });
});
