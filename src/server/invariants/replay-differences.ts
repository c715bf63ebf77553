import 'server-only';
import type { PoolClient } from 'pg';
import type { Balance, DueOrder, ShopState, Standing } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { openShop } from '@/domain/close/open-shop';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import type { Journal } from '@/domain/ledger/journal';
import { ZERO } from '@/domain/money/money';
import type { Payout } from '@/domain/payout/payout';
import type { Policies } from '@/domain/policy/policy';
import { type Books, replay } from '@/domain/replay';
import type { Hold } from '@/domain/reserve/hold';
import type { Allocation, Line, Statement } from '@/domain/statement/statement';
import { selectAllDue, selectAllPayouts, selectHolds } from '../repositories/books-reader';
import { selectAllFacts } from '../repositories/facts';
import { type StoredEvent, selectEvents, selectJournals } from '../repositories/journals';
import { type ShopRow, selectBalances, selectStates } from '../repositories/shops';
import { writeEventDetail } from '../repositories/state-codec';
import { type StoredStatement, selectAllocations, selectLines, selectStatements } from '../repositories/statements';
import type { Violation } from './invariant';

/** Differences beyond the first few of a shop say nothing more. */
const MOST_PER_SHOP = 5;

/** All that is stored of one shop, in the shapes of the domain. */
interface StoredBooks {
  readonly state: ShopState | undefined;
  readonly statements: readonly StoredStatement[];
  readonly lines: readonly { readonly statementNo: number; readonly line: Line }[];
  readonly allocations: readonly Allocation[];
  readonly payouts: readonly Payout[];
  readonly holds: readonly Hold[];
  readonly journals: readonly Journal[];
  readonly events: readonly StoredEvent[];
  readonly due: readonly DueOrder[];
  readonly balance: Balance | undefined;
}

async function readStored(connection: PoolClient, ids: readonly number[]): Promise<(id: number) => StoredBooks> {
  const states = await selectStates(connection, ids);
  const statements = await selectStatements(connection, ids);
  const lines = await selectLines(connection, ids);
  const allocations = await selectAllocations(connection, ids);
  const payouts = await selectAllPayouts(connection, ids);
  const holds = await selectHolds(connection, ids, 'all');
  const journals = await selectJournals(connection, ids);
  const events = await selectEvents(connection, ids);
  const due = await selectAllDue(connection, ids);
  const balances = await selectBalances(connection, ids);
  return (id) => ({
    state: states.get(id),
    statements: statements.get(id) ?? [],
    lines: lines.get(id) ?? [],
    allocations: allocations.get(id) ?? [],
    payouts: payouts.get(id) ?? [],
    holds: holds.get(id) ?? [],
    journals: journals.get(id) ?? [],
    events: events.get(id) ?? [],
    due: due.get(id) ?? [],
    balance: balances.get(id),
  });
}

const EMPTY_BALANCE: Balance = { available: ZERO, inTransit: ZERO, reserved: ZERO, onHold: ZERO, owed: ZERO };

/** What the facts alone say: the replay through the last closed day and the moments of the open one, or the bare opening. */
function rebuild(
  facts: readonly RecordedFact[],
  policies: Policies,
  closedThrough: PlainDate | null,
  momentsThrough: number,
): Books | null {
  if (closedThrough !== null) return replay(facts, policies, closedThrough, momentsThrough);
  const opened = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  if (opened === undefined || !isOf(opened, 'shop.opened')) return null;
  const nothing = { statements: [], allocations: [], payouts: [], holds: [], journals: [], events: [], due: [] };
  return { state: openShop(opened, policies), ...nothing, balance: EMPTY_BALANCE };
}

