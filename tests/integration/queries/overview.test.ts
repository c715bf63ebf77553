import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { setTestClock } from '@/server/clock';
import { closeDays } from '@/server/commands/close-day';
import { moveClock } from '@/server/commands/move-clock';
import { connectDatabase, type Database } from '@/server/db/database';
import { readCashCalendar } from '@/server/queries/cash-calendar';
import { findNextEvent, readMoved } from '@/server/queries/clock';
import { type Outlook, readOutlook } from '@/server/queries/outlook';
import { readBalance } from '@/server/queries/overview';
import { readNextPayout } from '@/server/queries/overview-payout';
import { readBanner, readShellFigures } from '@/server/queries/shell';
import { readTrend } from '@/server/queries/trend';
import { readWaterfall } from '@/server/queries/waterfall';
import { recordWires } from '../../support/books';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { IVY } from '../../support/ivy';
import { IVY_SHOP } from '../../support/ivy-shop';

describe('the overview of Ivy on 14 March, who owes 37.40 of 87.40', () => {
  let home: TestDatabase;
  let database: Database;
  let outlook: Outlook;
  const ivy = { ...IVY_SHOP, now: instant('2026-03-14T09:00:00Z') };

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    await recordWires(database, IVY);
    expect(await readOutlook(database, ivy)).toBeNull();
    expect(await readBanner(database, ivy)).toBeNull();
    await closeDays(database, { through: plainDate('2026-03-13') });
    const read = await readOutlook(database, ivy);
    if (read === null) throw new Error('Ivy has books');
    outlook = read;
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('balances: −37.40 available, 3.96 reserved, 56.40 on hold: 22.96 if everything settles', async () => {
    const balance = await readBalance(database, ivy);
    expect(balance).toMatchObject({
      available: '-37.40',
      inTransit: '0.00',
      reserved: '3.96',
      onHold: '56.40',
      total: '22.96',
    });
    expect(balance.statements.first).toMatchObject([{ day: '2026-03-12', payable: '-87.40', open: '-37.40' }]);
    expect(balance.holds.first).toMatchObject([{ order: 'A', rate: '0.05', settlement: '79.24', remaining: '3.96' }]);
    expect(balance.orders.first).toMatchObject([{ order: 'B', settlesOn: '2026-03-17', amount: '56.40' }]);
    expect(balance.lastPaid).toMatchObject({ amount: '75.28', arrivedOn: '2026-03-12' });
  });

  it('keeps the amounts of the side navigation', async () => {
    expect(await readShellFigures(database.pool, ivy.id)).toEqual({
      inTransit: '0.00',
      onHold: '56.40',
      reserved: '3.96',
      owed: '37.40',
      billable: '37.40',
    });
  });

  it('tells in the banner that A was refunded after its payout, and that B covers it on 17 March', async () => {
    expect(await readBanner(database, ivy)).toMatchObject({
      kind: 'owed',
      owed: '37.40',
      cause: { event: 'refund', order: 'A', amount: '-87.40', wasPaidOut: true, otherCount: 0 },
      recovery: { on: '2026-03-17', order: 'B', frozenOn: null },
      frozenSince: null,
    });
  });

  it('expects 53.58 − 37.40 = 16.18 on 18 March, and names every condition', async () => {
    const payout = await readNextPayout(database.pool, ivy.id, outlook);
    expect(payout).toMatchObject({ obstacle: 'negative-balance', owed: '37.40' });
    expect(payout.expected).toMatchObject({ on: '2026-03-18', amount: '16.18', rest: null });
    expect(payout.expected?.parts.map((part) => part.amount)).toEqual(['53.58', '-37.40']);
    expect(payout.conditions.map(({ kind, isMet }) => [kind, isMet])).toEqual([
      ['balance', false],
      ['account', true],
      ['not-frozen', true],
      ['schedule', true],
    ]);
  });

  it('draws a calendar that is the books before today and the engine run forward after it', async () => {
    const { days } = await readCashCalendar(database.pool, ivy.id, outlook);
    expect(days).toHaveLength(28);
    const moved = days.flatMap(({ day, events, available }) =>
      events.map(({ kind, amount }) => [day, kind, amount, available]),
    );
    expect(moved).toEqual([
      ['2026-03-10', 'settlement', '75.28', '75.28'],
      ['2026-03-11', 'payout', '-75.28', '0.00'],
      ['2026-03-12', 'refund', '-87.40', '-87.40'],
      ['2026-03-13', 'bill-payment', '50.00', '-37.40'],
      ['2026-03-17', 'settlement', '53.58', '16.18'],
      ['2026-03-18', 'payout', '-16.18', '0.00'],
      ['2026-04-01', 'reserve-released', '3.96', '3.96'],
      ['2026-04-02', 'payout', '-3.96', '0.00'],
    ]);
  });

  it('settles 79.24 − 87.40 = −8.16 in the week of 9 March: what Ivy paid herself is no sale', async () => {
    const { weeks } = await readTrend(database.pool, ivy.id, ivy.today, '12-weeks');
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toEqual({ from: '2026-03-09', to: '2026-03-15', settled: '-8.16', paidOut: '75.28' });
  });

  it('shows where the money of March went, down to the −37.40 that are owed', async () => {
    const went = await readWaterfall(database.pool, ivy.id, plainDate('2026-03-13'));
    expect(went?.opening).toBe('0.00');
    expect(went?.rows.map(({ row, amount }) => [row, amount])).toEqual([
      ['sales', '84.30'],
      ['refunds', '-84.30'],
      ['return-shipping', '-7.15'],
      ['fees', '-1.01'],
      ['bill-payments', '50.00'],
      ['reserve-withheld', '-3.96'],
      ['payouts', '-75.28'],
    ]);
    expect(went?.closing).toBe('-37.40');
  });

  it('moves the clock past the next event, closes the days and tells what happened', async () => {
    await setTestClock(database.pool, ivy.now);
    const next = await findNextEvent(database.pool, ivy.id);
    expect(next).toEqual({ kind: 'settles', day: '2026-03-17', order: 'B' });
    const moved = await moveClock(database, { after: plainDate('2026-03-17') });
    expect(moved).toMatchObject({ ok: true, value: { now: '2026-03-18T09:00:00.000Z' } });
    const happened = await readMoved(database.pool, ivy, ivy.today, plainDate('2026-03-18'));
    expect(happened.statements).toMatchObject([{ day: '2026-03-17', payable: '53.58' }]);
    expect(happened.payouts).toMatchObject([{ day: '2026-03-18', amount: '16.18', what: 'made' }]);
    expect(await readBanner(database, ivy)).toBeNull();
  });
});
