import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import {
  LINES_A_PAGE,
  type LineDto,
  type LineGroupDto,
  type LinesPageDto,
  type StatementSearch,
} from '@/contracts/statement';
import { arithmeticOf } from '@/domain/explain/arithmetic';
import { explainComponent } from '@/domain/explain/component';
import { WORDING } from '@/domain/explain/component-labels';
import { explainWithholding } from '@/domain/explain/withholding';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Basis } from '@/domain/settlement/component';
import { present } from '@/domain/shared/assert';
import type { LineEvent } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { readBreakdown, readWithholding } from '../repositories/lines';
import { type OrderBackground, readFactsByNo, readOrders } from './statement-orders';

interface LineRecord {
  readonly line_no: number;
  readonly event: LineEvent;
  readonly order_id: string | null;
  readonly fact_no: number | null;
  readonly policy_version: number;
  readonly breakdown: string;
  readonly withholding: string | null;
}

/** The text between the wildcards of LIKE. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (found) => `\\${found}`);
}

/** Kinds whose label, or raw name, has the words in it. */
function kindsNamed(text: string): readonly string[] {
  const wanted = text.toLowerCase();
  return Object.entries(WORDING)
    .filter(([kind, { label }]) => label.toLowerCase().includes(wanted) || kind.includes(wanted))
    .map(([kind]) => kind);
}

/** Lines whose order, product or words have the text in them. */
const FOUND = `(l.order_id ILIKE $4
  OR EXISTS (SELECT FROM json_array_elements(l.breakdown) c WHERE c ->> 'kind' = ANY($5::text[]) OR c ->> 'kind' ILIKE $4)
  OR EXISTS (SELECT FROM fact f CROSS JOIN LATERAL json_array_elements(f.payload -> 'lines') p
              WHERE f.shop_id = l.shop_id AND f.order_id = l.order_id AND f.type = 'order.placed'
                AND (p ->> 'name' ILIKE $4 OR p ->> 'sku' ILIKE $4)))`;

async function selectLines(
  connection: Connection,
  shopId: number,
  no: number,
  { q, after }: StatementSearch,
  limit: number,
): Promise<readonly LineRecord[]> {
  const found = q === undefined ? '' : `AND ${FOUND}`;
  const words = q === undefined ? [] : [`%${escapeLike(q)}%`, kindsNamed(q)];
  const { rows } = await connection.query<LineRecord>(
    `SELECT l.line_no, l.event, l.order_id, l.fact_no, l.policy_version, l.breakdown, l.withholding FROM line l
      WHERE l.shop_id = $1 AND l.statement_no = $2 AND l.line_no > $3 ${found} ORDER BY l.line_no LIMIT ${limit}`,
    [shopId, no, after ?? 0, ...words],
  );
  return rows;
}

function arithmeticDto(amount: Minor, basis: Basis) {
  const { steps, isExact } = arithmeticOf(amount, basis);
  return { arithmetic: steps, isExact };
}

/** Words of the engine name days in the form of the books; what is shown is written by the page. */
function lineOf(record: LineRecord, facts: Awaited<ReturnType<typeof readFactsByNo>>): LineDto {
  return {
    lineNo: record.line_no,
    event: record.event,
    policyVersion: record.policy_version,
    amounts: readBreakdown(record.breakdown).map(({ kind, amount, basis }, index) => ({
      no: index + 1,
      kind,
      ...explainComponent(kind, basis),
      amount: formatMinor(amount),
      ...arithmeticDto(amount, basis),
    })),
    fact: record.fact_no === null ? null : (facts.get(record.fact_no) ?? null),
    withholding: record.withholding === null ? null : explainWithholding(readWithholding(record.withholding)),
  };
}

const NO_BACKGROUND: OrderBackground = {
  products: [],
  placedOn: null,
  deliveredOn: null,
  settledOn: null,
  subtotal: null,
  others: [],
};

function groupOf(
  order: string | null,
  lines: readonly LineDto[],
  background: OrderBackground,
  shopSubtotal: string,
): LineGroupDto {
  return { ...background, order, subtotal: background.subtotal ?? shopSubtotal, lines };
}

/** What the lines that name no order come to, on the whole statement. */
async function readShopSubtotal(connection: Connection, shopId: number, no: number): Promise<string> {
  const { rows } = await connection.query<{ total: bigint }>(
    `SELECT coalesce(sum(revenue_minor + shipping_minor + fees_minor + adjustments_minor + reserve_minor), 0)::bigint AS total
       FROM line WHERE shop_id = $1 AND statement_no = $2 AND order_id IS NULL`,
    [shopId, no],
  );
  return formatMinor(present(rows[0], 'a sum has one row').total as Parameters<typeof formatMinor>[0]);
}

/**
 * A page of a statement's lines, grouped by order, by keyset over the line number: a statement may have many thousands.
 * @example await readLines(pool, shop, 12, { q: "IV-10482" })
 */
export async function readLines(
  connection: Connection,
  shop: Pick<ShopContext, 'id'>,
  statement: { readonly no: number; readonly rowCount: number },
  asked: StatementSearch,
): Promise<LinesPageDto> {
  const found = await selectLines(connection, shop.id, statement.no, asked, LINES_A_PAGE + 1);
  const shown = found.slice(0, LINES_A_PAGE);
  const orders = [...new Set(shown.flatMap((record) => record.order_id ?? []))];
  const factNos = shown.flatMap((record) => record.fact_no ?? []);
  const [facts, backgrounds, shopSubtotal] = await Promise.all([
    readFactsByNo(connection, shop.id, factNos),
    readOrders(connection, shop.id, statement.no, orders),
    shown.some((record) => record.order_id === null) ? readShopSubtotal(connection, shop.id, statement.no) : '0.00',
  ]);
  const groups = new Map<string | null, LineDto[]>();
  for (const record of shown) {
    const lines = groups.get(record.order_id) ?? [];
    lines.push(lineOf(record, facts));
    groups.set(record.order_id, lines);
  }
  return {
    groups: [...groups].map(([order, lines]) =>
      groupOf(order, lines, (order === null ? undefined : backgrounds.get(order)) ?? NO_BACKGROUND, shopSubtotal),
    ),
    next: found.length > LINES_A_PAGE ? (shown.at(-1)?.line_no ?? null) : null,
    rowCount: statement.rowCount,
  };
}

/** One amount of a line, as the export writes it. */
export interface ExportedAmount {
  readonly lineNo: number;
  readonly order: string | null;
  readonly event: LineEvent;
  readonly amount: LineDto['amounts'][number];
  readonly policyVersion: number;
  readonly factId: string | null;
}

/** Every amount of a statement in the order of its lines, in batches. */
export async function* eachAmount(
  connection: Connection,
  shop: Pick<ShopContext, 'id'>,
  no: number,
): AsyncGenerator<readonly ExportedAmount[]> {
  let after = 0;
  for (;;) {
    const records = await selectLines(connection, shop.id, no, { after }, EXPORTED_AT_A_TIME);
    const facts = await readFactsByNo(
      connection,
      shop.id,
      records.flatMap((record) => record.fact_no ?? []),
    );
    yield records.flatMap((record) => {
      const line = lineOf(record, facts);
      return line.amounts.map((amount) => ({
        lineNo: line.lineNo,
        order: record.order_id,
        event: line.event,
        amount,
        policyVersion: line.policyVersion,
        factId: line.fact?.id ?? null,
      }));
    });
    if (records.length < EXPORTED_AT_A_TIME) return;
    after = present(records.at(-1), 'a full batch has a last line').line_no;
  }
}

const EXPORTED_AT_A_TIME = 1000;
