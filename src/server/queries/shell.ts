import 'server-only';
import type { BannerDto, BilledDto, RecoveryDto, ShellFiguresDto, ShopContext } from '@/contracts/shell';
import type { MeasureInForce, ShopState } from '@/domain/books';
import type { Instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import type { ForecastDay } from '@/domain/forecast/forecast';
import { formatMinor, larger, type Minor, minus, negate, plus, ZERO } from '@/domain/money/money';
import { availableOf, isFrozen, payoutAccount, withheldUntil } from '@/domain/payout/conditions';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection, Database } from '../db/database';
import { selectBook } from '../repositories/policies';
import { readOutlook } from './outlook';
import { findCause } from './shell-cause';
import { readShopState } from './statements-pending';

/** The amounts of the side navigation, as the shop's row keeps them. */
export async function readShellFigures(connection: Connection, shopId: number): Promise<ShellFiguresDto> {
  const { rows } = await connection.query<Record<'in_transit' | 'on_hold' | 'reserved' | 'owed', Minor>>(
    `SELECT in_transit_minor AS in_transit, on_hold_minor AS on_hold, reserved_minor AS reserved, owed_minor AS owed
       FROM shop WHERE id = $1`,
    [shopId],
  );
  const row = present(rows[0], `shop ${shopId}`);
  return {
    inTransit: formatMinor(row.in_transit),
    onHold: formatMinor(row.on_hold),
    reserved: formatMinor(row.reserved),
    owed: formatMinor(row.owed),
    billable: row.owed === ZERO ? '0.00' : (await readBilled(connection, shopId, row.owed)).billable,
  };
}

/** What bills under way ask of what is owed (R8.1). */
async function readBilled(connection: Connection, shopId: number, owed: Minor): Promise<BilledDto> {
  const { rows } = await connection.query<{
    count: number;
    asked: Minor;
    clearing: Minor;
    clears_by: Instant | null;
  }>(
    `SELECT count(*)::int AS count,
            coalesce(sum(CASE WHEN status = 'paid' THEN received_minor ELSE amount_minor END), 0)::bigint AS asked,
            coalesce(sum(received_minor) FILTER (WHERE status = 'paid'), 0)::bigint AS clearing,
            max(clears_at) FILTER (WHERE status = 'paid') AS clears_by
       FROM bill WHERE shop_id = $1 AND status IN ('unpaid', 'processing', 'paid')`,
    [shopId],
  );
  const row = present(rows[0], 'a sum has one row');
  return {
    count: row.count,
    asked: formatMinor(row.asked),
    billable: formatMinor(larger(ZERO, minus(owed, row.asked))),
    clearing: formatMinor(row.clearing),
    clearsBy: row.clears_by,
  };
}

/** The measure that a banner is about: the one that stops payouts, else whichever is in force. */
function gravest(state: ShopState): MeasureInForce | null {
  return state.measures.find(({ measure }) => measure !== 'suspend-promotions') ?? state.measures[0] ?? null;
}

/** The one order whose line brings most of the day that covers the debt. */
function coveredBy(day: ForecastDay | undefined): Pick<RecoveryDto, 'order' | 'event'> {
  const lines = day?.statements.flatMap((statement) => statement.lines) ?? [];
  const orders = new Set(lines.map((line) => line.order));
  const [first] = lines;
  return { order: orders.size === 1 ? (first?.order ?? null) : null, event: first?.event ?? null };
}

async function recoveryOf(database: Database, shop: ShopContext): Promise<RecoveryDto> {
  const outlook = await readOutlook(database, shop);
  if (outlook === null) return { on: null, order: null, event: null, frozenOn: null, frozenTrigger: null };
  const { forecast, state } = outlook;
  const freeze = isFrozen(state) ? null : gravest(forecast.state);
  const on = forecast.positiveFrom;
  const isBefore = freeze !== null && (on === null || freeze.since < on);
  return {
    on,
    ...coveredBy(forecast.days.find(({ day }) => day === on)),
    frozenOn: isBefore ? freeze.since : null,
    frozenTrigger: isBefore ? freeze.trigger : null,
  };
}

