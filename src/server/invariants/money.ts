import 'server-only';
import type { Invariant } from './invariant';

/** R12.1. A shop has one currency, so per shop is per currency. */
export const journalsBalance: Invariant = {
  id: 'R12.1',
  says: 'every journal sums to zero',
  sql: `
    SELECT shop_id, format('journal %s: its entries sum to %s', journal_no, sum(amount_minor)) AS detail
      FROM journal_entry GROUP BY shop_id, journal_no HAVING sum(amount_minor) <> 0
    UNION ALL
    SELECT s.shop_id, format('statement %s has no journal', s.no) FROM statement s
      LEFT JOIN journal j ON j.shop_id = s.shop_id AND j.source = 'statement' AND j.source_no = s.no WHERE j.no IS NULL
    UNION ALL
    SELECT p.shop_id, format('payout %s has no journal', p.no) FROM payout p
      LEFT JOIN journal j ON j.shop_id = p.shop_id AND j.source = 'payout-started' AND j.source_no = p.no WHERE j.no IS NULL`,
};

/** R12.6: what a hold says is what the lines say, and nothing leaves that is not there. */
export const holdsAddUp: Invariant = {
  id: 'R12.6',
  says: 'withheld = released + used + remaining for each hold, and the lines say the same',
  sql: `
    SELECT coalesce(h.shop_id, c.shop_id) AS shop_id,
           format('order %s: hold %s withheld, %s released, %s used; lines %s, %s, %s', coalesce(h.order_id, c.order_id),
             h.withheld_minor, h.released_minor, h.used_minor, c.withheld, c.released, c.used) AS detail
      FROM hold h FULL JOIN (
        SELECT l.shop_id, l.order_id,
               -coalesce(sum(round((part ->> 'amount')::numeric * 100)) FILTER (WHERE part ->> 'kind' = 'reserve-withheld'), 0) AS withheld,
               coalesce(sum(round((part ->> 'amount')::numeric * 100)) FILTER (WHERE part ->> 'kind' = 'reserve-released'), 0) AS released,
               coalesce(sum(round((part ->> 'amount')::numeric * 100)) FILTER (WHERE part ->> 'kind' = 'reserve-used'), 0) AS used
          FROM line l CROSS JOIN json_array_elements(l.breakdown) part
         WHERE l.reserve_minor <> 0 AND part ->> 'kind' LIKE 'reserve-%' GROUP BY l.shop_id, l.order_id
      ) c ON c.shop_id = h.shop_id AND c.order_id = h.order_id
     WHERE (h.withheld_minor, h.released_minor, h.used_minor) IS DISTINCT FROM (c.withheld, c.released, c.used)
        OR h.released_minor + h.used_minor > h.withheld_minor`,
};

/** R12.7 */
export const payoutsAddUp: Invariant = {
  id: 'R12.7',
  says: 'the amount of a payout is the sum of what it took from statements',
  sql: `
    SELECT p.shop_id, format('payout %s: amount %s, items %s', p.no, p.amount_minor, coalesce(sum(i.amount_minor), 0)) AS detail
      FROM payout p LEFT JOIN payout_item i ON i.shop_id = p.shop_id AND i.payout_no = p.no
     GROUP BY p.shop_id, p.no HAVING p.amount_minor <> coalesce(sum(i.amount_minor), 0)`,
};

/** R12.9 */
export const billsPost: Invariant = {
  id: 'R12.9',
  says: 'cleared bills amount to the bill-payment components',
  sql: `
    WITH cleared AS (
      SELECT f.shop_id, sum(round((f.payload ->> 'amount')::numeric * 100)) AS total
        FROM fact f JOIN shop s ON s.id = f.shop_id JOIN shop_state t ON t.shop_id = f.shop_id
       WHERE f.type = 'bill.cleared'
         AND (f.effective_on <= s.closed_through OR f.no <= coalesce((t.state ->> 'momentsThrough')::int, 0)) GROUP BY f.shop_id
    ), posted AS (
      SELECT l.shop_id, sum(round((part ->> 'amount')::numeric * 100)) AS total
        FROM line l CROSS JOIN json_array_elements(l.breakdown) part
       WHERE l.event = 'bill-payment' AND part ->> 'kind' = 'bill-payment' GROUP BY l.shop_id
    )
    SELECT coalesce(c.shop_id, p.shop_id) AS shop_id,
           format('bills cleared for %s, bill-payment components of %s', coalesce(c.total, 0), coalesce(p.total, 0)) AS detail
      FROM cleared c FULL JOIN posted p ON p.shop_id = c.shop_id WHERE coalesce(c.total, 0) <> coalesce(p.total, 0)`,
};

