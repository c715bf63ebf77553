import 'server-only';
import type { ChainAmountDto, ChainDto, ChainStepDto } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { explainComponent, percent } from '@/domain/explain/component';
import { formatMinor, type Minor, negate, sum } from '@/domain/money/money';
import { availableOf } from '@/domain/payout/conditions';
import type { Component } from '@/domain/settlement/component';
import type { LineEvent, StatementKind } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { readBreakdown } from '../repositories/lines';
import type { Outlook } from './outlook';

/** Owed statements that the chain tells, the newest; amounts that it lists of each. */
const DEBTS_TOLD = 4;
const AMOUNTS_TOLD = 6;

interface DebtRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly payable: Minor;
}

interface LineRecord {
  readonly statement_no: number;
  readonly event: LineEvent;
  readonly order_id: string | null;
  readonly breakdown: string;
  readonly amount: Minor;
  readonly reason: string | null;
  readonly is_cancelled: boolean;
}

interface BeforeRecord {
  readonly order_id: string;
  readonly no: number;
  readonly day: PlainDate;
  readonly amount: Minor;
  readonly payout_no: number | null;
  readonly paid_on: PlainDate | null;
  readonly payout_amount: Minor | null;
  readonly last4: string | null;
}

interface CoverRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly bill: string | null;
  readonly last4: string | null;
  readonly amount: Minor;
}

const TOTAL = 'l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor';

/** The lines that hurt most of each debt, one more than are told. */
async function selectLines(connection: Connection, shopId: number, nos: readonly number[]) {
  const { rows } = await connection.query<LineRecord>(
    `SELECT w.*, f.payload ->> 'reason' AS reason,
            EXISTS (SELECT FROM fact c WHERE c.shop_id = $1 AND c.order_id = w.order_id AND c.type = 'order.cancelled') AS is_cancelled
       FROM unnest($2::int[]) n (no) CROSS JOIN LATERAL (
         SELECT l.statement_no, l.event, l.order_id, l.breakdown, l.fact_no, (${TOTAL})::bigint AS amount FROM line l
          WHERE l.shop_id = $1 AND l.statement_no = n.no AND ${TOTAL} < 0 AND l.event <> 'reserve-withheld'
          ORDER BY amount, l.line_no LIMIT ${AMOUNTS_TOLD + 1}
       ) w LEFT JOIN fact f ON f.shop_id = $1 AND f.no = w.fact_no ORDER BY w.statement_no, w.amount`,
    [shopId, nos],
  );
  return rows;
}

/** Where the orders had settled before, and the payout that took it. */
async function selectBefore(connection: Connection, shopId: number, orders: readonly string[]) {
  const { rows } = await connection.query<BeforeRecord>(
    `SELECT l.order_id, s.no, s.day, sum(${TOTAL})::bigint AS amount, p.no AS payout_no, p.initiated_on AS paid_on,
            p.amount_minor AS payout_amount, b.last4
       FROM line l JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
       LEFT JOIN payout p ON p.shop_id = s.shop_id AND p.no = s.payout_no AND p.status IN ('processing', 'paid')
       LEFT JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account
      WHERE l.shop_id = $1 AND l.order_id = ANY($2::text[]) AND l.event IN ('settlement', 'reserve-withheld')
      GROUP BY l.order_id, s.no, s.day, p.no, p.initiated_on, p.amount_minor, b.last4`,
    [shopId, orders],
  );
  return new Map(rows.map((row) => [row.order_id, row]));
}

/** What has been set against the debts so far. */
async function selectCovers(connection: Connection, shopId: number, nos: readonly number[]) {
  const { rows } = await connection.query<CoverRecord>(
    `SELECT s.no, s.day, s.kind, b.id AS bill, c.last4, sum(a.amount_minor)::bigint AS amount
       FROM allocation a JOIN statement s ON s.shop_id = a.shop_id AND s.no = a.credit_statement_no
       LEFT JOIN bill b ON b.shop_id = s.shop_id AND b.id = s.bill
       LEFT JOIN LATERAL (SELECT p.last4 FROM bill_payment p
          WHERE p.shop_id = s.shop_id AND p.bill_id = s.bill AND p.status = 'captured' LIMIT 1) c ON true
      WHERE a.shop_id = $1 AND a.debt_statement_no = ANY($2::int[])
      GROUP BY s.no, s.day, s.kind, b.id, c.last4 ORDER BY s.no`,
    [shopId, nos],
  );
  return rows;
}

function amountOf({ kind, amount, basis }: Component): ChainAmountDto {
  const { label } = explainComponent(kind, basis);
  const { rate, of } = basis;
  const from = rate === undefined ? null : `${percent(rate)}${of === undefined ? '' : ` of ${formatMinor(of)}`}`;
  return { label, basis: from, amount: formatMinor(amount) };
}

