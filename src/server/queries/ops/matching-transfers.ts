import 'server-only';
import type { BillStatus } from '@/contracts/bill';
import {
  type BankLineCaseDto,
  type BankLineDto,
  type BankLinesDto,
  type FoundBillDto,
  type LineDecisionDto,
  MATCHED_A_PAGE,
  type MatchPreviewDto,
} from '@/contracts/matching';
import { plainAmount } from '@/contracts/typed-amount';
import { previewAllocation } from '@/domain/bill/preview';
import { findReferences, formatReference, isReference } from '@/domain/bill/reference';
import type { Instant } from '@/domain/calendar/instant';
import { addDays, isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, parseMoney } from '@/domain/money/money';
import type { Connection } from '../../db/database';
import { readShopState } from '../statements-pending';

/** How many bills a search shows. */
const FOUND_SHOWN = 20;
const LOOKED_THROUGH = 100;

interface BillColumns {
  readonly shopNo: number;
  readonly shop: string;
  readonly shopName: string;
  readonly sellerName: string | null;
  readonly billId: string;
  readonly reference: string | null;
  readonly billAmount: Minor;
  readonly received: Minor;
  readonly billCurrency: string;
  readonly billStatus: BillStatus;
  readonly createdAt: Instant;
}

interface LineRow extends Omit<{ readonly [Key in keyof BillColumns]: BillColumns[Key] | null }, 'sellerName'> {
  readonly id: number;
  readonly bookedOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
  readonly counterparty: string;
  readonly description: string;
  readonly status: BankLineDto['status'];
  readonly reason: string;
  readonly sellerName: string | null;
  readonly decidedName: string | null;
}

const BILL = `b.shop_id AS "shopNo", s.external_id AS shop, s.name AS "shopName", o.name AS "sellerName", b.id AS "billId", b.reference,
  b.amount_minor AS "billAmount", b.received_minor AS received, s.currency AS "billCurrency", b.status AS "billStatus",
  b.created_at AS "createdAt"`;

const LINE = `SELECT l.id, l.booked_on AS "bookedOn", l.amount_minor AS amount, l.currency, l.counterparty, l.description, l.status, l.reason,
    ${BILL}, d.decided_by_name AS "decidedName"
  FROM bank_line l LEFT JOIN bill b ON b.shop_id = l.shop_id AND b.id = l.bill_id LEFT JOIN shop s ON s.id = b.shop_id
  LEFT JOIN seller o ON o.id = s.seller_id
  LEFT JOIN LATERAL (SELECT decided_by_name FROM bank_line_decision WHERE line_id = l.id ORDER BY no DESC LIMIT 1) d ON true`;

function billDto(row: BillColumns): FoundBillDto {
  const { reference } = row;
  return {
    shopNo: row.shopNo,
    shop: row.shop,
    shopName: row.shopName,
    sellerName: row.sellerName,
    id: row.billId,
    reference: reference !== null && isReference(reference) ? formatReference(reference) : reference,
    amount: formatMinor(row.billAmount),
    received: formatMinor(row.received),
    currency: row.billCurrency,
    status: row.billStatus,
    createdAt: row.createdAt,
  };
}

function lineDto(row: LineRow): BankLineDto {
  return {
    id: row.id,
    bookedOn: row.bookedOn,
    amount: formatMinor(row.amount),
    currency: row.currency,
    counterparty: row.counterparty,
    description: row.description,
    status: row.status,
    reason: row.reason,
    bill: row.billId === null ? null : billDto(row as unknown as BillColumns),
    decidedName: row.decidedName,
  };
}

function pageOf(rows: readonly LineRow[], cursorOf: (last: LineRow) => string): BankLinesDto {
  const page = rows.slice(0, MATCHED_A_PAGE);
  const last = page.at(-1);
  const next = rows.length > MATCHED_A_PAGE && last !== undefined ? cursorOf(last) : null;
  return { lines: page.map(lineDto), next };
}

/**
 * Money that waits for ops, the oldest first.
 * @param after where the page begins: "2026-03-13~12", day and number of the line before
 */
export async function listWaitingLines(connection: Connection, after: string | undefined): Promise<BankLinesDto> {
  const [, day = null, id = null] = /^(\d{4}-\d\d-\d\d)~(\d{1,9})$/.exec(after ?? '') ?? [];
  const { rows } = await connection.query<LineRow>(
    `${LINE} WHERE l.status IN ('suggested', 'unmatched') AND ($1::date IS NULL OR (l.booked_on, l.id) > ($1::date, $2::int))
      ORDER BY l.booked_on, l.id LIMIT ${MATCHED_A_PAGE + 1}`,
    [day, id],
  );
  return pageOf(rows, (last) => `${last.bookedOn}~${last.id}`);
}

