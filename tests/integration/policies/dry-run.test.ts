import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { amountsOf, OUTCOME_AMOUNTS, type OutcomeAmount, writeAmounts } from '@/contracts/policies';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { outcomeOf } from '@/domain/forecast/policy-trial';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import { replay } from '@/domain/replay';
import { askDryRun } from '@/server/commands/policies/ask-dry-run';
import { confirmVersion } from '@/server/commands/policies/confirm-version';
import { runDryRuns } from '@/server/commands/policies/run-dry-runs';
import { recordFacts } from '@/server/commands/record-facts';
import { inTransaction } from '@/server/db/database';
import { readOlist } from '@/server/imports/olist';
import { simulatedBankAccounts } from '@/server/imports/simulated-bank-accounts';
import { type DryRunRow, listChangedShops, listDryRuns } from '@/server/repositories/dry-runs';
import { selectAllFacts } from '@/server/repositories/facts';
import { selectPolicies } from '@/server/repositories/policies';
import { listShops } from '@/server/repositories/shops';
import { type TestBooks, test } from '../../support/books';
import { ivyCancels, ivyOpens, ivySale } from '../../support/ivy';
import { LENA, OTIS } from '../../support/ops-people';
import { NOW, refusalsOf, schedules, takesEffect } from '../../support/policy-versions';

/** Every shop's days as its stored books have them, through the last closed one: replayed, which the books are verified against. */
async function reallyHappened(books: TestBooks, from: string, through: string) {
  const shops = await listShops(books.database.pool, null);
  const policies = await selectPolicies(books.database.pool);
  const names = new Map(shops.map(({ id, shop }) => [id, shop]));
  const facts = await inTransaction(books.database, (connection) => selectAllFacts(connection, names, null));
  return new Map(
    shops.flatMap(({ id, shop }) => {
      const replayed = replay(facts.get(id) ?? [], policies, plainDate(through));
      return replayed === null ? [] : [[shop, outcomeOf(replayed, plainDate(from))] as const];
    }),
  );
}

/** What a dry run says of each shop that changes, and of all of them together. */
async function foretold(books: TestBooks, run: DryRunRow | undefined) {
  if (run?.totals === null || run === undefined) throw new Error('not done');
  const shops = await listChangedShops(books.database.pool, run.id, 1000, 0);
  return { totals: run.totals, shops };
}

type Foretold = Awaited<ReturnType<typeof foretold>>;
type Happened = Awaited<ReturnType<typeof reallyHappened>>;

/** Shops of which the dry run says something else than what happened. */
function mistaken({ shops }: Foretold, happened: Happened): readonly string[] {
  return shops.flatMap(({ shop, sides: { after } }) => {
    const real = happened.get(shop);
    if (real === undefined) return [`${shop}: not there`];
    const { ordersSettled, payoutCount, level, tier, measures, activity, turns } = real;
    const said = { ordersSettled, payoutCount, level, tier, measures, activity, turns };
    const is = JSON.stringify({ amounts: writeAmounts(amountsOf(real)), ...said });
    return is === JSON.stringify(after) ? [] : [`${shop}: ${JSON.stringify(after)} was ${is}`];
  });
}

function totalOf(happened: Happened, amount: OutcomeAmount): Minor {
  return sum([...happened.values()].map((outcome) => amountsOf(outcome)[amount]));
}

const FOLDER = '../shared/data/olist';
const isThere = existsSync(FOLDER);

async function importOlist(books: TestBooks): Promise<void> {
  const file = await readOlist(FOLDER);
  const facts = [...file.facts, ...simulatedBankAccounts(file.facts)];
  await recordFacts(books.database, { facts, isAtomic: true, recordedAt: instant('2026-01-01T00:00:00Z') });
}

const CHANGE = {
  referralRate: '8',
  'settlementDays.standard': '12',
  'reserveLevels.3.rate': '5',
  'reserveLevels.3.periodDays': '30',
  'enforcement.rules.1.trigger.days': '7',
  'enforcement.warnOnDays': '3, 5',
  minimumPayout: '20.00',
};

