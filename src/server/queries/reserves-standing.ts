import 'server-only';
import type { LevelChangeDto, MeasureDto, MeasuredDto, ReserveStandingDto, Tenths } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import type { LevelChange, Measurement, ShopState } from '@/domain/books';
import { addDays, dayOfMonth, daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { evaluationWindow, levelFor, levelZeroReason, measure } from '@/domain/evaluation/reserve-level';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import { type Rate, shareOver, shareReaches } from '@/domain/money/rate';
import { buildOrder, factsByOrder, type Order } from '@/domain/order/order';
import { type Policy, type PolicyBook, policyOn, type ReserveLevel } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { type Connection, type Database, inTransaction } from '../db/database';
import { selectFactsOfOrders } from '../repositories/facts';
import { selectBook } from '../repositories/policies';
import { readShopState } from './statements-pending';

type Shop = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>;

/** A share in tenths of a percent, rounded half up, in whole numbers throughout. @example tenthsOf(1n, 24n) === 42 */
export function tenthsOf(part: bigint, whole: bigint): Tenths {
  return whole <= 0n ? null : Number((part * 2000n + whole) / (whole * 2n));
}

function limit(level: ReserveLevel, rate: Rate): MeasureDto['limits'][number] {
  return { level, rate: rate.text, tenths: Number((rate.numerator * 1000n) / rate.denominator) };
}

function countMeasure(
  kind: 'late-dispatch' | 'seller-fault',
  part: number,
  whole: number,
  [mild, strict]: readonly [Rate, Rate],
): MeasureDto {
  return {
    kind,
    part: String(part),
    whole: String(whole),
    share: tenthsOf(BigInt(part), BigInt(whole)) ?? 0,
    isOver: shareOver(BigInt(part), BigInt(whole), mild),
    limits: [limit(2, mild), limit(1, strict)],
  };
}

function disputeMeasure(openDisputes: Minor, reserved: Minor, policy: Policy): MeasureDto {
  return {
    kind: 'disputes',
    part: formatMinor(openDisputes),
    whole: formatMinor(reserved),
    share: openDisputes === 0n ? 0 : tenthsOf(openDisputes, reserved),
    isOver: shareReaches(openDisputes, reserved, policy.disputeShare),
    limits: [limit(0, policy.disputeShare)],
  };
}

interface Measured {
  readonly on: PlainDate;
  readonly measurement: Measurement;
  readonly openDisputes: Minor;
  readonly reserved: Minor;
}

function measuredDto({ on, measurement, openDisputes, reserved }: Measured, policy: Policy): MeasuredDto {
  const { level1, level2 } = policy.evaluation;
  const { placedCount, lateCount, sellerFaultCount } = measurement;
  return {
    on,
    windowFrom: measurement.windowFrom,
    windowTo: measurement.windowTo,
    measures: [
      countMeasure('late-dispatch', lateCount, placedCount, [level2.lateDispatchOver, level1.lateDispatchOver]),
      countMeasure('seller-fault', sellerFaultCount, placedCount, [level2.sellerFaultOver, level1.sellerFaultOver]),
      disputeMeasure(openDisputes, reserved, policy),
    ],
  };
}

function changeDto(change: LevelChange): LevelChangeDto {
  return {
    from: change.from,
    level: change.level,
    reason: change.reason,
    note: change.note,
    probation: change.probation,
    measurement: change.measurement,
    openDisputes: formatMinor(change.openDisputes),
    reserved: formatMinor(change.reserved),
    disputeShare: tenthsOf(change.openDisputes, change.reserved),
  };
}

/** The decision that brought the level in effect on a day, the last one, and the last that measured. */
function decisions(levels: readonly LevelChange[], today: PlainDate) {
  const past = levels.filter((change) => change.from <= today);
  const last = present(past.at(-1), 'reserve level in effect');
  let began = last;
  for (const change of past.toReversed()) {
    if (change.level !== last.level) break;
    began = change;
  }
  return { began, last, evaluated: past.findLast((change) => change.measurement !== null) ?? null };
}

/** The next 1st of a month after a day (R10.2). */
function nextEvaluation(today: PlainDate): PlainDate {
  let day = addDays(today, 1);
  while (dayOfMonth(day) !== 1) day = addDays(day, 1);
  return day;
}

/** Orders that were placed on some days, with all that is known of them. */
async function readOrdersPlaced(
  database: Database,
  shop: Shop,
  window: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<readonly Order[]> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ order_id: string }>(
      `SELECT order_id FROM fact WHERE shop_id = $1 AND type = 'order.placed' AND occurred_on BETWEEN $2 AND $3`,
      [shop.id, window.from, window.to],
    );
    const orders = new Map([[shop.id, rows.map((row) => row.order_id)]]);
    const found = await selectFactsOfOrders(connection, orders, new Map([[shop.id, shop.externalId]]));
    const built = [...factsByOrder(found.get(shop.id) ?? []).values()].map(buildOrder);
    return built.filter((order) => order !== null);
  });
}