/** Money that is matched or set aside, what came last first. @param before number of the line before */
export async function listDoneLines(connection: Connection, before: string | undefined): Promise<BankLinesDto> {
  const [id = null] = /^\d{1,9}$/.exec(before ?? '') ?? [];
  const { rows } = await connection.query<LineRow>(
    `${LINE} WHERE l.status IN ('matched', 'returned-to-sender', 'not-ours') AND ($1::int IS NULL OR l.id < $1::int)
      ORDER BY l.id DESC LIMIT ${MATCHED_A_PAGE + 1}`,
    [id],
  );
  return pageOf(rows, (last) => String(last.id));
}

/** Words without what stands between them, as the index over them has them: its expression is that of the migration "find_transfers". */
const wordsIn = (text: string): string => `regexp_replace(${text}, '[^[:alnum:]]+', ' ', 'g')`;

/** Every word that was typed, or the beginning of it, in what the payer and the bank wrote. */
const HAS_WORDS = `to_tsvector('simple', ${wordsIn("l.counterparty || ' ' || l.description")})
  @@ to_tsquery('simple', replace(nullif(trim(${wordsIn('$3::text')}), ''), ' ', ':* & ') || ':*')`;

/** The newest lines of a way to find them: each way by an index of its own, together they would read every line there is. */
const newest = (condition: string, order = 'l.id'): string =>
  `SELECT l.id FROM bank_line l WHERE ${condition} AND ($1::int IS NULL OR l.id < $1::int) ORDER BY ${order} DESC LIMIT ${MATCHED_A_PAGE + 1}`;

/** The same for each row of what else is named. */
const newestOf = (named: string, condition: string): string =>
  `SELECT l.id FROM (${named}) named CROSS JOIN LATERAL (${newest(condition)}) l`;

const FOUND = [
  newest('l.amount_minor = $2'),
  // PostgreSQL takes every beginning of a word for a frequent one, and would walk all lines from the newest on to find a rare one.
  newest(HAS_WORDS, 'l.id + 0'),
  newest('l.booked_on = $4::date'),
  newestOf(
    'SELECT shop_id, id FROM bill WHERE id = $3 OR reference = ANY($5::text[])',
    'l.shop_id = named.shop_id AND l.bill_id = named.id',
  ),
  newestOf(
    `SELECT id FROM shop WHERE external_id = $3 OR lower(name) LIKE $6 OR lower(registered_name) LIKE $6 LIMIT ${LOOKED_THROUGH}`,
    'l.shop_id = named.id',
  ),
]
  .map((way) => `(${way})`)
  .join(' UNION ');

/**
 * Money that came in, whatever became of it, what came last first: by amount, day, the reference or id of its bill, the beginning of a shop's name,
 * or words of the payer and the bank.
 * @param words "87.40", "2026-03-13", "RF18 5390 0754 7034", "cash desk"
 * @param before number of the line before
 */
export async function listFoundLines(
  connection: Connection,
  words: string,
  before: string | undefined,
): Promise<BankLinesDto> {
  const [id = null] = /^\d{1,9}$/.exec(before ?? '') ?? [];
  const { rows } = await connection.query<LineRow>(
    `WITH hit AS (${FOUND}) ${LINE} WHERE l.id IN (SELECT id FROM hit) ORDER BY l.id DESC LIMIT ${MATCHED_A_PAGE + 1}`,
    [id, readAmount(words), words, isPlainDate(words) ? words : null, findReferences(words), beginning(words)],
  );
  return pageOf(rows, (last) => String(last.id));
}

