import 'server-only';
import type {
  BalanceDto,
  Children,
  HeldDto,
  OnHoldOrderDto,
  PendingStatementDto,
  TransitPayoutDto,
} from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { onHoldAt } from '@/domain/close/order-lines';
import { formatMinor, type Minor, sum, ZERO } from '@/domain/money/money';
import { buildOrder, factsByOrder } from '@/domain/order/order';
import { present } from '@/domain/shared/assert';
import type { LineEvent, StatementKind } from '@/domain/statement/statement';
import { type Connection, type Database, inTransaction } from '../db/database';
import { selectFactsOfOrders } from '../repositories/facts';
import { selectBook } from '../repositories/policies';
import { selectStates } from '../repositories/shops';

/** How many children a row of the tree shows. */
const FIRST = 3;

interface Figures {
  readonly available: Minor;
  readonly in_transit: Minor;
  readonly reserved: Minor;
  readonly on_hold: Minor;
  readonly pending_count: number;
  readonly payout_count: number;
  readonly hold_count: number;
  readonly order_count: number;
}

async function readFigures(connection: Connection, shopId: number): Promise<Figures> {
  const { rows } = await connection.query<Figures>(
    `SELECT available_minor AS available, in_transit_minor AS in_transit, reserved_minor AS reserved, on_hold_minor AS on_hold,
            pending_statement_count AS pending_count, processing_payout_count AS payout_count, active_hold_count AS hold_count,
            on_hold_order_count AS order_count
       FROM shop WHERE id = $1`,
    [shopId],
  );
  return present(rows[0], `shop ${shopId}`);
}

interface StatementRow {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly payable_minor: Minor;
  readonly open_minor: Minor;
  readonly event: LineEvent | null;
  readonly order_id: string | null;
}

/** The oldest first where something is owed: they are the ones that sales cover first; else the latest. */
async function readPending(
  connection: Connection,
  shopId: number,
  isOwed: boolean,
): Promise<readonly PendingStatementDto[]> {
  const { rows } = await connection.query<StatementRow>(
    `SELECT s.no, s.day, s.kind, s.payable_minor, s.open_minor, l.event, l.order_id
       FROM statement s LEFT JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no AND l.line_no = 1 AND s.order_count = 1
      WHERE s.shop_id = $1 AND s.open_minor <> 0 ORDER BY s.no ${isOwed ? 'ASC' : 'DESC'} LIMIT $2`,
    [shopId, FIRST],
  );
  return rows.map((row) => ({
    no: row.no,
    day: row.day,
    kind: row.kind,
    about: row.event === null || row.order_id === null ? null : { event: row.event, order: row.order_id },
    payable: formatMinor(row.payable_minor),
    open: formatMinor(row.open_minor),
  }));
}

async function readTransit(connection: Connection, shopId: number): Promise<readonly TransitPayoutDto[]> {
  const { rows } = await connection.query<{ no: number; initiated_on: PlainDate; amount_minor: Minor; last4: string }>(
    `SELECT p.no, p.initiated_on, p.amount_minor, a.last4
       FROM payout p JOIN bank_account a ON a.shop_id = p.shop_id AND a.account = p.account
      WHERE p.shop_id = $1 AND p.status = 'processing' ORDER BY p.no LIMIT $2`,
    [shopId, FIRST],
  );
  return rows.map((row) => ({
    no: row.no,
    initiatedOn: row.initiated_on,
    amount: formatMinor(row.amount_minor),
    last4: row.last4,
  }));
}

async function readLastPaid(connection: Connection, shopId: number): Promise<BalanceDto['lastPaid']> {
  const { rows } = await connection.query<{ no: number; amount_minor: Minor; settled_on: PlainDate }>(
    `SELECT no, amount_minor, settled_on FROM payout WHERE shop_id = $1 AND status = 'paid' ORDER BY no DESC LIMIT 1`,
    [shopId],
  );
  const row = rows[0];
  return row === undefined ? null : { no: row.no, amount: formatMinor(row.amount_minor), arrivedOn: row.settled_on };
}

interface HoldRow {
  readonly order_id: string;
  readonly rate: string;
  readonly settlement_minor: Minor;
  readonly release_on: PlainDate;
  readonly remaining: Minor;
}

async function readHolds(connection: Connection, shopId: number): Promise<readonly HeldDto[]> {
  const { rows } = await connection.query<HoldRow>(
    `SELECT order_id, rate, settlement_minor, release_on, withheld_minor - released_minor - used_minor AS remaining
       FROM hold WHERE shop_id = $1 AND withheld_minor > released_minor + used_minor ORDER BY release_on, order_id LIMIT $2`,
    [shopId, FIRST],
  );
  return rows.map((row) => ({
    order: row.order_id,
    rate: row.rate,
    settlement: formatMinor(row.settlement_minor),
    releaseOn: row.release_on,
    remaining: formatMinor(row.remaining),
  }));
}

/** The orders on hold that settle first, each with its settlement so far as the engine computes it (R7.6). */
async function readOnHold(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId'>,
): Promise<readonly OnHoldOrderDto[]> {
  return inTransaction(database, async (connection) => {
    const state = (await selectStates(connection, [shop.id])).get(shop.id);
    if (state === undefined || state.closedThrough === null) return [];
    const through = state.closedThrough;
    const { rows } = await connection.query<{ order_id: string; delivered_on: PlainDate; settles_on: PlainDate }>(
      `SELECT order_id, delivered_on, settles_on FROM due_order
        WHERE shop_id = $1 AND (settles_on > $2 OR order_id = ANY($3::text[])) ORDER BY settles_on, order_id LIMIT $4`,
      [shop.id, through, state.deferred, FIRST],
    );
    const orders = new Map([[shop.id, rows.map((row) => row.order_id)]]);
    const found = await selectFactsOfOrders(connection, orders, new Map([[shop.id, shop.externalId]]));
    const facts = factsByOrder(found.get(shop.id) ?? []);
    const books = { state, book: await selectBook(connection, state.marketplace) };
    return rows.map((row) => {
      const order = present(buildOrder(facts.get(row.order_id) ?? []), `order ${row.order_id}`);
      return {
        order: row.order_id,
        deliveredOn: row.delivered_on,
        settlesOn: row.settles_on,
        isDisputed: state.deferred.includes(row.order_id),
        amount: formatMinor(onHoldAt(books, order, through)),
      };
    });
  });
}

function children<Child>(first: readonly Child[], count: number): Children<Child> {
  return { first, count };
}

/**
 * The balance tree: four amounts, the lines that make them, and what the shop has if everything settles (R7.6).
 * @param shop of the actor
 */
export async function readBalance(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId'>,
): Promise<BalanceDto> {
  const { pool } = database;
  const figures = await readFigures(pool, shop.id);
  const [statements, payouts, lastPaid, holds, orders] = await Promise.all([
    readPending(pool, shop.id, figures.available < ZERO),
    readTransit(pool, shop.id),
    readLastPaid(pool, shop.id),
    readHolds(pool, shop.id),
    readOnHold(database, shop),
  ]);
  const { available, in_transit: inTransit, reserved, on_hold: onHold } = figures;
  return {
    available: formatMinor(available),
    inTransit: formatMinor(inTransit),
    reserved: formatMinor(reserved),
    onHold: formatMinor(onHold),
    total: formatMinor(sum([available, inTransit, reserved, onHold])),
    statements: children(statements, figures.pending_count),
    payouts: children(payouts, figures.payout_count),
    holds: children(holds, figures.hold_count),
    orders: children(orders, figures.order_count),
    lastPaid,
  };
}
