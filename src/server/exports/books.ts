import 'server-only';
import type { Balance, ShopState, Standing } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor } from '@/domain/money/money';
import type { Payout } from '@/domain/payout/payout';
import { pendingOf } from '@/domain/payout/pending-reason';
import type { Policies } from '@/domain/policy/policy';
import { replay } from '@/domain/replay';
import { type Hold, remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import type { Allocation, Statement } from '@/domain/statement/statement';
import { type Database, inTransaction } from '../db/database';
import { selectAllPayouts, selectHolds } from '../repositories/books-reader';
import { selectAllFacts } from '../repositories/facts';
import { selectPolicies } from '../repositories/policies';
import { listShops, type ShopRow, selectBalances, selectStates } from '../repositories/shops';
import { selectAllocations, selectStatements } from '../repositories/statements';

const SHOPS_AT_A_TIME = 200;

/** Books of one shop as far as the export shows them: of a replay, or as stored. */
interface ShownBooks {
  readonly state: ShopState;
  readonly statements: readonly (Omit<Statement, 'lines'> & Standing)[];
  readonly payouts: readonly Payout[];
  readonly allocations: readonly Allocation[];
  readonly holds: readonly Hold[];
  readonly balance: Balance;
}

/** One shop's books as wire JSON: all money as decimal strings, statements in the order in which they closed. */
function writeBooks(books: ShownBooks, policies: Policies): object {
  const { state, balance } = books;
  const book = present(policies[state.marketplace], `policy book of ${state.marketplace}`);
  const pending = state.closedThrough === null ? null : pendingOf(state, book);
  return {
    currency: book.currency,
    marketplace: state.marketplace,
    name: state.name,
    closedThrough: state.closedThrough,
    statements: books.statements.map((statement) => ({
      no: statement.no,
      day: statement.day,
      kind: statement.kind,
      revenue: formatMinor(statement.sums.revenue),
      shipping: formatMinor(statement.sums.shipping),
      fees: formatMinor(statement.sums.fees),
      adjustments: formatMinor(statement.sums.adjustments),
      settlement: formatMinor(statement.settlement),
      reserveNet: formatMinor(statement.reserveNet),
      payable: formatMinor(statement.payable),
      open: formatMinor(statement.open),
      status: statement.status,
      pendingReason: statement.status === 'pending' ? (pending?.reason ?? null) : null,
      payout: statement.payout,
    })),
    payouts: books.payouts.map((payout) => ({
      no: payout.no,
      initiatedOn: payout.initiatedOn,
      amount: formatMinor(payout.amount),
      status: payout.status,
      settledOn: payout.settledOn,
      code: payout.code,
    })),
    balance: {
      available: formatMinor(balance.available),
      inTransit: formatMinor(balance.inTransit),
      reserved: formatMinor(balance.reserved),
      onHold: formatMinor(balance.onHold),
      owed: formatMinor(balance.owed),
    },
    reserveLevel: state.levels.at(-1)?.level ?? null,
    settlementTier: state.tiers.at(-1)?.tier ?? null,
    allocations: books.allocations.map((step) => ({
      day: step.day,
      creditStatement: step.creditStatement,
      debtStatement: step.debtStatement,
      amount: formatMinor(step.amount),
    })),
    holds: books.holds.map((hold) => ({
      order: hold.order,
      settledOn: hold.settledOn,
      releaseOn: hold.releaseOn,
      withheld: formatMinor(hold.withheld),
      released: formatMinor(hold.released),
      used: formatMinor(hold.used),
      remaining: formatMinor(remainingOf(hold)),
    })),
    measures: state.measures.map(({ measure, since, trigger }) => ({ measure, since, trigger })),
    activity: state.activity,
    negativeDays: state.negativeDays,
  };
}

async function storedBooks(database: Database, shops: readonly ShopRow[]): Promise<Map<number, ShownBooks>> {
  return inTransaction(database, async (connection) => {
    // All tables as of one moment, also while a close commits.
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const ids = shops.map((shop) => shop.id);
    const states = await selectStates(connection, ids);
    const statements = await selectStatements(connection, ids);
    const payouts = await selectAllPayouts(connection, ids);
    const allocations = await selectAllocations(connection, ids);
    const holds = await selectHolds(connection, ids, 'all');
    const balances = await selectBalances(connection, ids);
    const books = new Map<number, ShownBooks>();
    for (const { id, shop } of shops) {
      books.set(id, {
        state: present(states.get(id), `state of shop ${shop}`),
        statements: statements.get(id) ?? [],
        payouts: payouts.get(id) ?? [],
        allocations: allocations.get(id) ?? [],
        holds: holds.get(id) ?? [],
        balance: present(balances.get(id), `balance of shop ${shop}`),
      });
    }
    return books;
  });
}

/** Books as of a day, from the facts alone; no later than what is closed, so that they equal what the close of that day showed. */
async function replayedBooks(
  database: Database,
  shops: readonly ShopRow[],
  asOf: PlainDate,
  policies: Policies,
): Promise<Map<number, ShownBooks>> {
  const closed = shops.filter((shop) => shop.closedThrough !== null);
  const names = new Map(closed.map((shop) => [shop.id, shop.shop]));
  const facts = await inTransaction(database, (connection) => selectAllFacts(connection, names, asOf));
  const books = new Map<number, ShownBooks>();
  for (const { id, closedThrough } of closed) {
    const through = closedThrough !== null && closedThrough < asOf ? closedThrough : asOf;
    const replayed = replay(facts.get(id) ?? [], policies, through);
    if (replayed !== null) books.set(id, replayed);
  }
  return books;
}

/** Which books to show. */
export interface ExportBooksInput {
  /** One shop's external id; all shops otherwise. */
  readonly shop: string | null;
  /** Replayed as of a day; as stored, through the last closed day, otherwise. */
  readonly asOf: PlainDate | null;
  readonly policies?: Policies;
}

/**
 * The books as one JSON object, key = the shop's external id, streamed in pieces so that any number of shops fits.
 * @returns pieces of JSON text; null if the shop that is named does not exist
 */
export async function exportBooks(database: Database, input: ExportBooksInput): Promise<AsyncIterable<string> | null> {
  const shops = await listShops(database.pool, input.shop);
  if (input.shop !== null && shops.length === 0) return null;
  return piecesOf(database, shops, input);
}

async function* piecesOf(
  database: Database,
  shops: readonly ShopRow[],
  { asOf, policies: given }: ExportBooksInput,
): AsyncGenerator<string> {
  const policies = given ?? (await selectPolicies(database.pool));
  yield '{';
  let isFirst = true;
  for (let start = 0; start < shops.length; start += SHOPS_AT_A_TIME) {
    const part = shops.slice(start, start + SHOPS_AT_A_TIME);
    const books =
      asOf === null ? await storedBooks(database, part) : await replayedBooks(database, part, asOf, policies);
    for (const { id, shop } of part) {
      const shown = books.get(id);
      if (shown === undefined) continue;
      yield `${isFirst ? '' : ','}\n${JSON.stringify(shop)}: ${JSON.stringify(writeBooks(shown, policies))}`;
      isFirst = false;
    }
  }
  yield '\n}\n';
}