/** Bills of a shop, a reference, an id or an amount; of the line's amount where nothing is searched for, without those that were declined. */
async function findBills(connection: Connection, line: LineRow, words: string | undefined): Promise<FoundBillDto[]> {
  const amount = words === undefined ? line.amount : readAmount(words);
  // Each way by an index of its own: together they would read every bill there is.
  const { rows } = await connection.query<BillColumns>(
    `WITH hit AS (
       (SELECT shop_id, id FROM bill WHERE amount_minor = $2 ORDER BY created_at DESC LIMIT ${LOOKED_THROUGH})
       UNION (SELECT shop_id, id FROM bill WHERE id = $3 OR reference = ANY($4::text[]))
       UNION (SELECT b.shop_id, b.id FROM shop s JOIN bill b ON b.shop_id = s.id
               WHERE s.external_id = $3 OR lower(s.name) LIKE $5 OR lower(s.registered_name) LIKE $5
               ORDER BY b.created_at DESC LIMIT ${LOOKED_THROUGH}))
     SELECT ${BILL} FROM hit JOIN bill b ON b.shop_id = hit.shop_id AND b.id = hit.id JOIN shop s ON s.id = b.shop_id
       LEFT JOIN seller o ON o.id = s.seller_id
      WHERE s.currency = $1
        AND ($3::text IS NOT NULL OR NOT EXISTS (SELECT FROM bank_line_decision d
              WHERE d.line_id = $6 AND d.decision = 'declined' AND d.bill_shop_id = b.shop_id AND d.bill_id = b.id))
      ORDER BY b.created_at DESC, b.shop_id, b.id LIMIT ${FOUND_SHOWN}`,
    [
      line.currency,
      amount,
      words ?? null,
      words === undefined ? [] : findReferences(words),
      words === undefined ? null : beginning(words),
      line.id,
    ],
  );
  return rows.map(billDto);
}

/** The pattern of what begins with these words, in small letters. @example beginning("50% off") === "50\\\\% off%" */
function beginning(words: string): string {
  return `${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

/** An amount, whatever sign of a currency stands before it. @example readAmount("R$ 1,204.50") === 120450n */
function readAmount(words: string): Minor | null {
  const read = parseMoney(plainAmount(words.replace(/^\D{0,4}(?=\d)/, '')));
  return read.ok ? read.value : null;
}

async function previewMatch(
  connection: Connection,
  bill: { readonly shopId: number; readonly id: string },
  amount: Minor,
): Promise<MatchPreviewDto> {
  const { rows } = await connection.query<{ statements: number[] }>(
    'SELECT statements FROM bill WHERE shop_id = $1 AND id = $2',
    [bill.shopId, bill.id],
  );
  const state = await readShopState(connection, bill.shopId);
  const day = state.closedThrough === null ? state.openedOn : addDays(state.closedThrough, 1);
  const { debts, stillOwed, excess } = previewAllocation(amount, rows[0]?.statements ?? [], state.pending, day);
  return {
    debts: debts.map((debt) => ({
      statement: debt.statement,
      owedBefore: formatMinor(debt.owedBefore),
      paid: formatMinor(debt.paid),
      owedAfter: formatMinor(debt.owedAfter),
    })),
    stillOwed: formatMinor(stillOwed),
    excess: formatMinor(excess),
  };
}

async function readChosen(
  connection: Connection,
  line: LineRow,
  chosen: { readonly shopId: number; readonly id: string } | null,
): Promise<BankLineCaseDto['chosen']> {
  if (chosen === null) return null;
  const { rows } = await connection.query<BillColumns>(
    `SELECT ${BILL} FROM bill b JOIN shop s ON s.id = b.shop_id LEFT JOIN seller o ON o.id = s.seller_id
      WHERE b.shop_id = $1 AND b.id = $2`,
    [chosen.shopId, chosen.id],
  );
  const [found] = rows;
  if (found === undefined) return null;
  return { bill: billDto(found), preview: await previewMatch(connection, chosen, line.amount) };
}

/**
 * One line with what was decided about it, the bills that it may be meant for, and what matching the chosen one would clear.
 * @param search.words what a bill is searched by: a reference, a bill's id, a shop, an amount
 * @param search.chosen the bill that is looked at; else the suggested one
 * @returns null if there is no such line
 */
export async function readBankLine(
  connection: Connection,
  id: number,
  search: {
    readonly words: string | undefined;
    readonly chosen: { readonly shopId: number; readonly id: string } | null;
  },
): Promise<BankLineCaseDto | null> {
  const { rows } = await connection.query<LineRow>(`${LINE} WHERE l.id = $1`, [id]);
  const [row] = rows;
  if (row === undefined) return null;
  const decisions = await connection.query<LineDecisionDto>(
    `SELECT decision, bill_id AS bill, reason, decided_by_name AS "byName", decided_at AS at FROM bank_line_decision
      WHERE line_id = $1 ORDER BY no`,
    [id],
  );
  const suggested = row.billId === null || row.shopNo === null ? null : { shopId: row.shopNo, id: row.billId };
  const isDone = row.status === 'matched';
  return {
    line: lineDto(row),
    decisions: decisions.rows,
    found: isDone ? [] : await findBills(connection, row, search.words),
    chosen: isDone ? null : await readChosen(connection, row, search.chosen ?? suggested),
  };
}
