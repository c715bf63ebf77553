import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compactTrace, traceReference } from '@/contracts/payout-trace';
import { plainDate } from '@/domain/calendar/plain-date';
import { closeDays } from '@/server/commands/close-day';
import { connectDatabase, type Database } from '@/server/db/database';
import { eachPayout, listPayouts, readInTransit } from '@/server/queries/payouts';
import { readPayout } from '@/server/queries/payouts-detail';
import { readPayoutAhead } from '@/server/queries/payouts-next';
import { recordWires } from '../../support/books';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { IVY } from '../../support/ivy';

/** Ivy, and Ida, whose facts are the same but whose bank account is in another name. */
describe('the payouts of Ivy, who was paid 75.28, and of Ida, whose bank refused it', () => {
  let home: TestDatabase;
  let database: Database;
  const today = plainDate('2026-03-14');
  const ivy = { id: 1, externalId: 'ivy', marketplace: 'us', today };
  const ida = { id: 2, externalId: 'ida', marketplace: 'us', today };

  beforeAll(async () => {
    home = await createTestDatabase();
    database = connectDatabase(home.url, 4);
    const others = IVY.map((wire) =>
      wire.type === 'bank-account.verified' ? { ...wire, holderName: 'I. Hart' } : wire,
    );
    for (const [shop, wires] of [
      ['ivy', IVY],
      ['ida', others],
    ] as const) {
      const recorded = await recordWires(database, wires, { shop });
      expect(recorded.refused).toEqual([]);
    }
    await closeDays(database, { through: plainDate('2026-03-10') });
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('shows 75.28 in transit on 11 March, expected on the next business day', async () => {
    const inTransit = await readInTransit(database.pool, { ...ivy, today: plainDate('2026-03-11') });
    expect(inTransit).toMatchObject({ inTransit: '75.28', count: 1 });
    expect(inTransit.payouts[0]).toMatchObject({ last4: '4417', expectedOn: '2026-03-12', statementCount: 1 });
    await closeDays(database, { through: plainDate('2026-03-13') });
  });

  it('lists the paid one with what it took: 75.28 of the statement of 10 March', async () => {
    const page = await listPayouts(database.pool, ivy, { open: 1 });
    expect(page.counts).toEqual({ all: 1, processing: 0, paid: 1, failed: 0 });
    expect(page.sent).toBe('75.28');
    expect(page.opened).toMatchObject({ status: 'paid', settledOn: '2026-03-12', businessDays: 1, failure: null });
    expect(page.opened?.items).toEqual([
      { statementNo: 1, day: '2026-03-10', kind: 'daily', orderCount: 1, amount: '75.28' },
    ]);
  });

  it('is found by statement, order and trace reference, and not by another shop’s', async () => {
    const reference = traceReference({ shopId: 1, no: 1, initiatedOn: plainDate('2026-03-11') });
    for (const q of ['1', 'A', reference, compactTrace(reference).toLowerCase()]) {
      expect((await listPayouts(database.pool, ivy, { q })).rows.map((row) => row.no)).toEqual([1]);
    }
    expect((await listPayouts(database.pool, ida, { q: reference })).rows).toEqual([]);
    expect((await listPayouts(database.pool, ivy, { q: 'B' })).rows).toEqual([]);
  });

  it('says that the bank refused Ida’s for its name, and that 75.28 has gone against the refund of 87.40', async () => {
    const payout = await readPayout(database.pool, ida, 1);
    expect(payout?.status).toBe('failed');
    expect(payout?.failure).toMatchObject({
      code: 'name-mismatch',
      returnedOn: '2026-03-12',
      holderName: 'I. Hart',
      registeredName: 'Ivy Hart',
      stillOpen: '0.00',
      sentAgain: [],
      isBlocked: true,
      againOn: '2026-03-16',
    });
    expect((await listPayouts(database.pool, ida, { status: 'failed' })).rows).toHaveLength(1);
  });

  it('expects the next payout on 18 March: 53.58 of order B - 37.40 owed = 16.18', async () => {
    const ahead = await readPayoutAhead(database, ivy);
    expect(ahead).toMatchObject({ day: '2026-03-18', amount: '16.18', obstacle: 'negative-balance' });
    expect(ahead?.takes).toEqual([
      { statementNo: null, day: '2026-03-17', kind: 'daily', orderCount: 1, amount: '16.18' },
    ]);
  });

  it('has nothing under another shop’s number, and exports its own', async () => {
    expect(await readPayout(database.pool, ivy, 2)).toBeNull();
    const nos: number[] = [];
    for await (const batch of eachPayout(database.pool, ivy, {})) nos.push(...batch.map((row) => row.no));
    expect(nos).toEqual([1]);
  });
});
