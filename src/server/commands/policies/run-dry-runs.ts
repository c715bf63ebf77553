import 'server-only';
import {
  amountsOf,
  OUTCOME_AMOUNTS,
  type OutcomeAmount,
  type OutcomeTotalsDto,
  outcomeDto,
  writeAmounts,
} from '@/contracts/policies';
import { isChanged, type ShopOutcome, sizeOf, tryPolicy } from '@/domain/forecast/policy-trial';
import { type Minor, ZERO } from '@/domain/money/money';
import { versionAfter } from '@/domain/policy/numbers';
import type { Policy, PolicyBook } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { type Database, inTransaction } from '../../db/database';
import type { PayoutRail } from '../../env';
import { answerPayouts } from '../../gateways/bank';
import { selectPayoutAccounts } from '../../repositories/bank-accounts';
import {
  beginDryRun,
  type ChangedShop,
  type DryRunRow,
  finishDryRun,
  keepChangedShops,
  listUnfinishedDryRuns,
} from '../../repositories/dry-runs';
import { selectAllFacts } from '../../repositories/facts';
import { selectEffectiveDays } from '../../repositories/payout-files';
import { selectBook } from '../../repositories/policies';
import { listVersions } from '../../repositories/policy-versions';
import { listShops, type ShopRow } from '../../repositories/shops';
import { groupShops } from '../shop-groups';

/** Sums of one side, over shops as they are tried. */
interface Tally {
  readonly amounts: Record<OutcomeAmount, Minor>;
  readonly counts: Record<'levels' | 'tiers' | 'measures' | 'activities', Record<string, number>>;
  ordersSettled: number;
  payoutCount: number;
  owing: number;
}

function emptyTally(): Tally {
  const amounts = Object.fromEntries(OUTCOME_AMOUNTS.map((name) => [name, ZERO])) as Tally['amounts'];
  return {
    amounts,
    counts: { levels: {}, tiers: {}, measures: {}, activities: {} },
    ordersSettled: 0,
    payoutCount: 0,
    owing: 0,
  };
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function add(tally: Tally, outcome: ShopOutcome): void {
  const amounts = amountsOf(outcome);
  for (const name of OUTCOME_AMOUNTS) tally.amounts[name] = (tally.amounts[name] + amounts[name]) as Minor;
  count(tally.counts.levels, String(outcome.level));
  count(tally.counts.tiers, outcome.tier);
  count(tally.counts.activities, outcome.activity);
  for (const measure of outcome.measures) count(tally.counts.measures, measure);
  tally.ordersSettled += outcome.ordersSettled;
  tally.payoutCount += outcome.payoutCount;
  if (outcome.owed > ZERO) tally.owing += 1;
}

function totalsOf({ amounts, counts, ordersSettled, payoutCount, owing }: Tally): OutcomeTotalsDto {
  return { amounts: writeAmounts(amounts), ordersSettled, payoutCount, ...counts, owing };
}

/** What a group of shops is tried by. */
interface Terms {
  readonly run: DryRunRow;
  readonly book: PolicyBook;
  readonly candidate: Policy;
  readonly rail: PayoutRail;
}

/** Tries a group of shops as of one moment. Nothing is written: the transaction may not. */
async function tryGroup(database: Database, group: readonly ShopRow[], terms: Terms, sides: readonly [Tally, Tally]) {
  const { run, book, candidate, rail } = terms;
  return inTransaction(database, async (connection): Promise<readonly ChangedShop[]> => {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const ids = group.map(({ id }) => id);
    const facts = await selectAllFacts(connection, new Map(group.map(({ id, shop }) => [id, shop])), run.through);
    const accounts = await selectPayoutAccounts(connection, ids);
    const effectiveDays = await selectEffectiveDays(connection, ids);
    const changed: ChangedShop[] = [];
    for (const { id, lastFactNo } of group) {
      const trial = tryPolicy({
        facts: facts.get(id) ?? [],
        book,
        candidate,
        from: run.from,
        through: run.through,
        bank: (told) =>
          answerPayouts({
            rail,
            book,
            firstNo: lastFactNo + 1,
            facts: told,
            accounts: accounts.get(id) ?? new Map(),
            effectiveDays: effectiveDays.get(id) ?? new Map(),
          }).bank,
      });
      if (trial === null) continue;
      add(sides[0], trial.before);
      add(sides[1], trial.after);
      if (!isChanged(trial)) continue;
      const wire = { before: outcomeDto(trial.before), after: outcomeDto(trial.after) };
      changed.push({ shopId: id, size: sizeOf(trial), sides: wire });
    }
    return changed;
  });
}

async function makeDryRun(database: Database, run: DryRunRow, rail: PayoutRail): Promise<void> {
  const { pool } = database;
  const book = await selectBook(pool, run.marketplace);
  const row = (await listVersions(pool, run.marketplace)).find(({ version }) => version === run.version);
  const version = present(row, `version ${run.version} of ${run.marketplace}`);
  // The book of the day: of a version that is confirmed meanwhile, both sides have the same numbers.
  const before = present(
    book.versions.findLast((one) => one.version < version.version),
    `version before ${version.version}`,
  );
  const candidate = versionAfter(before, version);
  const asItWas = { ...book, versions: book.versions.filter((one) => one.version < version.version) };
  const shops = (await listShops(pool, null)).filter(
    ({ marketplace, openedOn }) => marketplace === run.marketplace && openedOn <= run.through,
  );
  await beginDryRun(pool, run.id, shops.length);
  const sides: readonly [Tally, Tally] = [emptyTally(), emptyTally()];
  let done = 0;
  for (const group of groupShops(shops)) {
    const changed = await tryGroup(database, group, { run, book: asItWas, candidate, rail }, sides);
    done += group.length;
    await keepChangedShops(pool, run.id, done, changed);
  }
  await finishDryRun(pool, run.id, { before: totalsOf(sides[0]), after: totalsOf(sides[1]) });
}

/**
 * Makes the dry runs that wait: the real engine over the real facts of every shop, by the policy as it is and as if the version were in
 * effect. The books are only read. One that a killed worker left is made again from the beginning; one that another worker makes is left to it.
 * @returns how many were made
 */
export async function runDryRuns(database: Database, rail: PayoutRail): Promise<number> {
  let made = 0;
  for (const waiting of await listUnfinishedDryRuns(database.pool)) {
    // A lock of the session: it goes with a worker that dies.
    const session = await database.connect();
    try {
      const { rows } = await session.query<{ mine: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS mine', [
        waiting.id,
      ]);
      if (rows[0]?.mine !== true) continue;
      try {
        const still = (await listUnfinishedDryRuns(database.pool)).find(({ id }) => id === waiting.id);
        if (still === undefined) continue;
        await makeDryRun(database, still, rail);
        made += 1;
      } catch (error) {
        await finishDryRun(database.pool, waiting.id, null);
        throw error;
      } finally {
        await session.query('SELECT pg_advisory_unlock(hashtext($1))', [waiting.id]);
      }
    } finally {
      session.release();
    }
  }
  return made;
}
