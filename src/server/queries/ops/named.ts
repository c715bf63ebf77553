import 'server-only';
import { readPayoutReference } from '@/contracts/payout-reference';
import { compactTrace, traceDay, traceReference } from '@/contracts/payout-trace';
import { LARGEST_NUMBER } from '@/contracts/search-params';
import { isPlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../../db/database';

/** Something of a shop that has a number: a statement, a payout. */
export interface Numbered {
  readonly shopId: number;
  readonly no: number;
}

/** What a text names, wherever it is; each of these was found by an index. */
export interface Named {
  /** Shops that know the order, bill, payout or statement. */
  readonly shopIds: readonly number[];
  readonly statements: readonly Numbered[];
  readonly payouts: readonly Numbered[];
}

/** More than anybody reads: an order has a handful of statements, a bill names some dozens. */
const MOST_NAMED = 500;

/**
 * Statements of an order: one look into each shop's own index over orders, so that no second index over every line is kept
 * (docs/decisions/0027 measures both).
 */
const OF_ORDER = `
  SELECT h.id AS "shopId", l.statement_no AS no FROM shop h CROSS JOIN LATERAL (
    SELECT DISTINCT statement_no FROM line WHERE shop_id = h.id AND order_id = $1 LIMIT ${MOST_NAMED}
  ) l LIMIT ${MOST_NAMED}`;

const SHOPS_OF_ORDER = `
  SELECT h.id FROM shop h CROSS JOIN LATERAL (SELECT FROM fact WHERE shop_id = h.id AND order_id = $1 LIMIT 1) f LIMIT ${MOST_NAMED}`;

/**
 * A fact by its id, with the statements of its order, or of the lines that it made: an adjustment is about no order, though its line carries the one
 * that it names.
 */
const OF_FACT = `
  SELECT DISTINCT h.id AS "shopId", l.no FROM shop h CROSS JOIN LATERAL (
    SELECT no, order_id, coalesce(order_id, payload ->> 'order') AS named FROM fact WHERE shop_id = h.id AND id = $1
  ) f LEFT JOIN LATERAL (
    SELECT statement_no AS no FROM line WHERE shop_id = h.id AND order_id = f.named AND (f.order_id IS NOT NULL OR fact_no = f.no)
    UNION ALL SELECT statement_no FROM line WHERE f.named IS NULL AND shop_id = h.id AND order_id IS NULL AND fact_no = f.no
  ) l ON true LIMIT ${MOST_NAMED}`;

/** The statement that a bill's payment came by, and those that it was to clear. */
const OF_BILL = `
  SELECT b.shop_id AS "shopId", s.no FROM bill b CROSS JOIN LATERAL (
    SELECT b.statement_no AS no UNION SELECT unnest(b.statements)
    UNION SELECT debt_statement_no FROM allocation WHERE shop_id = b.shop_id AND credit_statement_no = b.statement_no
  ) s WHERE b.id = $1 OR b.reference = $2 LIMIT ${MOST_NAMED}`;

async function rowsOf<Row extends object>(connection: Connection, text: string, values: unknown[]) {
  return (await connection.query<Row>(text, values)).rows;
}

/** "ivy-prints/12", as pages name a statement or payout. */
async function findStatementOfShop(connection: Connection, text: string): Promise<readonly Numbered[]> {
  const [, shop = '', no = ''] = /^(.+)\/\s*#?(\d{1,10})$/.exec(text) ?? [];
  if (shop === '' || Number(no) > LARGEST_NUMBER) return [];
  return rowsOf<Numbered>(
    connection,
    `SELECT h.id AS "shopId", s.no FROM shop h JOIN statement s ON s.shop_id = h.id WHERE h.external_id = $1 AND s.no = $2`,
    [shop.trim(), Number(no)],
  );
}

/** Where day, shop and payout could end in the digits of a reference: each is at least four digits long. */
function tracedCandidates(text: string): readonly Numbered[] {
  const day = traceDay(text);
  if (day === null || !isPlainDate(day)) return [];
  const digits = compactTrace(text).slice('EKPO'.length + 6, -2);
  const candidates: Numbered[] = [];
  for (let end = 4; end <= digits.length - 4; end += 1) {
    const [shopId, no] = [Number(digits.slice(0, end)), Number(digits.slice(end))];
    const isOne = shopId <= LARGEST_NUMBER && no <= LARGEST_NUMBER;
    if (isOne && compactTrace(traceReference({ shopId, no, initiatedOn: day })) === compactTrace(text)) {
      candidates.push({ shopId, no });
    }
  }
  return candidates;
}

async function findPayouts(connection: Connection, text: string): Promise<readonly Numbered[]> {
  const filed = readPayoutReference(text);
  const candidates = [...tracedCandidates(text), ...(filed === null ? [] : [filed])];
  if (candidates.length === 0) return [];
  return rowsOf<Numbered>(
    connection,
    `SELECT p.shop_id AS "shopId", p.no FROM payout p JOIN unnest($1::int[], $2::int[]) n (shop_id, no)
         ON n.shop_id = p.shop_id AND n.no = p.no`,
    [candidates.map(({ shopId }) => shopId), candidates.map(({ no }) => no)],
  );
}

/** The statements that payouts took. */
async function statementsOf(connection: Connection, payouts: readonly Numbered[]): Promise<readonly Numbered[]> {
  if (payouts.length === 0) return [];
  return rowsOf<Numbered>(
    connection,
    `SELECT i.shop_id AS "shopId", i.statement_no AS no FROM payout_item i JOIN unnest($1::int[], $2::int[]) n (shop_id, no)
         ON n.shop_id = i.shop_id AND n.no = i.payout_no LIMIT ${MOST_NAMED}`,
    [payouts.map(({ shopId }) => shopId), payouts.map(({ no }) => no)],
  );
}

/** The payouts that took statements. */
async function payoutsOf(connection: Connection, statements: readonly Numbered[]): Promise<readonly Numbered[]> {
  if (statements.length === 0) return [];
  return rowsOf<Numbered>(
    connection,
    `SELECT DISTINCT i.shop_id AS "shopId", i.payout_no AS no FROM payout_item i JOIN unnest($1::int[], $2::int[]) n (shop_id, no)
         ON n.shop_id = i.shop_id AND n.no = i.statement_no LIMIT ${MOST_NAMED}`,
    [statements.map(({ shopId }) => shopId), statements.map(({ no }) => no)],
  );
}

/**
 * What a text names across all shops: an order by its id, in capitals where it was typed without, a fact by its id, a bill by its id or transfer
 * reference, a payout by its trace or file reference, a statement as "shop/12". Ids are told whole: a part of one names nothing.
 * @example await findNamed(pool, "IV-10482") // { shopIds: [1], statements: [{ shopId: 1, no: 14 }], payouts: [] }
 */
export async function findNamed(connection: Connection, text: string): Promise<Named> {
  const reference = text.replace(/[\s-]/g, '').toUpperCase();
  const [ofOrder, knowing, ofFact, ofBill, ofShop, payouts] = await Promise.all([
    rowsOf<Numbered>(connection, OF_ORDER, [text]),
    rowsOf<{ id: number }>(connection, SHOPS_OF_ORDER, [text]),
    rowsOf<{ shopId: number; no: number | null }>(connection, OF_FACT, [text]),
    rowsOf<{ shopId: number; no: number | null }>(connection, OF_BILL, [text, reference]),
    findStatementOfShop(connection, text),
    findPayouts(connection, text),
  ]);
  const told = [...ofBill, ...ofFact].filter((one): one is Numbered => one.no !== null);
  const named = [...ofOrder, ...told, ...ofShop];
  const statements = [...named, ...(await statementsOf(connection, payouts))];
  const shopIds = [...statements, ...payouts, ...ofBill, ...ofFact].map(({ shopId }) => shopId);
  const known = [...new Set([...shopIds, ...knowing.map(({ id }) => id)])];
  // Ids are kept as the marketplace writes them; people type them without capitals. Words without a digit are no id.
  if (known.length === 0 && /\d/.test(text) && text !== text.toUpperCase())
    return findNamed(connection, text.toUpperCase());
  return {
    shopIds: known,
    statements,
    payouts: [...payouts, ...(await payoutsOf(connection, named))],
  };
}
