import 'server-only';
import { kindOf, readDecision } from '@/contracts/decision-kinds';
import {
  DECISIONS_A_PAGE,
  type DecidedFactDto,
  type DecidedShopDto,
  type DecisionDto,
  type DecisionFilter,
  type DecisionListDto,
  type DecisionRowDto,
  type DecisionStatus,
  effectSchema,
} from '@/contracts/decisions';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import type { DecisionKind } from '@/domain/decision/decision';
import { type Currency, formatMinor, type Minor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';

interface Row {
  readonly id: string;
  readonly shop_id: number;
  readonly kind: DecisionKind;
  readonly detail: unknown;
  readonly needs_second: boolean;
  readonly status: DecisionStatus;
  readonly proposed_name: string;
  readonly proposed_at: Instant;
  readonly decided_name: string | null;
  readonly decided_at: Instant | null;
  readonly external_id: string;
  readonly shop_name: string;
  readonly seller_name: string | null;
  readonly currency: Currency;
}

const COLUMNS = `d.id, d.shop_id, d.kind, d.detail, d.needs_second, d.status, d.proposed_name, d.proposed_at, d.decided_name, d.decided_at,
  s.external_id, s.name AS shop_name, o.name AS seller_name, s.currency`;
const FROM = 'FROM decision d JOIN shop s ON s.id = d.shop_id LEFT JOIN seller o ON o.id = s.seller_id';
/** A person is found by a part of their name, a shop by its id or a part of its name. */
const FILTER = `($1::text IS NULL OR d.kind = $1)
  AND ($2::text IS NULL OR s.external_id = $2 OR strpos(lower(s.name), lower($2)) > 0)
  AND ($3::text IS NULL OR strpos(lower(d.proposed_name), lower($3)) > 0 OR strpos(lower(d.decided_name), lower($3)) > 0)`;

function rowDto(row: Row): DecisionRowDto {
  return {
    id: row.id,
    shop: { id: row.external_id, name: row.shop_name, sellerName: row.seller_name, currency: row.currency },
    decision: readDecision(row.kind, row.detail),
    needsSecond: row.needs_second,
    status: row.status,
    proposedName: row.proposed_name,
    proposedAt: row.proposed_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
  };
}

/** A page of rows of which one more was asked for, and the last of them where there are more. */
function pageOf(rows: readonly Row[]): { readonly page: readonly Row[]; readonly last: Row | null } {
  const page = rows.slice(0, DECISIONS_A_PAGE);
  return { page, last: rows.length > page.length ? (page.at(-1) ?? null) : null };
}

/** Decisions about every shop: a page of open ones, the oldest first, and one of decided ones, the newest first. */
export async function readDecisions(connection: Connection, filter: DecisionFilter): Promise<DecisionListDto> {
  const { kind = null, shop = null, person = null, after, before } = filter;
  const [proposedAt = null, proposedId = null] = after?.split('~', 2) ?? [];
  const [at = null, id = null] = before?.split('~', 2) ?? [];
  const [open, decided] = await Promise.all([
    connection.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE d.status = 'open' AND ${FILTER}
          AND ($4::timestamptz IS NULL OR (d.proposed_at, d.id) > ($4::timestamptz, $5))
        ORDER BY d.proposed_at, d.id LIMIT ${DECISIONS_A_PAGE + 1}`,
      [kind, shop, person, proposedAt, proposedId],
    ),
    connection.query<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE d.status <> 'open' AND ${FILTER}
          AND ($4::timestamptz IS NULL OR (d.decided_at, d.id) < ($4::timestamptz, $5))
        ORDER BY d.decided_at DESC, d.id DESC LIMIT ${DECISIONS_A_PAGE + 1}`,
      [kind, shop, person, at, id],
    ),
  ]);
  const [waiting, done] = [pageOf(open.rows), pageOf(decided.rows)];
  return {
    open: waiting.page.map(rowDto),
    decided: done.page.map(rowDto),
    newer: waiting.last === null ? null : `${waiting.last.proposed_at}~${waiting.last.id}`,
    older: done.last === null ? null : `${done.last.decided_at}~${done.last.id}`,
  };
}

/** A shop as decisions show it. */
export async function readDecidedShop(connection: Connection, shopId: number): Promise<DecidedShopDto> {
  const { rows } = await connection.query<Omit<DecidedShopDto, 'zone'> & { readonly marketplace: string }>(
    `SELECT s.external_id AS id, s.name, s.marketplace, s.currency, o.name AS "sellerName"
       FROM shop s LEFT JOIN seller o ON o.id = s.seller_id WHERE s.id = $1`,
    [shopId],
  );
  const { marketplace, ...shop } = present(rows[0], `shop ${shopId}`);
  return { ...shop, zone: bookOf(MARKETPLACES, marketplace).zone };
}

interface FactRow {
  readonly no: number;
  readonly type: string;
  readonly effective_on: PlainDate;
}

interface LineRow {
  readonly fact_no: number;
  readonly statement: number;
  readonly day: PlainDate;
  readonly amount: Minor;
}

async function readFacts(connection: Connection, shopId: number, ids: readonly string[]): Promise<DecidedFactDto[]> {
  if (ids.length === 0) return [];
  const facts = await connection.query<FactRow>(
    'SELECT no, type, effective_on FROM fact WHERE shop_id = $1 AND id = ANY($2::text[]) ORDER BY no',
    [shopId, ids],
  );
  const lines = await connection.query<LineRow>(
    `SELECT l.fact_no, l.statement_no AS statement, t.day,
            (l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor) AS amount
       FROM line l JOIN statement t ON t.shop_id = l.shop_id AND t.no = l.statement_no
      WHERE l.shop_id = $1 AND l.fact_no = ANY($2::int[]) AND t.day = ANY($3::date[])`,
    [shopId, facts.rows.map(({ no }) => no), facts.rows.map(({ effective_on }) => effective_on)],
  );
  return facts.rows.map(({ no, type, effective_on }) => ({
    no,
    type,
    effectiveOn: effective_on,
    lines: lines.rows
      .filter(({ fact_no }) => fact_no === no)
      .map(({ statement, day, amount }) => ({ statement, day, amount: formatMinor(amount) })),
  }));
}

/** One decision, without what it would change now. @returns null if there is none */
export async function readDecisionCase(
  connection: Connection,
  id: string,
): Promise<(Omit<DecisionDto, 'now'> & { readonly shopId: number }) | null> {
  const { rows } = await connection.query<
    Row & {
      readonly reason: string;
      readonly note: string | null;
      readonly proposed_by: string;
      readonly effect: unknown;
      readonly facts: readonly string[];
    }
  >(`SELECT ${COLUMNS}, d.reason, d.note, d.proposed_by, d.effect, d.facts ${FROM} WHERE d.id = $1`, [id]);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    ...rowDto(row),
    shopId: row.shop_id,
    shop: await readDecidedShop(connection, row.shop_id),
    reason: row.reason,
    note: row.note,
    proposedBy: row.proposed_by,
    movesMoney: kindOf(row.kind).movesMoney,
    effect: row.effect === null ? null : effectSchema.parse(row.effect),
    facts: await readFacts(connection, row.shop_id, row.facts),
  };
}
