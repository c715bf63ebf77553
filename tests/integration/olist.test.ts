import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { recordFacts } from '@/server/commands/record-facts';
import { readOlist } from '@/server/imports/olist';
import { simulatedBankAccounts } from '@/server/imports/simulated-bank-accounts';
import { test } from '../support/books';

// Internal test input, not part of the project: elsewhere this file has nothing to read, and says so.
const FOLDER = '../shared/data/olist';
const isThere = existsSync(FOLDER);

describe.runIf(isThere)('1,000 real orders of Olist (data README)', { timeout: 240_000 }, () => {
  test('1,035 statements, 125,111.03 settled, 1,026 payouts of 125,071.43, one shop frozen with 39.60', async ({
    books,
  }) => {
    const file = await readOlist(FOLDER);
    expect(file.unreadable).toEqual([]);
    const facts = [...file.facts, ...simulatedBankAccounts(file.facts)];
    const record = { facts, isAtomic: true, recordedAt: instant('2026-01-01T00:00:00Z') };
    const recorded = await recordFacts(books.database, record);
    expect(recorded).toEqual({ accepted: facts.length, duplicates: 0, refused: [] });
    expect(await books.close('2018-12-31')).toMatchObject({ shops: 528, statements: 1035, payouts: 1026 });
    const [totals] = await books.sql(`SELECT (SELECT sum(settlement_minor)::bigint FROM statement) AS settled,
      (SELECT sum(amount_minor)::bigint FROM payout WHERE status = 'paid') AS paid`);
    expect(totals).toEqual({ settled: 12_511_103n, paid: 12_507_143n });
    const frozen = Object.values(await books.show()).filter((shop) => shop.measures.length > 0);
    expect(frozen).toHaveLength(1);
    expect(frozen[0]?.measures).toContainEqual({
      measure: 'freeze-withdrawals',
      since: '2018-02-10',
      trigger: 'negative-days 10',
    });
    expect(frozen[0]?.balance).toMatchObject({ available: '39.60', owed: '0.00' });
    expect(await recordFacts(books.database, record)).toMatchObject({ accepted: 0, duplicates: facts.length });
    expect(await books.close('2018-12-31')).toMatchObject({ statements: 0, payouts: 0 });
  });
});

describe.runIf(!isThere)('1,000 real orders of Olist', () => {
  test(`are not looked at: there is no ${FOLDER} beside this project`, async ({ books }) => {
    expect(await books.sql('SELECT 1 FROM shop')).toEqual([]);
  });
});