describe.runIf(isThere)('A dry run on 1,000 real orders of Olist', { timeout: 240_000 }, () => {
  test('ahead, it says what really happens when the version takes effect on 10 January 2018, shop by shop and in all', async ({
    books,
  }) => {
    await importOlist(books);
    await books.close('2017-12-31');
    await schedules(books, { marketplace: 'br', from: '2018-01-10', numbers: CHANGE });
    const ask = { marketplace: 'br', version: 2, by: OTIS, now: NOW, kind: 'ahead' as const, from: null };
    expect(await askDryRun(books.database, { ...ask, through: plainDate('2018-12-31') })).toMatchObject({ ok: true });
    const stood = await books.show();
    expect(await runDryRuns(books.database, 'simulated')).toBe(3);
    expect(await books.show()).toEqual(stood);
    const [run] = (await listDryRuns(books.database.pool, 'br', 2)).filter(({ through }) => through === '2018-12-31');
    const said = await foretold(books, run);

    expect(refusalsOf(await confirmVersion(books.database, { ...ask, by: LENA }))).toEqual([]);
    await books.close('2018-12-31');

    const happened = await reallyHappened(books, '2018-01-10', '2018-12-31');
    expect(mistaken(said, happened)).toEqual([]);
    expect(said.shops.length).toBeGreaterThan(300);
    const { amounts } = said.totals.after;
    for (const name of ['settled', 'fees', 'withheld', 'released', 'paidOut', 'available', 'reserved'] as const)
      expect([name, amounts[name]]).toEqual([name, formatMinor(totalOf(happened, name))]);
    const [stored] = await books.sql(
      `SELECT (SELECT sum(settlement_minor) FROM statement WHERE day >= '2018-01-10')::text AS settled,
              (SELECT sum(amount_minor) FROM payout WHERE initiated_on >= '2018-01-10')::text AS paid,
              (SELECT sum(withheld_minor) FROM hold WHERE settled_on >= '2018-01-10')::text AS withheld`,
    );
    expect(stored).toEqual({
      settled: amounts.settled.replace('.', ''),
      paid: amounts.paidOut.replace('.', ''),
      withheld: amounts.withheld.replace('.', ''),
    });
  });

  test('looking back over 2018 as if it had been in effect, the side of the books as they are is what they came to', async ({
    books,
  }) => {
    await importOlist(books);
    await books.close('2018-12-31');
    await schedules(books, { marketplace: 'br', from: '2019-02-01', numbers: CHANGE });
    const ask = { marketplace: 'br', version: 2, by: OTIS, now: NOW, kind: 'look-back' as const };
    await askDryRun(books.database, { ...ask, from: plainDate('2018-01-10'), through: plainDate('2018-12-31') });
    await runDryRuns(books.database, 'simulated');
    const [run] = (await listDryRuns(books.database.pool, 'br', 2)).filter(({ from }) => from === '2018-01-10');
    const said = await foretold(books, run);
    // Before: what the books of these days really are.
    const happened = await reallyHappened(books, '2018-01-10', '2018-12-31');
    for (const name of OUTCOME_AMOUNTS)
      expect([name, said.totals.before.amounts[name]]).toEqual([name, formatMinor(totalOf(happened, name))]);
    expect(said.totals.before.measures).toEqual({ 'suspend-promotions': 1, 'freeze-withdrawals': 1 });
    expect(run?.changedShopCount).toBe(said.shops.length);
  });
});