/**
 * Measures the coming evaluation's orders by what is known at the end of yesterday: the window of the evaluation day, seen from today, so
 * that an order whose dispatch is not due yet does not count as late.
 */
async function measureSoFar(
  database: Database,
  shop: Shop,
  on: PlainDate,
  book: PolicyBook,
): Promise<{ readonly measurement: Measurement; readonly policy: Policy }> {
  const policy = policyOn(book, on);
  const window = evaluationWindow(on, policy);
  const orders = await readOrdersPlaced(database, shop, window);
  const windowFromDays = daysBetween(window.from, shop.today);
  const windowToDays = daysBetween(window.to, shop.today);
  const seenFromToday = { ...policy, evaluation: { ...policy.evaluation, windowFromDays, windowToDays } };
  return { measurement: measure(orders, shop.today, book.zone, seenFromToday), policy };
}

/** What the balance says is in reserve. */
export async function readReserved(connection: Connection, shopId: number): Promise<Minor> {
  const { rows } = await connection.query<{ reserved: Minor }>(
    'SELECT reserved_minor AS reserved FROM shop WHERE id = $1',
    [shopId],
  );
  return present(rows[0], `shop ${shopId}`).reserved;
}

async function nextDto(
  database: Database,
  shop: Shop,
  state: ShopState,
  reserved: Minor,
  book: PolicyBook,
): Promise<ReserveStandingDto['next']> {
  const on = nextEvaluation(shop.today);
  const { measurement, policy } = await measureSoFar(database, shop, on, book);
  const openDisputes = sum(state.openDisputes.map(({ amount }) => amount));
  const zero = levelZeroReason({ riskFlagged: state.riskFlagged, openDisputes, reserved }, policy);
  const level = zero === null ? levelFor(measurement, state.probation, policy) : 0;
  return {
    ...measuredDto({ on, measurement, openDisputes, reserved }, policy),
    level,
    rate: policy.reserveLevels[level].rate.text,
    reason: zero ?? 'evaluation',
    probation: state.probation,
  };
}

/**
 * The reserve level of a shop, what brought it, and what the next evaluation would make of it on what is known now (R10.2, R10.3).
 * @returns null before the first close
 */
export async function readReserveStanding(database: Database, shop: Shop): Promise<ReserveStandingDto | null> {
  const { pool } = database;
  const state = await readShopState(pool, shop.id);
  if (state.closedThrough === null) return null;
  const reserved = await readReserved(pool, shop.id);
  const book = await selectBook(pool, shop.marketplace);
  const policy = policyOn(book, shop.today);
  const { began, last, evaluated } = decisions(state.levels, shop.today);
  const { rate, periodDays } = policy.reserveLevels[last.level];
  const measurement = evaluated?.measurement ?? null;
  return {
    reserved: formatMinor(reserved),
    level: last.level,
    rate: rate.text,
    periodDays,
    since: began.from,
    isExempt: state.reserveExempt,
    began: changeDto(began),
    confirmed: last === began ? null : changeDto(last),
    last:
      evaluated === null || measurement === null
        ? null
        : measuredDto({ ...evaluated, on: evaluated.from, measurement }, policyOn(book, evaluated.from)),
    disputes: disputeMeasure(sum(state.openDisputes.map(({ amount }) => amount)), reserved, policy),
    next: await nextDto(database, shop, state, reserved, book),
  };
}
