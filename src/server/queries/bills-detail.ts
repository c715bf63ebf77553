import 'server-only';
import type {
  BillAllocationDto,
  BillAttemptDto,
  BillDetailDto,
  BillPaymentDto,
  StatementRefDto,
} from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, minus, plus } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { StatementStatus } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { listPayments } from '../repositories/bills';
import { BILL_COLUMNS, type BillRecord, billRow, cardOf, LAST_CARD } from './bills-row';
import { readCounterparts } from './statements-netting';

type Shop = Pick<ShopContext, 'id'>;

interface DetailRecord extends BillRecord {
  readonly request: BillDetailDto['request'];
  readonly statements: readonly number[];
  readonly created_by: string | null;
}

interface AllocationRecord {
  readonly no: number;
  readonly debt: number;
  readonly day: PlainDate;
  readonly status: StatementStatus;
  readonly amount: Minor;
  /** What the debt came to before this step: its payable and all earlier steps. */
  readonly before: Minor;
}

async function selectBill(connection: Connection, shopId: number, id: string): Promise<DetailRecord | undefined> {
  const { rows } = await connection.query<DetailRecord>(
    `SELECT ${BILL_COLUMNS}, b.request, b.statements, coalesce(m.name, b.created_by) AS created_by
       FROM bill b ${LAST_CARD}
       LEFT JOIN shop h ON h.id = b.shop_id
       LEFT JOIN member m ON m.seller_id = h.seller_id AND m.person_key = b.created_by
      WHERE b.shop_id = $1 AND b.id = $2`,
    [shopId, id],
  );
  return rows[0];
}

/** What a payment's statement was set against, step by step, with what was open before each. */
async function selectAllocations(connection: Connection, shopId: number, no: number) {
  const { rows } = await connection.query<AllocationRecord>(
    `SELECT a.no, s.no AS debt, s.day, s.status, a.amount_minor AS amount,
            (s.payable_minor + coalesce((SELECT sum(e.amount_minor) FROM allocation e
               WHERE e.shop_id = $1 AND e.debt_statement_no = s.no AND e.no < a.no), 0))::bigint AS before
       FROM allocation a JOIN statement s ON s.shop_id = a.shop_id AND s.no = a.debt_statement_no
      WHERE a.shop_id = $1 AND a.credit_statement_no = $2 ORDER BY a.no`,
    [shopId, no],
  );
  return rows;
}

async function selectNamed(
  connection: Connection,
  shopId: number,
  nos: readonly number[],
): Promise<readonly StatementRefDto[]> {
  if (nos.length === 0) return [];
  const { rows } = await connection.query<StatementRefDto>(
    'SELECT no, day FROM statement WHERE shop_id = $1 AND no = ANY($2::int[]) ORDER BY no',
    [shopId, nos],
  );
  return rows.map(({ no, day }) => ({ no, day }));
}

interface PaymentRecord {
  readonly day: PlainDate;
  readonly payable: Minor;
  /** What of it was set against debts. */
  readonly allocated: Minor;
  readonly payout_no: number | null;
  readonly payout_on: PlainDate | null;
}

/** The statement of a payment: what it brought, what of that debts did not need, and where that went (R8.4). */
async function findPaymentStatement(
  connection: Connection,
  shopId: number,
  no: number | null,
): Promise<BillPaymentDto | null> {
  if (no === null) return null;
  const { rows } = await connection.query<PaymentRecord>(
    `SELECT s.day, s.payable_minor AS payable, p.no AS payout_no, p.initiated_on AS payout_on,
            coalesce((SELECT sum(a.amount_minor) FROM allocation a
               WHERE a.shop_id = $1 AND a.credit_statement_no = $2), 0)::bigint AS allocated
       FROM statement s
       LEFT JOIN payout p ON p.shop_id = s.shop_id AND p.no = s.payout_no AND p.status IN ('processing', 'paid')
      WHERE s.shop_id = $1 AND s.no = $2`,
    [shopId, no],
  );
  const { day, payable, allocated, payout_no, payout_on } = present(rows[0], `statement ${no} of shop ${shopId}`);
  return {
    no,
    day,
    payable: formatMinor(payable),
    excess: formatMinor(minus(payable, allocated)),
    payout: payout_no === null || payout_on === null ? null : { no: payout_no, initiatedOn: payout_on },
  };
}

/** The day on which the marketplace's books took a payment back (R8.6). */
async function findReversal(
  connection: Connection,
  shopId: number,
  id: string,
  from: string,
): Promise<PlainDate | null> {
  const { rows } = await connection.query<{ day: PlainDate }>(
    `SELECT effective_on AS day FROM fact WHERE shop_id = $1 AND effective_on >= $3::timestamptz::date - 1
        AND type IN ('bill.reversed', 'bill.failed') AND payload ->> 'bill' = $2 ORDER BY no DESC LIMIT 1`,
    [shopId, id, from],
  );
  return rows[0]?.day ?? null;
}

function allocationOf(row: AllocationRecord, named: readonly number[]): BillAllocationDto {
  return {
    statement: { no: row.debt, day: row.day },
    status: row.status,
    amount: formatMinor(row.amount),
    openBefore: formatMinor(row.before),
    openAfter: formatMinor(plus(row.before, row.amount)),
    isNamed: named.includes(row.debt),
  };
}

async function readAttempts(connection: Connection, shopId: number, id: string): Promise<readonly BillAttemptDto[]> {
  const payments = await listPayments(connection, shopId, id);
  return payments.map((payment) => ({
    id: payment.id,
    status: payment.status,
    card: cardOf(payment.brand, payment.last4),
    amount: formatMinor(payment.amount),
    createdAt: payment.createdAt,
    failureCode: payment.failureCode,
  }));
}

/**
 * A bill of a shop with what became of it; null if the shop has none of that id, whoever else has.
 * @example await readBill(pool, shop, "bil_01JP3RB9K2TE")
 */
export async function readBill(connection: Connection, shop: Shop, id: string): Promise<BillDetailDto | null> {
  const row = await selectBill(connection, shop.id, id);
  if (row === undefined) return null;
  const own = row.statement_no;
  const [attempts, allocations, named, payment, netted, reversedOn] = await Promise.all([
    readAttempts(connection, shop.id, id),
    own === null ? [] : selectAllocations(connection, shop.id, own),
    selectNamed(connection, shop.id, row.statements),
    findPaymentStatement(connection, shop.id, own),
    readCounterparts(connection, shop.id, own === null ? [] : [own]),
    row.reversed === 0n ? null : findReversal(connection, shop.id, id, row.created_at),
  ]);
  return {
    ...billRow(row, own === null ? undefined : netted.get(own)),
    request: row.request,
    named,
    createdBy: row.created_by,
    attempts,
    payment,
    allocations: allocations.map((allocation) => allocationOf(allocation, row.statements)),
    reversedOn,
  };
}
