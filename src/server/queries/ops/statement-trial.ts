import 'server-only';
import type {
  StatementTrialDto,
  TriableVersionDto,
  TriedAmountDto,
  TriedLineDto,
  TriedSumDto,
} from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import { LINES_A_PAGE, type StatementHeadDto } from '@/contracts/statement';
import { laterDay, type PlainDate } from '@/domain/calendar/plain-date';
import { explainComponent } from '@/domain/explain/component';
import { type StatementTrial, type TriedAmount, type TriedLine, tryStatement } from '@/domain/forecast/statement-trial';
import { formatMinor, type Minor, minus, ZERO } from '@/domain/money/money';
import { versionAfter } from '@/domain/policy/numbers';
import type { Policy, PolicyBook } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { env } from '../../env';
import { answerPayouts } from '../../gateways/bank';
import { selectPayoutAccounts } from '../../repositories/bank-accounts';
import { selectAllFacts } from '../../repositories/facts';
import { selectEffectiveDays } from '../../repositories/payout-files';
import { selectBook } from '../../repositories/policies';
import { listVersions, type VersionRow } from '../../repositories/policy-versions';

/** Every version of a book with its numbers: those in force, and those that wait or were withdrawn. */
interface Versions {
  readonly book: PolicyBook;
  readonly policies: ReadonlyMap<number, Policy>;
  readonly rows: ReadonlyMap<number, VersionRow>;
}

async function readVersions(connection: Connection, marketplace: string): Promise<Versions> {
  const book = await selectBook(connection, marketplace);
  const rows = await listVersions(connection, marketplace);
  const policies = new Map(book.versions.map((policy) => [policy.version, policy]));
  for (const row of rows) {
    if (policies.has(row.version)) continue;
    const before = book.versions.findLast(({ version }) => version < row.version);
    policies.set(row.version, versionAfter(present(before, `version before ${row.version}`), row));
  }
  return { book, policies, rows: new Map(rows.map((row) => [row.version, row])) };
}

function statusOf(policy: Policy, row: VersionRow | undefined, current: number, today: PlainDate) {
  if (row !== undefined && row.withdrawnAt !== null) return 'withdrawn';
  if (row !== undefined && row.confirmedAt === null) return 'waits';
  if (policy.version === current) return 'in-effect';
  return policy.effectiveFrom > today ? 'later' : 'past';
}

/** The versions of a marketplace's book that can be tried, the newest first: shipped, confirmed, waiting and withdrawn ones. */
export async function listTriableVersions(
  connection: Connection,
  { marketplace, today }: Pick<ShopContext, 'marketplace' | 'today'>,
): Promise<readonly TriableVersionDto[]> {
  const { book, policies, rows } = await readVersions(connection, marketplace);
  const current = book.versions.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.version ?? 1;
  return [...policies.values()]
    .sort((left, right) => right.version - left.version)
    .map((policy) => ({
      version: policy.version,
      effectiveFrom: policy.effectiveFrom,
      source: policy.source,
      status: statusOf(policy, rows.get(policy.version), current, today),
    }));
}

/** The day on which the first of a statement's orders was placed, not before the shop opened; its own day where it is about no order. */
async function firstOrderDay(connection: Connection, shop: ShopContext, head: StatementHeadDto): Promise<PlainDate> {
  const { rows } = await connection.query<{ day: PlainDate | null }>(
    `SELECT min(f.occurred_on) AS day FROM line l
       JOIN fact f ON f.shop_id = l.shop_id AND f.order_id = l.order_id AND f.type = 'order.placed'
      WHERE l.shop_id = $1 AND l.statement_no = $2`,
    [shop.id, head.no],
  );
  const placed = rows[0]?.day ?? head.day;
  return laterDay(placed, shop.openedOn);
}

const labelOf = (kind: string): string => explainComponent(kind, { rule: '' }).label;
const text = (amount: Minor | null): string | null => (amount === null ? null : formatMinor(amount));

function amountDto({ kind, before, after }: TriedAmount, index: number): TriedAmountDto {
  const difference = formatMinor(minus(after ?? ZERO, before ?? ZERO));
  return { no: index + 1, label: labelOf(kind), before: text(before), after: text(after), difference };
}

function lineDto(line: TriedLine): TriedLineDto {
  const { lineNo, event, order, amounts, before, after, afterOn, isChanged } = line;
  return {
    lineNo,
    event,
    order,
    amounts: amounts.map(amountDto),
    before: formatMinor(before),
    after: formatMinor(after),
    difference: formatMinor(minus(after, before)),
    afterOn,
    isChanged,
  };
}

const SUMS = ['revenue', 'shipping', 'fees', 'adjustments', 'reserve', 'payable', 'withheld'] as const;

function sumsDto({ before, after }: StatementTrial): readonly TriedSumDto[] {
  return SUMS.map((key) => ({
    key,
    before: formatMinor(before[key]),
    after: formatMinor(after[key]),
    difference: formatMinor(minus(after[key], before[key])),
  }));
}

/** What is tried on a statement. */
export interface TrialAsked {
  readonly version: number;
  readonly since: 'orders' | 'opening';
}

/**
 * The policy time machine: what another version would have given for a statement's lines, by the real engine over the shop's facts. The books
 * are only read.
 * @returns null where there is no such version, or the facts make no such statement by the last closed day
 */
export async function tryVersion(
  database: Database,
  shop: ShopContext,
  head: StatementHeadDto,
  { version, since }: TrialAsked,
): Promise<StatementTrialDto | null> {
  const through = present(shop.closedThrough, 'a shop with a statement has a closed day');
  const read = await inTransaction(database, async (connection) => {
    const { book, policies } = await readVersions(connection, shop.marketplace);
    const from = since === 'opening' ? shop.openedOn : await firstOrderDay(connection, shop, head);
    return {
      book,
      from,
      candidate: policies.get(version),
      facts: (await selectAllFacts(connection, new Map([[shop.id, shop.externalId]]), through)).get(shop.id) ?? [],
      accounts: (await selectPayoutAccounts(connection, [shop.id])).get(shop.id) ?? new Map(),
      effectiveDays: (await selectEffectiveDays(connection, [shop.id])).get(shop.id) ?? new Map(),
    };
  });
  const { candidate, book, from, facts, accounts, effectiveDays } = read;
  if (candidate === undefined) return null;
  const trial = tryStatement({
    facts,
    book,
    candidate,
    from,
    through,
    no: head.no,
    bank: (told) =>
      answerPayouts({
        rail: env().payoutRail,
        book,
        firstNo: (facts.at(-1)?.no ?? 0) + 1,
        facts: told,
        accounts,
        effectiveDays,
      }).bank,
  });
  if (trial === null) return null;
  const lines = [...trial.lines].sort((left, right) => Number(right.isChanged) - Number(left.isChanged));
  return {
    version,
    day: trial.day,
    from,
    lineCount: trial.lines.length,
    changedCount: trial.changedCount,
    lines: lines.slice(0, LINES_A_PAGE).map(lineDto),
    sums: sumsDto(trial),
  };
}
