import 'server-only';
import { type FlaggedFactDto, type FlaggedFactsDto, MATCHED_A_PAGE } from '@/contracts/matching';
import type { Instant } from '@/domain/calendar/instant';
import type { FactFlag } from '@/domain/fact/flags';
import type { Connection } from '../../db/database';

interface FactRow {
  readonly shopNo: number;
  readonly shop: string;
  readonly shopName: string;
  readonly currency: string;
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly flag: FactFlag;
  readonly reason: string;
  readonly order: string | null;
  readonly amount: string | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly payload: string;
  readonly byName: string | null;
  readonly dismissedAt: Instant | null;
  readonly dismissal: string | null;
}

const FACT = `s.id AS "shopNo", s.external_id AS shop, s.name AS "shopName", s.currency, f.no, f.id, f.type, coalesce(f.order_id, f.payload ->> 'order') AS "order",
  CASE WHEN f.type = 'order.refunded' THEN (SELECT sum((l ->> 'amount')::numeric)::text FROM json_array_elements(f.payload -> 'lines') l)
    ELSE f.payload ->> 'amount' END AS amount,
  f.occurred_at AS "occurredAt", f.recorded_at AS "recordedAt", f.payload::text AS payload`;

function factDto({ byName, dismissedAt, dismissal, ...row }: FactRow): FlaggedFactDto {
  const dismissed =
    byName === null || dismissedAt === null ? null : { byName, at: dismissedAt, reason: dismissal ?? '' };
  return { ...row, dismissed };
}

/** Reads "2026-03-13T10:00:00.000Z~3~44~waiting". */
function readCursor(text: string | undefined): readonly [string | null, string | null, string | null, string | null] {
  const [, at, shop, no, flag] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(\d{1,9})~(\d{1,9})~([a-z-]+)$/.exec(text ?? '') ?? [];
  return [at ?? null, shop ?? null, no ?? null, flag ?? null];
}

function pageOf(rows: readonly FactRow[], cursorOf: (last: FactRow) => string): FlaggedFactsDto {
  const page = rows.slice(0, MATCHED_A_PAGE);
  const last = page.at(-1);
  return {
    facts: page.map(factDto),
    next: rows.length > MATCHED_A_PAGE && last !== undefined ? cursorOf(last) : null,
  };
}

/**
 * Facts of every shop that ops are told of and have not dismissed, the oldest first (R2.3, R2.5, R3.3).
 * @param search.flag of this kind alone
 * @param search.after where the page begins, as a page before said
 */
export async function listFlaggedFacts(
  connection: Connection,
  { flag, after }: { readonly flag: FactFlag | undefined; readonly after: string | undefined },
): Promise<FlaggedFactsDto> {
  const { rows } = await connection.query<FactRow>(
    `SELECT ${FACT}, g.flag, g.reason, NULL AS "byName", NULL AS "dismissedAt", NULL AS dismissal
       FROM flagged_fact g JOIN fact f ON f.shop_id = g.shop_id AND f.no = g.fact_no JOIN shop s ON s.id = g.shop_id
      WHERE NOT g.is_dismissed AND ($5::text IS NULL OR g.flag = $5)
        AND ($1::timestamptz IS NULL OR (g.recorded_at, g.shop_id, g.fact_no, g.flag) > ($1::timestamptz, $2::int, $3::int, $4::text))
      ORDER BY g.recorded_at, g.shop_id, g.fact_no, g.flag LIMIT ${MATCHED_A_PAGE + 1}`,
    [...readCursor(after), flag ?? null],
  );
  return pageOf(rows, (last) => `${last.recordedAt}~${last.shopNo}~${last.no}~${last.flag}`);
}

/** Facts that ops have dismissed, the last first. @param before where the page begins, as a page before said */
export async function listDismissedFacts(connection: Connection, before: string | undefined): Promise<FlaggedFactsDto> {
  const { rows } = await connection.query<FactRow>(
    `SELECT ${FACT}, d.flag, '' AS reason, d.dismissed_by_name AS "byName", d.dismissed_at AS "dismissedAt", d.reason AS dismissal
       FROM fact_dismissal d JOIN fact f ON f.shop_id = d.shop_id AND f.no = d.fact_no JOIN shop s ON s.id = d.shop_id
      WHERE $1::timestamptz IS NULL OR (d.dismissed_at, d.shop_id, d.fact_no, d.flag) < ($1::timestamptz, $2::int, $3::int, $4::text)
      ORDER BY d.dismissed_at DESC, d.shop_id DESC, d.fact_no DESC, d.flag DESC LIMIT ${MATCHED_A_PAGE + 1}`,
    [...readCursor(before)],
  );
  return pageOf(rows, (last) => `${last.dismissedAt}~${last.shopNo}~${last.no}~${last.flag}`);
}
