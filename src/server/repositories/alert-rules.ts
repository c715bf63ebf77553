import 'server-only';
import type { AlertKind, AlertRule } from '@/domain/alert/rule';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../db/database';

export type AlertRuleStatus = 'active' | 'paused' | 'deleted';

/** A rule as it is kept. */
export interface AlertRuleRow extends AlertRule {
  readonly id: string;
  readonly sellerId: number;
  /** Null for every shop of the seller. */
  readonly shopId: number | null;
  readonly status: AlertRuleStatus;
  readonly revision: number;
  readonly createdBy: string;
}

const SELECTED = `r.id, r.seller_id AS "sellerId", r.shop_id AS "shopId", r.kind, r.threshold, r.status, r.revision,
  r.created_by AS "createdBy"`;

/** The rules of a seller that are not deleted, oldest first. */
export async function listAlertRules(connection: Connection, sellerId: number): Promise<readonly AlertRuleRow[]> {
  const { rows } = await connection.query<AlertRuleRow>(
    `SELECT ${SELECTED} FROM alert_rule r WHERE r.seller_id = $1 AND r.status <> 'deleted' ORDER BY r.id`,
    [sellerId],
  );
  return rows;
}

/** Locks a rule of a seller that is not deleted; null where there is none of that id that one may see. */
export async function lockAlertRule(
  connection: Connection,
  sellerId: number,
  id: string,
): Promise<AlertRuleRow | null> {
  const { rows } = await connection.query<AlertRuleRow>(
    `SELECT ${SELECTED} FROM alert_rule r WHERE r.seller_id = $1 AND r.id = $2 AND r.status <> 'deleted' FOR UPDATE`,
    [sellerId, id],
  );
  return rows[0] ?? null;
}

/** Stores a new rule. */
export async function insertAlertRule(
  connection: Connection,
  rule: Omit<AlertRuleRow, 'status' | 'revision'>,
): Promise<void> {
  await connection.query(
    'INSERT INTO alert_rule (seller_id, id, shop_id, kind, threshold, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
    [rule.sellerId, rule.id, rule.shopId, rule.kind, rule.threshold, rule.createdBy],
  );
}

/** Writes what a rule asks and its status. A new revision is followed anew, and ends what was told under the one before. */
export async function updateAlertRule(connection: Connection, rule: AlertRuleRow): Promise<void> {
  await connection.query(
    `UPDATE alert_rule SET shop_id = $3, kind = $4, threshold = $5, status = $6, revision = $7
      WHERE seller_id = $1 AND id = $2`,
    [rule.sellerId, rule.id, rule.shopId, rule.kind, rule.threshold, rule.status, rule.revision],
  );
}

/** A rule that is to be followed in a shop, and from where. */
export interface WatchedRule extends AlertRule {
  readonly ruleId: string;
  readonly revision: number;
  readonly sellerId: number;
  /** The last day followed under this revision; null for a rule that has not been followed in the shop. */
  readonly followedThrough: PlainDate | null;
  /** Whether its condition held on that day. */
  readonly holds: boolean;
}

/** A shop with rules that closed days have not been held against yet. */
export interface WatchedShop {
  readonly id: number;
  readonly externalId: string;
  readonly marketplace: string;
  readonly closedThrough: PlainDate;
}

const WATCHED = `
  FROM alert_rule r
  JOIN shop s ON s.seller_id = r.seller_id AND (r.shop_id IS NULL OR r.shop_id = s.id)
  LEFT JOIN alert_watch w ON w.shop_id = s.id AND w.rule_id = r.id AND w.revision = r.revision
 WHERE r.status = 'active' AND s.closed_through IS NOT NULL
   AND (w.followed_through IS NULL OR w.followed_through < s.closed_through)`;

/** Shops with a rule that is behind their books. */
export async function selectWatchedShops(connection: Connection): Promise<readonly WatchedShop[]> {
  const { rows } = await connection.query<WatchedShop>(
    `SELECT DISTINCT s.id, s.external_id AS "externalId", s.marketplace, s.closed_through AS "closedThrough" ${WATCHED} ORDER BY s.id`,
  );
  return rows;
}

/** The rules that are behind a shop's books. */
export async function selectWatchedRules(connection: Connection, shopId: number): Promise<readonly WatchedRule[]> {
  const { rows } = await connection.query<WatchedRule>(
    `SELECT r.id AS "ruleId", r.revision, r.seller_id AS "sellerId", r.kind, r.threshold, w.followed_through AS "followedThrough",
            EXISTS (SELECT FROM alert a WHERE a.shop_id = s.id AND a.rule_id = r.id AND a.revision = r.revision
                       AND a.ended_on IS NULL) AS holds ${WATCHED} AND s.id = $1 ORDER BY r.id`,
    [shopId],
  );
  return rows;
}

/** Waits for whoever follows the rules of the shop at this moment. Held until the transaction ends. */
export async function lockWatch(connection: Connection, shopId: number): Promise<void> {
  await connection.query("SELECT pg_advisory_xact_lock(hashtext('evenkeel.alerts'), $1)", [shopId]);
}

/** Says how far a rule has been followed in a shop. */
export async function keepWatch(
  connection: Connection,
  shopId: number,
  { ruleId, revision }: Pick<WatchedRule, 'ruleId' | 'revision'>,
  through: PlainDate,
): Promise<void> {
  await connection.query(
    `INSERT INTO alert_watch (shop_id, rule_id, revision, followed_through) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id, rule_id) DO UPDATE SET revision = excluded.revision, followed_through = excluded.followed_through`,
    [shopId, ruleId, revision, through],
  );
}

/** Writes that a condition began to hold. */
export async function beginAlert(
  connection: Connection,
  shopId: number,
  { ruleId, revision }: Pick<WatchedRule, 'ruleId' | 'revision'>,
  began: { readonly on: PlainDate; readonly reading: object },
): Promise<void> {
  await connection.query(
    'INSERT INTO alert (shop_id, rule_id, revision, began_on, reading) VALUES ($1, $2, $3, $4, $5)',
    [shopId, ruleId, revision, began.on, JSON.stringify(began.reading)],
  );
}

/** Writes that it ended. */
export async function endAlert(
  connection: Connection,
  shopId: number,
  { ruleId, revision }: Pick<WatchedRule, 'ruleId' | 'revision'>,
  on: PlainDate,
): Promise<void> {
  await connection.query(
    `UPDATE alert SET ended_on = $4 WHERE shop_id = $1 AND rule_id = $2 AND revision = $3 AND ended_on IS NULL`,
    [shopId, ruleId, revision, on],
  );
}

/** An alert that is on: its rule is active and its condition holds. */
export interface ActiveAlertRow {
  readonly shopId: number;
  readonly ruleId: string;
  readonly kind: AlertKind;
  readonly threshold: bigint;
  readonly beganOn: PlainDate;
  readonly reading: unknown;
}

/** The alerts that are on in some shops, the newest first. */
export async function selectActiveAlerts(
  connection: Connection,
  shopIds: readonly number[],
): Promise<readonly ActiveAlertRow[]> {
  const { rows } = await connection.query<ActiveAlertRow>(
    `SELECT a.shop_id AS "shopId", a.rule_id AS "ruleId", r.kind, r.threshold, a.began_on AS "beganOn", a.reading
       FROM alert a JOIN alert_rule r ON r.id = a.rule_id AND r.revision = a.revision AND r.status = 'active'
      WHERE a.shop_id = ANY($1::int[]) AND a.ended_on IS NULL ORDER BY a.shop_id, a.began_on DESC, a.rule_id`,
    [shopIds],
  );
  return rows;
}
