import 'server-only';
import type { Invariant } from './invariant';

/** R12.2 */
export const payableIsComponents: Invariant = {
  id: 'R12.2',
  says: 'the payable of a statement is the sum of its components',
  sql: `
    SELECT s.shop_id, format('statement %s: payable %s, components %s', s.no, s.payable_minor, coalesce(c.total, 0)) AS detail
      FROM statement s LEFT JOIN (
        SELECT l.shop_id, l.statement_no, sum(round((part ->> 'amount')::numeric * 100)) AS total
          FROM line l CROSS JOIN json_array_elements(l.breakdown) part GROUP BY l.shop_id, l.statement_no
      ) c ON c.shop_id = s.shop_id AND c.statement_no = s.no
     WHERE s.payable_minor <> coalesce(c.total, 0)`,
};

/** R12.3 */
export const settlementIsCategories: Invariant = {
  id: 'R12.3',
  says: 'the settlement of a statement is the sum of the four categories of its lines',
  sql: `
    SELECT s.shop_id, format('statement %s: settlement %s, lines %s/%s/%s/%s reserve %s, %s lines', s.no, s.settlement_minor,
             l.revenue, l.shipping, l.fees, l.adjustments, l.reserve, l.lines) AS detail
      FROM statement s LEFT JOIN (
        SELECT shop_id, statement_no, sum(revenue_minor) AS revenue, sum(shipping_minor) AS shipping, sum(fees_minor) AS fees,
               sum(adjustments_minor) AS adjustments, sum(reserve_minor) AS reserve, count(*) AS lines
          FROM line GROUP BY shop_id, statement_no
      ) l ON l.shop_id = s.shop_id AND l.statement_no = s.no
     WHERE (s.revenue_minor, s.shipping_minor, s.fees_minor, s.adjustments_minor, s.reserve_net_minor, s.line_count)
             IS DISTINCT FROM (l.revenue, l.shipping, l.fees, l.adjustments, l.reserve, l.lines)
        OR s.settlement_minor <> s.revenue_minor + s.shipping_minor + s.fees_minor + s.adjustments_minor`,
};

/** R12.4 */
export const openIsWhatIsLeft: Invariant = {
  id: 'R12.4',
  says: 'the open amount of a statement is its payable less allocations and payouts',
  sql: `
    SELECT s.shop_id, format('statement %s: open %s, payable %s less allocations and payouts is %s', s.no, s.open_minor,
             s.payable_minor, e.expected) AS detail
      FROM statement s CROSS JOIN LATERAL (
        SELECT s.payable_minor
          - coalesce((SELECT sum(a.amount_minor) FROM allocation a WHERE a.shop_id = s.shop_id AND a.credit_statement_no = s.no), 0)
          + coalesce((SELECT sum(a.amount_minor) FROM allocation a WHERE a.shop_id = s.shop_id AND a.debt_statement_no = s.no), 0)
          - coalesce((SELECT sum(i.amount_minor) FROM payout_item i
                        JOIN payout p ON p.shop_id = i.shop_id AND p.no = i.payout_no AND p.status IN ('processing', 'paid')
                       WHERE i.shop_id = s.shop_id AND i.statement_no = s.no), 0) AS expected
      ) e
     WHERE s.open_minor <> e.expected
        OR (s.status = 'processing') <> EXISTS (
             SELECT FROM payout_item i JOIN payout p ON p.shop_id = i.shop_id AND p.no = i.payout_no AND p.status = 'processing'
              WHERE i.shop_id = s.shop_id AND i.statement_no = s.no)`,
};

/** R12.5 */
export const pendingHasOneSign: Invariant = {
  id: 'R12.5',
  says: "a shop's pending statements all have the same sign",
  sql: `
    SELECT shop_id, format('open amounts from %s to %s', min(open_minor), max(open_minor)) AS detail
      FROM statement WHERE open_minor <> 0 GROUP BY shop_id HAVING min(open_minor) < 0 AND max(open_minor) > 0`,
};

/** R12.8 */
export const ordersSettleOnce: Invariant = {
  id: 'R12.8',
  says: 'no order settles twice, or before its day',
  sql: `
    SELECT l.shop_id, format('order %s: settled %s times, first on %s, due on %s', l.order_id, count(*), min(s.day),
             coalesce(min(d.settles_on)::text, 'no day')) AS detail
      FROM line l
      JOIN statement s ON s.shop_id = l.shop_id AND s.no = l.statement_no
      LEFT JOIN due_order d ON d.shop_id = l.shop_id AND d.order_id = l.order_id
     WHERE l.event = 'settlement' GROUP BY l.shop_id, l.order_id
    HAVING count(*) > 1 OR min(d.settles_on) IS NULL OR min(s.day) < min(d.settles_on)`,
};