function hitOf(
  debt: DebtRecord,
  lines: readonly LineRecord[],
  before: ReadonlyMap<string, BeforeRecord>,
): ChainStepDto[] {
  const [worst] = lines;
  if (worst === undefined) return [];
  const components = lines.flatMap((line) => readBreakdown(line.breakdown));
  const largest = [...readBreakdown(worst.breakdown)].sort((left, right) => (left.amount < right.amount ? -1 : 1))[0];
  const earlier = worst.order_id === null || worst.event === 'settlement' ? undefined : before.get(worst.order_id);
  return [
    ...(earlier === undefined || earlier.amount <= 0n ? [] : beforeOf(earlier)),
    {
      kind: 'hit',
      day: debt.day,
      statement: debt.no,
      event: worst.event,
      componentKind: largest?.kind ?? worst.event,
      order: worst.order_id,
      reason: worst.reason,
      isCancelled: worst.is_cancelled,
      wasPaidOut: earlier !== undefined && earlier.payout_no !== null,
      amounts: components.slice(0, AMOUNTS_TOLD).map(amountOf),
      isCut: components.length > AMOUNTS_TOLD,
      amount: formatMinor(debt.payable),
    },
  ];
}

function beforeOf(row: BeforeRecord): ChainStepDto[] {
  const settled: ChainStepDto = {
    kind: 'settled',
    day: row.day,
    statement: row.no,
    order: row.order_id,
    amount: formatMinor(row.amount),
  };
  const { payout_no: payout, paid_on: day, payout_amount: total, last4 } = row;
  if (payout === null || day === null || total === null || last4 === null) return [settled];
  return [
    settled,
    { kind: 'paid-out', day, payout, last4, payoutAmount: formatMinor(total), amount: formatMinor(negate(row.amount)) },
  ];
}

/** The first day at whose end the engine, run forward, sees nothing owed. */
function forecastOf({ forecast }: Outlook): ChainStepDto[] {
  const ahead = forecast.days.find(({ day }) => day === forecast.positiveFrom);
  if (ahead === undefined) return [];
  const lines = ahead.statements.flatMap((statement) => statement.lines);
  const orders = new Set(lines.map((line) => line.order));
  const payable = sum(ahead.statements.map((statement) => statement.payable));
  return [
    {
      kind: 'forecast',
      day: ahead.day,
      order: orders.size === 1 ? (lines[0]?.order ?? null) : null,
      event: lines[0]?.event ?? null,
      leaves: formatMinor(ahead.available),
      amount: formatMinor(payable),
    },
  ];
}

function dayOfStep(step: ChainStepDto): PlainDate | null {
  return step.kind === 'owed' ? null : step.day;
}

/** By day; what belongs to one debt stays in its order. */
function byDay(left: ChainStepDto, right: ChainStepDto): number {
  const [first, second] = [dayOfStep(left), dayOfStep(right)];
  return first === null || second === null || first === second ? 0 : first < second ? -1 : 1;
}

/** A settlement or payout that stands behind two debts is told once. */
function onceEach(steps: readonly ChainStepDto[]): readonly ChainStepDto[] {
  const told = new Set<string>();
  return steps.filter((step) => {
    if (step.kind !== 'settled' && step.kind !== 'paid-out') return true;
    const key = step.kind === 'settled' ? `${step.statement} ${step.order}` : `${step.payout} ${step.amount}`;
    return !told.has(key) && told.add(key) !== undefined;
  });
}

/**
 * How the balance came below zero, down to the orders: what settled and was paid out, what took it back, what covered some of it, what is
 * owed, and what covers it if nothing is done.
 * @returns null where nothing is owed
 */
export async function readChain(
  connection: Connection,
  shop: Pick<ShopContext, 'id'>,
  outlook: Outlook,
): Promise<ChainDto | null> {
  const { state } = outlook;
  const owed = availableOf(state);
  if (owed >= 0n) return null;
  const nos = state.pending.filter((statement) => statement.open < 0n).map(({ no }) => no);
  const told = nos.slice(-DEBTS_TOLD);
  const [debts, lines, covers] = await Promise.all([
    connection.query<DebtRecord>(
      'SELECT no, day, payable_minor AS payable FROM statement WHERE shop_id = $1 AND no = ANY($2::int[]) ORDER BY no',
      [shop.id, nos],
    ),
    selectLines(connection, shop.id, told),
    selectCovers(connection, shop.id, told),
  ]);
  const before = await selectBefore(connection, shop.id, [...new Set(lines.flatMap((line) => line.order_id ?? []))]);
  const hits = debts.rows
    .filter(({ no }) => told.includes(no))
    .flatMap((debt) =>
      hitOf(
        debt,
        lines.filter((line) => line.statement_no === debt.no),
        before,
      ),
    );
  const covered = covers.map(
    ({ no, day, kind, bill, last4, amount }): ChainStepDto => ({
      kind: 'covered',
      day,
      by: { no, day, kind, bill, last4 },
      amount: formatMinor(amount),
    }),
  );
  const refs = debts.rows.map(({ no, day }) => ({ no, day }));
  return {
    steps: [
      ...[...onceEach([...hits, ...covered])].sort(byDay),
      { kind: 'owed', statements: refs.slice(-DEBTS_TOLD), count: refs.length, amount: formatMinor(owed) },
      ...forecastOf(outlook),
    ],
    hiddenDebts: nos.length - told.length,
  };
}
