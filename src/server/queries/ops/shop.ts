import 'server-only';
import type { NoticeKind } from '@/contracts/notices';
import {
  type AwaitedFactDto,
  type AwaitedFactsDto,
  type FactRowDto,
  type HappeningDto,
  type JournalRowDto,
  OPS_ROWS_A_PAGE,
  type OpsFactsSearch,
  type OpsJournalSearch,
  type OpsNoticeDto,
  type OpsRowsDto,
  type OpsRowsSearch,
  type OpsShopDto,
  type ShopPersonDto,
} from '@/contracts/ops-shop';
import type { ShopEvent } from '@/domain/books';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { MOMENT_FACTS } from '@/domain/close/moments';
import type { Account, JournalSource } from '@/domain/ledger/journal';
import { formatMinor, type Minor, minor, sum } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { LineEvent } from '@/domain/statement/statement';
import type { Connection } from '../../db/database';
import { factConditions, journalConditions } from './shop-filters';

/** A shop and whose it is. */
export async function readOpsShop(connection: Connection, shopId: number): Promise<OpsShopDto> {
  const { rows } = await connection.query<{
    readonly external_id: string;
    readonly name: string;
    readonly marketplace: string;
    readonly registered_name: string;
    readonly registration_type: string;
    readonly is_flagged: boolean;
    readonly is_exempt: boolean;
    readonly seller_no: number | null;
    readonly seller_id: string | null;
    readonly seller_name: string | null;
  }>(
    `SELECT s.external_id, s.name, s.marketplace, s.registered_name, s.registration_type, o.id AS seller_no,
            o.external_id AS seller_id, o.name AS seller_name, coalesce((t.state ->> 'riskFlagged')::boolean, false) AS is_flagged,
            coalesce((t.state ->> 'reserveExempt')::boolean, false) AS is_exempt
       FROM shop s LEFT JOIN seller o ON o.id = s.seller_id LEFT JOIN shop_state t ON t.shop_id = s.id WHERE s.id = $1`,
    [shopId],
  );
  const row = present(rows[0], `shop ${shopId}`);
  const { seller_no: id, seller_id: externalId, seller_name: name } = row;
  return {
    id: shopId,
    externalId: row.external_id,
    name: row.name,
    marketplace: row.marketplace,
    registeredName: row.registered_name,
    isRiskFlagged: row.is_flagged,
    isReserveExempt: row.is_exempt,
    registrationType: row.registration_type,
    seller: id === null || externalId === null || name === null ? null : { id, externalId, name },
  };
}

/**
 * Who acts for a shop: its seller's members who may see it, owners first.
 * @param shopId of a shop that the actor may look at
 * @example (await listShopPeople(connection, 3)).map(({ name }) => name) // ['Mara Low', 'Finn Ash']
 */
export async function listShopPeople(connection: Connection, shopId: number): Promise<readonly ShopPersonDto[]> {
  const { rows } = await connection.query<ShopPersonDto>(
    `SELECT m.no, m.name, m.email, m.role, m.shop_access = 'all' AS "seesEveryShop", m.joined_at AS "joinedAt"
       FROM shop s JOIN member m ON m.seller_id = s.seller_id AND m.status = 'active'
      WHERE s.id = $1 AND (m.shop_access = 'all' OR EXISTS (
        SELECT FROM member_shop c WHERE c.seller_id = m.seller_id AND c.member_no = m.no AND c.shop_id = s.id))
      ORDER BY array_position(ARRAY['owner', 'admin', 'finance', 'support', 'viewer'], m.role), m.name, m.no`,
    [shopId],
  );
  return rows;
}

/** The page that one row more than a page makes. */
function pageOf<Row>(rows: readonly Row[], numberOf: (row: Row) => number): OpsRowsDto<Row> {
  const shown = rows.slice(0, OPS_ROWS_A_PAGE);
  const last = shown.at(-1);
  return { rows: shown, older: rows.length > shown.length && last !== undefined ? numberOf(last) : null };
}