interface FailedRow {
  readonly no: number;
  readonly amount_minor: Minor;
  readonly settled_on: PlainDate;
  readonly status: 'failed' | 'returned';
  readonly code: string;
  readonly last4: string;
  readonly holder_name: string;
}

/** The payout that failed or came back last. */
async function failedBanner(connection: Connection, shopId: number, state: ShopState): Promise<BannerDto | null> {
  const { rows } = await connection.query<FailedRow>(
    `SELECT p.no, p.amount_minor, p.settled_on, p.status, p.code, a.last4, a.holder_name
       FROM payout p JOIN bank_account a ON a.shop_id = p.shop_id AND a.account = p.account
      WHERE p.shop_id = $1 AND p.status IN ('failed', 'returned') ORDER BY p.settled_on DESC, p.no DESC LIMIT 1`,
    [shopId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    kind: 'payout-failed',
    payout: row.no,
    amount: formatMinor(row.amount_minor),
    on: row.settled_on,
    isReturned: row.status === 'returned',
    code: row.code,
    last4: row.last4,
    holderName: row.holder_name,
    registeredName: state.registeredName,
  };
}

async function frozenBanner(connection: Connection, shopId: number, state: ShopState): Promise<BannerDto | null> {
  const measure = gravest(state);
  if (measure === null) return null;
  const first = addDays(measure.since, 1 - Math.max(1, measure.negativeDays));
  return {
    kind: 'frozen',
    measure: measure.measure,
    since: measure.since,
    owedThen: formatMinor(measure.owed),
    negativeDays: measure.negativeDays,
    trigger: measure.trigger,
    cause: await findCause(connection, shopId, { from: first, to: measure.since }),
    available: formatMinor(availableOf(state)),
  };
}

async function closedBanner(connection: Connection, shopId: number, state: ShopState): Promise<BannerDto | null> {
  const today = addDays(present(state.closedThrough, 'closed day'), 1);
  const paysFrom = withheldUntil(state, policyOn(await selectBook(connection, state.marketplace), today));
  if (state.closedOn === null || paysFrom === null || today >= paysFrom) return null;
  const { rows } = await connection.query<{ reserved: Minor }>(
    'SELECT reserved_minor AS reserved FROM shop WHERE id = $1',
    [shopId],
  );
  const held = plus(availableOf(state), rows[0]?.reserved ?? ZERO);
  return { kind: 'closed', on: state.closedOn, paysFrom, held: formatMinor(held) };
}

/**
 * What interrupts every page of a shop: the first of owed, closed, frozen, a payout that failed, no account to pay to.
 * @returns null where nothing does, and before the first close
 */
export async function readBanner(database: Database, shop: ShopContext): Promise<BannerDto | null> {
  const { pool } = database;
  const state = await readShopState(pool, shop.id);
  if (state.closedThrough === null) return null;
  const available = availableOf(state);
  if (available < ZERO) {
    return {
      kind: 'owed',
      owed: formatMinor(negate(available)),
      cause: await findCause(pool, shop.id, 'pending'),
      recovery: await recoveryOf(database, shop),
      frozenSince: isFrozen(state) ? (gravest(state)?.since ?? null) : null,
      billed: await readBilled(pool, shop.id, negate(available)),
    };
  }
  const closed = await closedBanner(pool, shop.id, state);
  if (closed !== null) return closed;
  if (state.measures.length > 0) return frozenBanner(pool, shop.id, state);
  if (state.payoutFailed) return failedBanner(pool, shop.id, state);
  if (payoutAccount(state) === null && available > ZERO) {
    return { kind: 'no-bank-account', available: formatMinor(available) };
  }
  return null;
}