describe('A dry run', () => {
  async function twoShops(books: TestBooks): Promise<void> {
    const facts = [...ivyOpens(), ...ivyCancels(), ...ivySale('A', '84.30', '2026-02-26', '2026-03-02')];
    await books.record(facts, { shop: 'ivy' });
    await books.record(ivyOpens(), { shop: 'wren' });
    await books.close('2026-03-20');
  }

  test('looking back: 8 % of 84.30 is 6.74, not 5.06; 5 % of 77.56 is withheld; wren sells nothing and does not change', async ({
    books,
  }) => {
    await twoShops(books);
    await schedules(books, { from: '2026-04-01', numbers: { referralRate: '8' } });
    await runDryRuns(books.database, 'simulated');
    const runs = await listDryRuns(books.database.pool, 'us', 2);
    const back = runs.find(({ kind }) => kind === 'look-back');
    expect(back).toMatchObject({ from: '2025-12-21', through: '2026-03-20', shopCount: 2, changedShopCount: 1 });
    const { shops, totals } = await foretold(books, back);
    expect(shops).toMatchObject([
      {
        shop: 'ivy',
        sides: {
          before: { amounts: { settled: '79.24', fees: '-5.06', withheld: '3.96', paidOut: '75.28' } },
          after: { amounts: { settled: '77.56', fees: '-6.74', withheld: '3.88', paidOut: '73.68' } },
        },
      },
    ]);
    expect(totals.after.amounts.settled).toBe('77.56');
    expect(totals.after.levels).toEqual({ '2': 1, '3': 1 });
  });

  test('a payout that really failed fails in it too, and later payouts stop', async ({ books }) => {
    await books.record([
      ...ivyOpens(),
      ...ivySale('A', '84.30', '2026-02-26', '2026-03-02'),
      ...ivySale('B', '60.00', '2026-03-05', '2026-03-09'),
    ]);
    await books.close('2026-03-10');
    await books.record([
      { id: 'bank-says', type: 'payout.failed', occurredAt: '2026-03-11T12:00:00Z', payout: 1, code: 'account-closed' },
    ]);
    await books.close('2026-03-20');
    await schedules(books, { from: '2026-04-01', numbers: { referralRate: '8' } });
    await runDryRuns(books.database, 'simulated');
    const runs = await listDryRuns(books.database.pool, 'us', 2);
    const { totals } = await foretold(
      books,
      runs.find(({ kind }) => kind === 'look-back'),
    );
    expect(totals.before.amounts).toMatchObject({ paidOut: '0.00', available: '135.64' });
    expect(totals.after.amounts).toMatchObject({ paidOut: '0.00', available: '132.76' });
  });

  test('ahead on open orders, it is what happens: B is on hold and settles on 17 March at 8 %', async ({ books }) => {
    await books.record([...ivyOpens(), ...ivySale('B', '60.00', '2026-03-05', '2026-03-09')]);
    await books.close('2026-03-10');
    const runs = await takesEffect(books, { from: '2026-03-16', numbers: { referralRate: '8' } });
    const ahead = runs.find(({ kind }) => kind === 'ahead');
    const said = await foretold(books, ahead);
    await books.close(ahead?.through ?? '');
    expect(mistaken(said, await reallyHappened(books, '2026-03-16', ahead?.through ?? ''))).toEqual([]);
    expect(said.totals.after.amounts).toMatchObject({ settled: '55.20', paidOut: '55.20' });
  });

  test('one that a killed worker left is made again from the beginning, once', async ({ books }) => {
    await twoShops(books);
    await schedules(books, { from: '2026-04-01', numbers: { referralRate: '8' } });
    await runDryRuns(books.database, 'simulated');
    await books.sql(`UPDATE policy_dry_run SET status = 'running', outcome = NULL WHERE kind = 'look-back'`);
    expect(await runDryRuns(books.database, 'simulated')).toBe(1);
    const runs = await listDryRuns(books.database.pool, 'us', 2);
    expect(runs.map(({ status, shopsDone }) => [status, shopsDone])).toEqual([
      ['done', 2],
      ['done', 2],
    ]);
  });

  test.for([
    [
      'look-back',
      '2026-03-01',
      '2026-03-21',
      'through: Through: the books are not closed on 2026-03-21 yet; choose 2026-03-20 or earlier.',
    ],
    [
      'look-back',
      '2026-03-02',
      '2026-03-01',
      'through: Through: 2026-03-01 lies before 2026-03-02; choose that day or a later one.',
    ],
    ['look-back', null, '2026-03-01', 'from: From: write the first day, as 2026-01-01.'],
    ['ahead', null, '2027-06-01', 'through: Through: a dry run takes at most 400 days; choose an earlier day.'],
  ] as const)('%s from %s through %s is refused', async ([kind, from, through, reason], { books }) => {
    await twoShops(books);
    await schedules(books, { from: '2026-04-01', numbers: { referralRate: '8' } });
    const days = { from: from === null ? null : plainDate(from), through: plainDate(through) };
    const asked = await askDryRun(books.database, { marketplace: 'us', version: 2, by: OTIS, now: NOW, kind, ...days });
    expect(refusalsOf(asked)).toEqual([reason]);
  });
});
