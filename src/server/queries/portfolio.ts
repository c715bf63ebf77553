import 'server-only';
import type { PortfolioPageDto, PortfolioRowDto, PortfolioSearch } from '@/contracts/portfolio';
import type { Connection } from '../db/database';
import { selectPolicies } from '../repositories/policies';
import { ALERTS_OF_SHOP, knownAlertKinds } from './portfolio-alerts';
import { type PortfolioReader, type PortfolioRecord, portfolioRow } from './portfolio-row';
import { pageOf } from './portfolio-view';

/**
 * All that the list says, in one query: a handful of index look-ups per shop, over figures that are kept. Checks count for seven days at
 * most; orders that wait are listed one by one only where they are due soon.
 */
const SELECT = `
  SELECT s.id, s.external_id, s.name, s.marketplace, s.opened_on, s.closed_through, s.available_minor AS available,
         s.in_transit_minor AS in_transit, s.reserved_minor AS reserved, s.on_hold_minor AS on_hold, s.owed_minor AS owed,
         s.reserve_level, s.settlement_tier, t.state, b.asked, o.waiting, o.ship_bys, c.checked,
         security.trusted_count, security.unprotected_count, (${ALERTS_OF_SHOP}) AS alerts
    FROM shop s
    JOIN shop_state t ON t.shop_id = s.id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(CASE WHEN status = 'paid' THEN received_minor ELSE amount_minor END), 0)::bigint AS asked
        FROM bill WHERE shop_id = s.id AND s.owed_minor > 0
         AND (status IN ('processing', 'paid') OR (status = 'unpaid' AND expires_at > $2))
    ) b
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS waiting,
             coalesce(json_agg(ship_by) FILTER (WHERE ship_by < $2::timestamptz + interval '2 days'), '[]') AS ship_bys
        FROM pending_order WHERE shop_id = s.id
    ) o
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(item || ' ' || day) FILTER (WHERE deed = 'checked'), '{}') AS checked
        FROM (SELECT DISTINCT ON (item) item, day, deed FROM checklist_entry
               WHERE shop_id = s.id AND day > coalesce(s.closed_through, s.opened_on) - 7 ORDER BY item, id DESC) latest
    ) c
    CROSS JOIN app_seller_security() security
   WHERE s.id = ANY($1::int[])`;

/** Somebody's shops: those of whoever asks. */
export type OwnShops = readonly { readonly id: number }[];

/**
 * Every shop of somebody, as the list shows it; in no order.
 * @param shops of the actor
 * @param reader the clock's time, and whether amounts may be seen: without it none leaves here
 */
export async function readPortfolio(
  connection: Connection,
  shops: OwnShops,
  reader: PortfolioReader,
): Promise<readonly PortfolioRowDto[]> {
  const { rows } = await connection.query<PortfolioRecord & { readonly ship_bys: unknown }>(SELECT, [
    shops.map(({ id }) => id),
    reader.now,
    knownAlertKinds(reader.seesMoney),
  ]);
  const policies = await selectPolicies(connection);
  return rows.map((row) => portfolioRow({ ...row, ship_bys: readInstants(row.ship_bys) }, reader, policies));
}

/** Instants come in JSON as the database prints them in UTC: "2026-03-14T23:59:00+00:00". */
function readInstants(json: unknown): PortfolioRecord['ship_bys'] {
  const texts = JSON.parse(String(json)) as string[];
  return texts.map((text) => new Date(text).toISOString() as PortfolioRecord['ship_bys'][number]);
}

/** A page of the list under its filters, with what all shops come to. */
export async function listPortfolio(
  connection: Connection,
  shops: OwnShops,
  reader: PortfolioReader,
  asked: PortfolioSearch,
): Promise<PortfolioPageDto> {
  return pageOf(await readPortfolio(connection, shops, reader), asked);
}