/** One text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

type Named = ReadonlyMap<string, string>;

function named<Value>(
  what: string,
  values: readonly Value[],
  key: (value: Value) => string | number,
): [string, string][] {
  return values.map((value) => [`${what} ${key(value)}`, canonical(value)]);
}

type Head = Omit<Statement, 'lines'> & Standing;

function headOf({
  no,
  day,
  kind,
  sums,
  settlement,
  reserveNet,
  payable,
  orderCount,
  bill,
  open,
  status,
  payout,
}: Head): Head {
  return { no, day, kind, sums, settlement, reserveNet, payable, orderCount, bill, open, status, payout };
}

function sortedItems(payout: Payout): Payout {
  return { ...payout, items: [...payout.items].sort((left, right) => left.statement - right.statement) };
}

interface Comparable extends Omit<StoredBooks, 'statements'> {
  readonly statements: readonly Head[];
}

/** Books as a map from the name of each thing to its content. */
function spread(books: Comparable): Named {
  return new Map([
    ...named('statement', books.statements.map(headOf), ({ no }) => no),
    ...named('line', books.lines, ({ statementNo, line }) => `${statementNo}/${line.lineNo}`),
    ...named('allocation', books.allocations, ({ no }) => no),
    ...named('payout', books.payouts.map(sortedItems), ({ no }) => no),
    ...named('hold of order', books.holds, ({ order }) => order),
    ...named('journal of', books.journals, ({ source, sourceNo }) => `${source} ${sourceNo}`),
    ...named('event', books.events, ({ no }) => no),
    ...named('due day of order', books.due, ({ order }) => order),
    ...named('balance', [books.balance], () => ''),
    ...named('state', [books.state], () => ''),
  ]);
}

function comparableOf(books: Books): Comparable {
  return {
    ...books,
    lines: books.statements.flatMap(({ no, lines }) => lines.map((line) => ({ statementNo: no, line }))),
    events: books.events.map((event, index) => ({
      no: index + 1,
      day: event.day,
      kind: event.kind,
      detail: writeEventDetail(event),
    })),
  };
}

const SHOWN_CHARACTERS = 300;

function firstDifferences(stored: Named, rebuilt: Named): string[] {
  const differences: string[] = [];
  for (const [name, content] of rebuilt) {
    const found = stored.get(name);
    if (found === content) continue;
    const shown = content.slice(0, SHOWN_CHARACTERS);
    if (found === undefined) differences.push(`${name} is not stored; replayed ${shown}`);
    else differences.push(`${name}: ${differenceOf(found, content)}`);
  }
  for (const name of stored.keys()) if (!rebuilt.has(name)) differences.push(`${name} is stored, but no fact makes it`);
  return differences;
}

/** The part in which two texts differ, with a little before it. */
function differenceOf(stored: string, replayed: string): string {
  let start = 0;
  while (start < stored.length && stored[start] === replayed[start]) start += 1;
  const from = Math.max(0, start - 60);
  return `stored ...${stored.slice(from, from + SHOWN_CHARACTERS)}, replayed ...${replayed.slice(from, from + SHOWN_CHARACTERS)}`;
}

/**
 * Rebuilds the books of some shops from their facts and names the first differences from what is stored (R12.12): statements and their
 * lines and components, standings, allocations, payouts, holds, journals, events, due days, balances and the engine's state.
 */
export async function replayDifferences(
  connection: PoolClient,
  shops: readonly ShopRow[],
  policies: Policies,
): Promise<readonly Violation[]> {
  const stored = await readStored(
    connection,
    shops.map((shop) => shop.id),
  );
  const facts = await selectAllFacts(connection, new Map(shops.map((shop) => [shop.id, shop.shop])), null);
  const violations: Violation[] = [];
  for (const { id, shop, closedThrough } of shops) {
    const books = stored(id);
    const rebuilt = rebuild(facts.get(id) ?? [], policies, closedThrough, books.state?.momentsThrough ?? 0);
    const differences =
      rebuilt === null ? ['its facts do not open it'] : firstDifferences(spread(books), spread(comparableOf(rebuilt)));
    for (const detail of differences.slice(0, MOST_PER_SHOP)) violations.push({ invariant: 'R12.12', shop, detail });
  }
  return violations;
}