/** R12.10: what the card provider was asked for, and what the facts say that it gave. */
export const billsAreCapturedOnce: Invariant = {
  id: 'R12.10',
  says: 'no bill is captured twice, and no card gives more than the bill asks',
  sql: `
    SELECT shop_id, format('bill %s: captured %s times, failed %s times', bill, captures, failures) AS detail
      FROM (
        SELECT shop_id, payload ->> 'bill' AS bill, count(*) FILTER (WHERE type = 'bill.captured') AS captures,
               count(*) FILTER (WHERE type = 'bill.failed') AS failures,
               coalesce(max((payload ->> 'amount')::numeric) FILTER (WHERE type = 'bill.captured'), 0) AS captured,
               coalesce(sum((payload ->> 'amount')::numeric) FILTER (WHERE type = 'bill.cleared' AND id NOT LIKE 'bank-line:%'), 0)
                 AS cleared
          FROM fact WHERE type IN ('bill.captured', 'bill.failed', 'bill.cleared') GROUP BY shop_id, payload ->> 'bill'
      ) told WHERE captures > failures + 1 OR (captures > 0 AND cleared > captured)
    UNION ALL
    SELECT b.shop_id, format('bill %s asks %s, captured %s in %s payments', b.id, b.amount_minor, sum(p.amount_minor), count(*))
      FROM bill b JOIN bill_payment p ON p.shop_id = b.shop_id AND p.bill_id = b.id AND p.status = 'captured'
     GROUP BY b.shop_id, b.id HAVING count(*) > 1 OR sum(p.amount_minor) > b.amount_minor`,
};

/** R12.9, R8.2: the records that the seller sees say what the facts say. */
export const billRecordsAgree: Invariant = {
  id: 'R12.9',
  says: 'a bill’s record has received what was captured, arrived and not taken back before clearing',
  sql: `
    WITH told AS (
      SELECT f.shop_id, f.payload ->> 'bill' AS bill,
             sum(round((f.payload ->> 'amount')::numeric * 100)) FILTER (WHERE f.type = 'bill.cleared') AS cleared,
             sum(round((f.payload ->> 'amount')::numeric * 100)) FILTER (WHERE f.type = 'bill.reversed') AS reversed
        FROM fact f WHERE f.type IN ('bill.cleared', 'bill.reversed') GROUP BY f.shop_id, f.payload ->> 'bill'
    )
    SELECT b.shop_id, format('bill %s is %s with %s received and %s reversed; facts say %s cleared and %s reversed', b.id, b.status,
             b.received_minor, b.reversed_minor, coalesce(t.cleared, 0), coalesce(t.reversed, 0)) AS detail
      FROM bill b LEFT JOIN told t ON t.shop_id = b.shop_id AND t.bill = b.id
     WHERE (b.status IN ('cleared', 'reversed') AND b.received_minor <> coalesce(t.cleared, 0))
        OR b.reversed_minor <> coalesce(t.reversed, 0)
        OR (b.status NOT IN ('cleared', 'reversed') AND coalesce(t.cleared, 0) > b.received_minor)`,
};

/** R12.11 */
export const nothingIsLost: Invariant = {
  id: 'R12.11',
  says: 'what was settled is paid out, on its way, open or in reserve',
  sql: `
    SELECT s.id AS shop_id, format('settled %s, paid or on its way %s, open %s, in reserve %s', m.settled, m.paid, m.open, m.reserved) AS detail
      FROM shop s CROSS JOIN LATERAL (
        SELECT (SELECT coalesce(sum(settlement_minor), 0) FROM statement WHERE shop_id = s.id) AS settled,
               (SELECT coalesce(sum(amount_minor), 0) FROM payout WHERE shop_id = s.id AND status IN ('processing', 'paid')) AS paid,
               (SELECT coalesce(sum(open_minor), 0) FROM statement WHERE shop_id = s.id AND status = 'pending') AS open,
               (SELECT coalesce(sum(withheld_minor - released_minor - used_minor), 0) FROM hold WHERE shop_id = s.id) AS reserved
      ) m WHERE m.settled <> m.paid + m.open + m.reserved`,
};

/** Ours: lists show figures and counts that the shop's row keeps. */
export const figuresAreTrue: Invariant = {
  id: 'shop-figures',
  says: "the figures and counts in a shop's row are those of its books",
  sql: `
    SELECT s.id AS shop_id, format('row (%s), books (%s)', r.kept, b.counted) AS detail
      FROM shop s CROSS JOIN LATERAL (
        SELECT concat_ws(' ', s.available_minor, s.in_transit_minor, s.reserved_minor, s.pending_statement_count,
                 s.processing_statement_count, s.paid_statement_count, s.processing_payout_count, s.paid_payout_count,
                 s.failed_payout_count, s.returned_payout_count, s.active_hold_count, s.on_hold_order_count) AS kept
      ) r CROSS JOIN LATERAL (
        SELECT concat_ws(' ',
          (SELECT coalesce(sum(open_minor), 0) FROM statement WHERE shop_id = s.id),
          (SELECT coalesce(sum(amount_minor), 0) FROM payout WHERE shop_id = s.id AND status = 'processing'),
          (SELECT coalesce(sum(withheld_minor - released_minor - used_minor), 0) FROM hold WHERE shop_id = s.id),
          (SELECT concat_ws(' ', count(*) FILTER (WHERE status = 'pending'), count(*) FILTER (WHERE status = 'processing'),
                    count(*) FILTER (WHERE status = 'paid')) FROM statement WHERE shop_id = s.id),
          (SELECT concat_ws(' ', count(*) FILTER (WHERE status = 'processing'), count(*) FILTER (WHERE status = 'paid'),
                    count(*) FILTER (WHERE status = 'failed'), count(*) FILTER (WHERE status = 'returned'))
             FROM payout WHERE shop_id = s.id),
          (SELECT count(*) FROM hold WHERE shop_id = s.id AND withheld_minor > released_minor + used_minor),
          (SELECT count(*) FROM due_order WHERE shop_id = s.id)
            - (SELECT count(*) FROM line WHERE shop_id = s.id AND event = 'settlement')) AS counted
      ) b WHERE r.kept <> b.counted`,
};