/** Plain values as they are, others as JSON. */
function fieldsOf(json: unknown): readonly (readonly [string, string])[] {
  const fields = Object.entries(json as Record<string, unknown>);
  return fields.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** The same with what is nested told by its own name, and without what there is nothing to tell of. */
function flatFieldsOf(json: unknown): readonly (readonly [string, string])[] {
  return Object.entries(json as Record<string, unknown>).flatMap(([name, value]) => {
    if (value === null) return [];
    const isNested = typeof value === 'object' && !Array.isArray(value);
    return isNested ? flatFieldsOf(value) : fieldsOf({ [name]: value });
  });
}

interface FactRecord {
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly order_id: string | null;
  readonly occurred_at: Instant;
  readonly effective_on: PlainDate;
  readonly recorded_at: Instant;
  readonly payload: string;
  readonly lines: string;
}

/**
 * Lines of a fact: by the index over orders, also for what is about no order. A settled line and what is withheld of it come from all facts of the
 * order. An adjustment may name an order without being about it (R3.5): its line carries the order, the fact's row does not.
 */
const LINES_OF_FACT = `SELECT coalesce(json_agg(json_build_object('statement', l.statement_no, 'line', l.line_no, 'event', l.event, 'amount',
    (l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor)::text) ORDER BY l.statement_no, l.line_no), '[]')
  FROM (SELECT * FROM line WHERE shop_id = f.shop_id AND order_id = coalesce(f.order_id, f.payload ->> 'order') AND fact_no = f.no
        UNION ALL SELECT o.* FROM line o JOIN statement s ON s.shop_id = o.shop_id AND s.no = o.statement_no
         WHERE o.shop_id = f.shop_id AND o.order_id = f.order_id AND o.fact_no IS NULL AND o.event IN ('settlement', 'reserve-withheld') AND s.day >= f.effective_on
        UNION ALL SELECT * FROM line WHERE f.order_id IS NULL AND shop_id = f.shop_id AND order_id IS NULL AND fact_no = f.no) l`;

/**
 * Facts of a shop, the last recorded first, each with the lines that it made: alone, or with all of its order until the line's day.
 * @param asked all, or those under some filters
 * @example await listFacts(connection, 3, { type: 'order.refunded', from: '2026-03-01' })
 */
export async function listFacts(
  connection: Connection,
  shopId: number,
  asked: OpsFactsSearch,
): Promise<OpsRowsDto<FactRowDto>> {
  const { where, values } = await factConditions(connection, shopId, asked);
  const { rows } = await connection.query<FactRecord>(
    `SELECT f.no, f.id, f.type, f.order_id, f.occurred_at, f.effective_on, f.recorded_at, f.payload, (${LINES_OF_FACT}) AS lines
       FROM fact f WHERE ${where} ORDER BY f.no DESC LIMIT ${OPS_ROWS_A_PAGE + 1}`,
    values,
  );
  const { rows: shown, older } = pageOf(rows, ({ no }) => no);
  return {
    older,
    rows: shown.map((row) => ({
      no: row.no,
      id: row.id,
      type: row.type,
      order: row.order_id,
      occurredAt: row.occurred_at,
      effectiveOn: row.effective_on,
      recordedAt: row.recorded_at,
      payload: fieldsOf(JSON.parse(row.payload)),
      lines: (JSON.parse(row.lines) as { statement: number; line: number; event: LineEvent; amount: string }[]).map(
        ({ amount, ...line }) => ({ ...line, amount: formatMinor(minor(BigInt(amount))) }),
      ),
    })),
  };
}

/** How many facts of the open days are named. */
const AWAITED_SHOWN = 10;
/** What happens all day long (a dispute is no part of it), and what moves no balance of its own: a bill does once it clears. */
const NOT_AWAITED = [
  ...['placed', 'shipped', 'delivered', 'cancelled', 'charged', 'refunded'].map((event) => `order.${event}`),
  ...['shop.activity', 'bill.captured', 'bill.failed'],
];

/**
 * What was decided, paid or sent back and is not in the books before the next close, the last recorded first. What takes effect at once does not
 * wait (R6.1): of such facts, those after the last that did.
 * @param shopId of a shop that the actor may look at
 * @example (await listAwaitedFacts(connection, 3)).facts // [{ no: 33, type: 'adjustment.posted', amount: '5000.00', ... }]
 */
export async function listAwaitedFacts(connection: Connection, shopId: number): Promise<AwaitedFactsDto> {
  const { rows } = await connection.query<Omit<AwaitedFactDto, 'amount'> & { amount: Minor | null; total: number }>(
    // Facts of the open days first, by the index over days: a shop may have hundreds of thousands of closed ones.
    `WITH open AS MATERIALIZED (
       SELECT f.* FROM fact f WHERE f.shop_id = $1
          AND f.effective_on > (SELECT coalesce(closed_through, '-infinity') FROM shop WHERE id = $1))
     SELECT f.no, f.type, f.order_id AS "order", f.effective_on AS "effectiveOn",
            round((f.payload ->> 'amount')::numeric * 100)::bigint AS amount, count(*) OVER ()::int AS total
       FROM open f LEFT JOIN shop_state t ON t.shop_id = f.shop_id
      WHERE f.type <> ALL($2::text[])
        AND (f.type <> ALL($3::text[]) OR f.no > coalesce((t.state ->> 'momentsThrough')::int, 0))
      ORDER BY f.no DESC LIMIT ${AWAITED_SHOWN}`,
    [shopId, NOT_AWAITED, MOMENT_FACTS],
  );
  const facts = rows.map(({ total: _, amount, ...fact }) => ({
    ...fact,
    amount: amount === null ? null : formatMinor(amount),
  }));
  return { facts, moreCount: (rows[0]?.total ?? 0) - facts.length };
}

/**
 * Journals of a shop, the last booked first, each with its entries and what they come to (R12).
 * @param asked all, or those under some filters
 * @example await listJournals(connection, 3, { source: 'payout', no: 12 }) // each step of payout 12
 */
export async function listJournals(
  connection: Connection,
  shopId: number,
  asked: OpsJournalSearch,
): Promise<OpsRowsDto<JournalRowDto>> {
  const { where, values } = journalConditions(shopId, asked);
  const { rows } = await connection.query<{
    readonly no: number;
    readonly day: PlainDate;
    readonly source: JournalSource;
    readonly source_no: number;
  }>(
    `SELECT no, day, source, source_no FROM journal WHERE ${where} ORDER BY no DESC LIMIT ${OPS_ROWS_A_PAGE + 1}`,
    values,
  );
  const { rows: shown, older } = pageOf(rows, ({ no }) => no);
  const entries = await connection.query<{ journal_no: number; account: Account; amount: Minor }>(
    `SELECT journal_no, account, amount_minor AS amount FROM journal_entry
      WHERE shop_id = $1 AND journal_no = ANY($2::int[]) ORDER BY journal_no, entry_no`,
    [shopId, shown.map(({ no }) => no)],
  );
  return {
    older,
    rows: shown.map(({ no, day, source, source_no: sourceNo }) => {
      const own = entries.rows.filter(({ journal_no }) => journal_no === no);
      return {
        ...{ no, day, source, sourceNo },
        entries: own.map(({ account, amount }) => ({ account, amount: formatMinor(amount) })),
        sum: formatMinor(sum(own.map(({ amount }) => amount))),
      };
    }),
  };
}

/** What happened to a shop and its seller is told, the last first. */
export async function listHappenings(
  connection: Connection,
  shopId: number,
  { before }: OpsRowsSearch,
): Promise<OpsRowsDto<HappeningDto>> {
  const { rows } = await connection.query<{ no: number; day: PlainDate; kind: ShopEvent['kind']; detail: string }>(
    `SELECT no, day, kind, detail FROM shop_event WHERE shop_id = $1 AND ($2::int IS NULL OR no < $2)
      ORDER BY no DESC LIMIT ${OPS_ROWS_A_PAGE + 1}`,
    [shopId, before ?? null],
  );
  const { rows: shown, older } = pageOf(rows, ({ no }) => no);
  return { older, rows: shown.map(({ detail, ...row }) => ({ ...row, detail: flatFieldsOf(JSON.parse(detail)) })) };
}

/** The last notices about a shop, and how many of the seller's members were told and have read each. */
export async function listOpsNotices(connection: Connection, shopId: number): Promise<readonly OpsNoticeDto[]> {
  const { rows } = await connection.query<{
    readonly id: string;
    readonly kind: NoticeKind;
    readonly at: Instant;
    readonly detail: unknown;
    readonly told: number;
    readonly read: number;
  }>(
    `SELECT n.id::text AS id, n.kind, n.at, n.detail, i.told, i.read FROM notice n
       CROSS JOIN LATERAL (SELECT count(*)::int AS told, count(read_at)::int AS read FROM inbox_item
                            WHERE seller_id = n.seller_id AND notice_id = n.id) i
      WHERE n.seller_id = (SELECT seller_id FROM shop WHERE id = $1) AND n.shop_id = $1
      ORDER BY n.id DESC LIMIT ${OPS_ROWS_A_PAGE}`,
    [shopId],
  );
  return rows.map(({ told, read, ...row }) => ({ ...row, toldCount: told, readCount: read }));
}
