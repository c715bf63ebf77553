import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { ProofCheckDto, ProofDto, ReplayProofDto, SettlementDto, StatementHeadDto } from '@/contracts/statement';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, minus, plus, readMinor, sum } from '@/domain/money/money';
import { type Books, replay } from '@/domain/replay';
import { categoryOf } from '@/domain/settlement/component';
import { present } from '@/domain/shared/assert';
import type { Line } from '@/domain/statement/statement';
import type { Connection, Database } from '../db/database';
import { atOneMoment } from '../db/one-moment';
import { selectAllFacts } from '../repositories/facts';
import { selectPolicies } from '../repositories/policies';
import { selectStates } from '../repositories/shops';
import { selectStatementLines } from '../repositories/statements';
import { findStatement, readSettlement } from './statement';

/** Whose statement it is. */
type ShopAsked = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>;

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

/** What a statement says, and what its own rows come to. */
export interface ProvenStatement {
  readonly head: StatementHeadDto;
  readonly settlement: SettlementDto;
  readonly proof: ProofDto;
}

/** A statement that a page has shown: it stays. */
async function readHead(connection: Connection, shop: ShopAsked, no: number): Promise<StatementHeadDto> {
  return present(await findStatement(connection, shop, no), `statement ${no} of shop ${shop.externalId}`);
}

/**
 * Adds up a statement's own rows and compares them with what it says (R12.2-R12.4). Nothing here is read from the totals that it checks. All of
 * it is read as of one moment, so that a close that commits meanwhile makes no difference.
 */
export async function proveStatement(database: Database, shop: ShopAsked, no: number): Promise<ProvenStatement> {
  const { head, settlement, kinds } = await atOneMoment(database, async (connection) => ({
    head: await readHead(connection, shop, no),
    settlement: await readSettlement(connection, shop.id, no),
    kinds: await sumKinds(connection, shop.id, no),
  }));
  const ofCategory = (wanted: string) =>
    sum(kinds.filter(({ kind }) => categoryOf(kind) === wanted).map(({ amount }) => amount));
  const categories = (['revenue', 'shipping', 'fees', 'adjustments'] as const).map((category) => ({
    summed: ofCategory(category),
    stored: readMinor(head.sums[category]),
  }));
  const settled = sum(categories.map(({ summed }) => summed));
  const open = minus(plus(readMinor(head.payable), readMinor(settlement.allocated)), readMinor(settlement.paidOut));
  const byCategory = check(settled, head.settlement);
  const proof = {
    lineCount: kinds.reduce((count, kind) => count + kind.count, 0),
    lines: check(sum(kinds.map(({ amount }) => amount)), head.payable),
    categories: {
      ...byCategory,
      isEqual: byCategory.isEqual && categories.every(({ summed, stored }) => summed === stored),
    },
    open: check(open, head.open),
  };
  return { head, settlement, proof };
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

/** A line as one text: equal texts, equal lines. */
function lineText(line: Line | undefined): string {
  if (line === undefined) return 'none';
  return `${line.event} ${line.order ?? '-'} ${line.components.map(({ kind, amount }) => `${kind}=${formatMinor(amount)}`).join(' ')}`;
}

/** Where one side has no such line, or other amounts: the first such line. */
function compareLines(replayed: readonly Line[], stored: readonly Line[]): readonly Difference[] {
  const at = Array.from({ length: Math.max(replayed.length, stored.length) }, (_, index) => index).find(
    (index) => lineText(replayed[index]) !== lineText(stored[index]),
  );
  if (at === undefined) return [];
  return [{ what: `Line ${at + 1}`, replayed: lineText(replayed[at]), stored: lineText(stored[at]) }];
}

/** A statement as the facts make it, beside what is stored of it. */
export interface ReplayedStatement {
  readonly head: StatementHeadDto;
  /** Facts that have taken effect. */
  readonly factCount: number;
  readonly through: PlainDate;
  /** Undefined where the facts make no such statement. */
  readonly replayed: Books['statements'][number] | undefined;
  readonly stored: readonly Line[];
}

/**
 * Makes the shop's books again from its facts alone: through its last closed day, with the moments of the open one (R6.1). Facts, books and how
 * far they are closed are read as of one moment.
 */
export async function readReplayed(database: Database, shop: ShopAsked, no: number): Promise<ReplayedStatement> {
  const names = new Map([[shop.id, shop.externalId]]);
  const { head, facts, stored, policies, state } = await atOneMoment(database, async (connection) => ({
    head: await readHead(connection, shop, no),
    facts: (await selectAllFacts(connection, names, null)).get(shop.id) ?? [],
    stored: await selectStatementLines(connection, shop.id, no),
    policies: await selectPolicies(connection),
    state: present((await selectStates(connection, [shop.id])).get(shop.id), `state of shop ${shop.externalId}`),
  }));
  const { momentsThrough } = state;
  const through = present(state.closedThrough, 'a shop with a statement has a closed day');
  return {
    head,
    factCount: facts.filter((fact) => fact.effectiveOn <= through || fact.no <= momentsThrough).length,
    through,
    replayed: replay(facts, policies, through, momentsThrough)?.statements.find((statement) => statement.no === no),
    stored,
  };
}

/** What differs between a statement's rows and what the facts make, and the versions that made it. */
export function replayProof({ head, replayed, stored, factCount, through }: ReplayedStatement): ReplayProofDto {
  const differences =
    replayed === undefined
      ? [{ what: 'Statement', replayed: 'none', stored: `no. ${head.no}` }]
      : [...compareHeads(replayed, head), ...compareLines(replayed.lines, stored)];
  const versions = new Set(replayed?.lines.map((line) => line.policyVersion));
  return {
    factCount,
    through,
    policyVersions: [...versions].sort((left, right) => left - right),
    isEqual: differences.length === 0,
    differences,
  };
}

/**
 * Makes the shop's books again from its facts alone and compares this statement with what is stored (R12.12): its day, sums, standing and
 * every amount of every line.
 */
export async function replayStatement(database: Database, shop: ShopAsked, no: number): Promise<ReplayProofDto> {
  return replayProof(await readReplayed(database, shop, no));
}
