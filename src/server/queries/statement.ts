import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { SettlementDto, SettlementStepDto, StatementHeadDto } from '@/contracts/statement';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, negate, sum } from '@/domain/money/money';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { StatementKind, StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { selectBook } from '../repositories/policies';
import { pendingDto, readShopState } from './statements-pending';

interface HeadRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  readonly revenue_minor: Minor;
  readonly shipping_minor: Minor;
  readonly fees_minor: Minor;
  readonly adjustments_minor: Minor;
  readonly settlement_minor: Minor;
  readonly reserve_net_minor: Minor;
  readonly payable_minor: Minor;
  readonly open_minor: Minor;
  readonly order_count: number;
  readonly line_count: number;
  readonly bill: string | null;
  readonly has_bill_page: boolean;
  readonly fact_count: number;
}

/**
 * The head of one of a shop's statements; null if the shop has none of that number, whoever else has.
 * @example await findStatement(pool, shop, 12)
 */
export async function findStatement(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
  no: number,
): Promise<StatementHeadDto | null> {
  const { rows } = await connection.query<HeadRecord>(
    `SELECT s.*, h.last_fact_no AS fact_count,
            EXISTS (SELECT FROM bill b WHERE b.shop_id = s.shop_id AND b.id = s.bill) AS has_bill_page
       FROM statement s JOIN shop h ON h.id = s.shop_id WHERE s.shop_id = $1 AND s.no = $2`,
    [shop.id, no],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const pending =
    row.status === 'pending'
      ? pendingDto(await readShopState(connection, shop.id), shop.today, await selectBook(connection, shop.marketplace))
      : null;
  return {
    no: row.no,
    day: row.day,
    kind: row.kind,
    status: row.status,
    reason: pending?.reason ?? null,
    sums: {
      revenue: formatMinor(row.revenue_minor),
      shipping: formatMinor(row.shipping_minor),
      fees: formatMinor(row.fees_minor),
      adjustments: formatMinor(row.adjustments_minor),
    },
    settlement: formatMinor(row.settlement_minor),
    reserveNet: formatMinor(row.reserve_net_minor),
    payable: formatMinor(row.payable_minor),
    open: formatMinor(row.open_minor),
    orderCount: row.order_count,
    rowCount: row.line_count,
    bill: row.bill,
    hasBillPage: row.has_bill_page,
    pending,
    factCount: row.fact_count,
  };
}

interface AllocationRecord {
  readonly no: number;
  readonly day: PlainDate;
  /** Signed by its effect: minus on the credit, plus on the debt. */
  readonly effect: Minor;
  readonly other: number;
  readonly other_day: PlainDate;
  readonly other_kind: StatementKind;
  readonly bill: string | null;
}

interface PayoutRecord {
  readonly no: number;
  readonly initiated_on: PlainDate;
  readonly status: PayoutStatus;
  readonly amount_minor: Minor;
}

const COUNTED: ReadonlySet<PayoutStatus> = new Set<PayoutStatus>(['processing', 'paid']);

async function selectAllocations(connection: Connection, shopId: number, no: number) {
  const { rows } = await connection.query<AllocationRecord>(
    `SELECT a.no, a.day, a.effect::bigint, a.other, s.day AS other_day, s.kind AS other_kind, b.id AS bill FROM (
       SELECT no, day, -amount_minor AS effect, debt_statement_no AS other FROM allocation
        WHERE shop_id = $1 AND credit_statement_no = $2
       UNION ALL
       SELECT no, day, amount_minor, credit_statement_no FROM allocation WHERE shop_id = $1 AND debt_statement_no = $2
     ) a JOIN statement s ON s.shop_id = $1 AND s.no = a.other
       LEFT JOIN bill b ON b.shop_id = $1 AND b.id = s.bill ORDER BY a.no`,
    [shopId, no],
  );
  return rows;
}

async function selectPayouts(connection: Connection, shopId: number, no: number) {
  const { rows } = await connection.query<PayoutRecord>(
    `SELECT p.no, p.initiated_on, p.status, i.amount_minor FROM payout_item i
       JOIN payout p ON p.shop_id = i.shop_id AND p.no = i.payout_no
      WHERE i.shop_id = $1 AND i.statement_no = $2 ORDER BY p.no`,
    [shopId, no],
  );
  return rows;
}

/** What was allocated and paid out of a statement, step by step (R6.3, R7.1, R7.5). */
export async function readSettlement(connection: Connection, shopId: number, no: number): Promise<SettlementDto> {
  const allocations = await selectAllocations(connection, shopId, no);
  const payouts = await selectPayouts(connection, shopId, no);
  const counted = payouts.filter((payout) => COUNTED.has(payout.status));
  const steps: SettlementStepDto[] = [
    ...allocations.map((row) => ({
      day: row.day,
      amount: formatMinor(row.effect),
      by: {
        kind: 'statement' as const,
        no: row.other,
        statementKind: row.other_kind,
        day: row.other_day,
        bill: row.bill,
      },
    })),
    ...counted.map((row) => ({
      day: row.initiated_on,
      amount: formatMinor(negate(row.amount_minor)),
      by: { kind: 'payout' as const, no: row.no, status: row.status },
    })),
  ];
  return {
    steps: steps.sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0)),
    allocated: formatMinor(sum(allocations.map((row) => row.effect))),
    paidOut: formatMinor(sum(counted.map((row) => row.amount_minor))),
    failedPayouts: payouts
      .filter((payout) => !COUNTED.has(payout.status))
      .map(({ no: payoutNo, initiated_on, status }) => ({ no: payoutNo, initiatedOn: initiated_on, status })),
  };
}
