import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { ProofCheckDto, ProofDto, ReplayProofDto, SettlementDto, StatementHeadDto } from '@/contracts/statement';
import { formatMinor, type Minor, minus, plus, readMinor, sum } from '@/domain/money/money';
import { type Books, replay } from '@/domain/replay';
import { categoryOf } from '@/domain/settlement/component';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../db/database';
import { selectAllFacts } from '../repositories/facts';
import { selectPolicies } from '../repositories/policies';

function check(computed: Minor, stored: string): ProofCheckDto {
  return { isEqual: computed === readMinor(stored), computed: formatMinor(computed), stored };
}

/** What the amounts of a statement's lines come to by kind: summed from the breakdowns, not from the sums beside them. */
async function sumKinds(connection: Connection, shopId: number, no: number) {
  const { rows } = await connection.query<{ kind: string; count: number; amount: Minor }>(
    `SELECT c ->> 'kind' AS kind, count(*)::int AS count, (sum((c ->> 'amount')::numeric) * 100)::bigint AS amount
       FROM line l CROSS JOIN LATERAL json_array_elements(l.breakdown) c
      WHERE l.shop_id = $1 AND l.statement_no = $2 GROUP BY 1`,
    [shopId, no],
  );
  return rows;
}

/**
 * Adds up a statement's own rows and compares them with what it says (R12.2-R12.4). Nothing here is read from the totals that it checks.
 */
export async function proveStatement(
  connection: Connection,
  shopId: number,
  head: StatementHeadDto,
  settlement: SettlementDto,
): Promise<ProofDto> {
  const kinds = await sumKinds(connection, shopId, head.no);
  const ofCategory = (wanted: string) =>
    sum(kinds.filter(({ kind }) => categoryOf(kind) === wanted).map(({ amount }) => amount));
  const categories = (['revenue', 'shipping', 'fees', 'adjustments'] as const).map((category) => ({
    summed: ofCategory(category),
    stored: readMinor(head.sums[category]),
  }));
  const settled = sum(categories.map(({ summed }) => summed));
  const open = minus(plus(readMinor(head.payable), readMinor(settlement.allocated)), readMinor(settlement.paidOut));
  const byCategory = check(settled, head.settlement);
  return {
    lineCount: kinds.reduce((count, kind) => count + kind.count, 0),
    lines: check(sum(kinds.map(({ amount }) => amount)), head.payable),
    categories: {
      ...byCategory,
      isEqual: byCategory.isEqual && categories.every(({ summed, stored }) => summed === stored),
    },
    open: check(open, head.open),
  };
}

/** The stored rows of a statement as one text a line, to compare with the replayed ones. */
async function storedLines(connection: Connection, shopId: number, no: number): Promise<readonly string[]> {
  const { rows } = await connection.query<{ text: string }>(
    `SELECT concat_ws(' ', l.event, coalesce(l.order_id, '-'), (
         SELECT string_agg(concat(c ->> 'kind', '=', c ->> 'amount'), ' ' ORDER BY i) FROM json_array_elements(l.breakdown) WITH ORDINALITY a (c, i)
       )) AS text FROM line l WHERE l.shop_id = $1 AND l.statement_no = $2 ORDER BY l.line_no`,
    [shopId, no],
  );
  return rows.map((row) => row.text);
}

function replayedLines(statement: Books['statements'][number]): readonly string[] {
  return statement.lines.map(
    (line) =>
      `${line.event} ${line.order ?? '-'} ${line.components.map(({ kind, amount }) => `${kind}=${formatMinor(amount)}`).join(' ')}`,
  );
}

type Difference = ReplayProofDto['differences'][number];

function compareHeads(statement: Books['statements'][number], head: StatementHeadDto): readonly Difference[] {
  const pairs: readonly (readonly [what: string, replayed: string, stored: string])[] = [
    ['Day', statement.day, head.day],
    ['Settlement', formatMinor(statement.settlement), head.settlement],
    ['Reserve', formatMinor(statement.reserveNet), head.reserveNet],
    ['Payable', formatMinor(statement.payable), head.payable],
    ['Open', formatMinor(statement.open), head.open],
    ['Status', statement.status, head.status],
  ];
  return pairs
    .filter(([, replayed, stored]) => replayed !== stored)
    .map(([what, replayed, stored]) => ({ what, replayed, stored }));
}

function compareLines(replayed: readonly string[], stored: readonly string[]): readonly Difference[] {
  const at = Array.from({ length: Math.max(replayed.length, stored.length) }, (_, index) => index).find(
    (index) => replayed[index] !== stored[index],
  );
  if (at === undefined) return [];
  return [{ what: `Line ${at + 1}`, replayed: replayed[at] ?? 'none', stored: stored[at] ?? 'none' }];
}

/**
 * Makes the shop's books again from its facts alone, through its last closed day, and compares this statement with what is stored
 * (R12.12): its day, sums, standing and every amount of every line.
 */
export async function replayStatement(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId' | 'closedThrough'>,
  head: StatementHeadDto,
): Promise<ReplayProofDto> {
  const through = present(shop.closedThrough, 'a shop with a statement has a closed day');
  const names = new Map([[shop.id, shop.externalId]]);
  const [facts, stored, policies] = await inTransaction(database, async (connection) => [
    (await selectAllFacts(connection, names, through)).get(shop.id) ?? [],
    await storedLines(connection, shop.id, head.no),
    await selectPolicies(connection),
  ]);
  const replayed = replay(facts, policies, through)?.statements.find((statement) => statement.no === head.no);
  const differences =
    replayed === undefined
      ? [{ what: 'Statement', replayed: 'none', stored: `no. ${head.no}` }]
      : [...compareHeads(replayed, head), ...compareLines(replayedLines(replayed), stored)];
  const versions = new Set(replayed?.lines.map((line) => line.policyVersion));
  return {
    factCount: facts.length,
    through,
    policyVersions: [...versions].sort((left, right) => left - right),
    isEqual: differences.length === 0,
    differences,
  };
}
