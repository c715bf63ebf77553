import 'server-only';
import { ALERT_KIND_NAMES, concernsMoney } from '@/contracts/alerts';

/**
 * How many alerts of the seller's own rules are on in the shop `s`, as a sub-select of the portfolio's one query; $3 are the kinds that the
 * reader may know.
 */
export const ALERTS_OF_SHOP = `
  SELECT count(*)::int FROM alert a JOIN alert_rule r ON r.id = a.rule_id AND r.revision = a.revision AND r.status = 'active'
   WHERE a.shop_id = s.id AND a.ended_on IS NULL AND r.kind = ANY($3::text[])`;

/** The kinds of alerts that a reader may know: those about money only with the right to see it. */
export function knownAlertKinds(seesMoney: boolean): readonly string[] {
  return ALERT_KIND_NAMES.filter((kind) => seesMoney || !concernsMoney(kind));
}
