import 'server-only';
import {
  type ActiveAlertDto,
  type AlertPreviewDto,
  type AlertRuleDto,
  concernsMoney,
  PREVIEW_DAYS,
  readingDto,
  readingSchema,
  thresholdText,
} from '@/contracts/alerts';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { historyOf } from '@/domain/alert/follow';
import { type AlertRule, aheadDaysOf } from '@/domain/alert/rule';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import type { Currency } from '@/domain/money/money';
import { type RuleKeeper, seesEveryShop } from '../commands/alerts/alert-rule-rules';
import type { Connection, Database } from '../db/database';
import { type AlertRuleRow, listAlertRules, selectActiveAlerts } from '../repositories/alert-rules';
import { readShopDays } from './shop-days';

/** Whether somebody is told of what a rule asks. */
function mayKnow({ role }: Pick<Actor, 'role'>, { kind }: Pick<AlertRule, 'kind'>): boolean {
  return !concernsMoney(kind) || may(role, 'see-money');
}

/**
 * The alerts that are on in some shops, for /shops and /health: of those that the role may know, the newest first.
 * @returns by shop number; shops without any are not in it
 */
export async function listActiveAlerts(
  connection: Connection,
  shopIds: readonly number[],
  by: Pick<Actor, 'role'>,
): Promise<ReadonlyMap<number, readonly ActiveAlertDto[]>> {
  const alerts = new Map<number, ActiveAlertDto[]>();
  for (const row of await selectActiveAlerts(connection, shopIds)) {
    if (!mayKnow(by, row)) continue;
    const { shopId, ruleId, kind, threshold, beganOn, reading } = row;
    const alert = {
      rule: ruleId,
      kind,
      threshold: thresholdText(kind, threshold),
      since: beganOn,
      reading: readingSchema.parse(reading),
    };
    alerts.set(shopId, [...(alerts.get(shopId) ?? []), alert]);
  }
  return alerts;
}

/** The rules of a seller that somebody may know, oldest first. */
export async function listRules(connection: Connection, by: RuleKeeper): Promise<readonly AlertRuleDto[]> {
  const rules = (await listAlertRules(connection, by.seller.id)).filter((rule) => mayKnow(by, rule));
  const active = await selectActiveAlerts(
    connection,
    by.shops.map(({ id }) => id),
  );
  const nameOf = new Map(by.shops.map(({ id, name }) => [id, name]));
  const currencyOf = await readCurrencies(connection, by);
  const seesAll = await seesEveryShop(connection, by);
  return rules.map((rule) => ({
    ...ruleDto(rule, by),
    currency: onlyOne(rule.shopId === null ? [...currencyOf.values()] : [currencyOf.get(rule.shopId)]),
    active: active
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(({ shopId, beganOn }) => ({ shop: nameOf.get(shopId) ?? '', since: beganOn })),
    mayChange: may(by.role, 'manage-alerts') && (rule.shopId !== null || seesAll),
  }));
}

/** The currencies of somebody's shops, by shop number. */
export async function readCurrencies(
  connection: Connection,
  { shops }: Pick<RuleKeeper, 'shops'>,
): Promise<ReadonlyMap<number, Currency>> {
  const { rows } = await connection.query<{ id: number; currency: Currency }>(
    'SELECT id, currency FROM shop WHERE id = ANY($1::int[])',
    [shops.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, currency }) => [id, currency]));
}

/** The currency that all have; null where there are several, which are never mixed. */
export function onlyOne(currencies: readonly (Currency | undefined)[]): Currency | null {
  const [first] = currencies;
  return first !== undefined && currencies.every((one) => one === first) ? first : null;
}

function ruleDto(rule: AlertRuleRow, { shops }: Pick<RuleKeeper, 'shops'>) {
  const { id, kind, threshold, shopId, status, createdBy } = rule;
  const shop = shops.find((one) => one.id === shopId);
  return {
    id,
    kind,
    threshold: thresholdText(kind, threshold),
    shop: shop === undefined ? null : { name: shop.name, externalId: shop.externalId },
    isPaused: status === 'paused',
    createdBy,
  };
}

/** One rule that somebody may know; null where there is none. */
export async function findRule(connection: Connection, by: RuleKeeper, id: string): Promise<AlertRuleDto | null> {
  return (await listRules(connection, by)).find((rule) => rule.id === id) ?? null;
}

interface PreviewedShop {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly marketplace: string;
  readonly currency: Currency;
  readonly opened_on: PlainDate;
  readonly closed_through: PlainDate | null;
}

/**
 * When rules would have told of a shop in the last 90 days: the books as of each of those days, held against the rules as after a close.
 * @returns a preview for each rule, in their order
 */
async function previewShop(
  database: Database,
  row: PreviewedShop,
  rules: readonly AlertRule[],
): Promise<readonly AlertPreviewDto[]> {
  const { id, name, externalId, currency, closed_through: through } = row;
  const shop = { id, name, externalId, currency };
  if (through === null) {
    const nothing = {
      shop,
      from: null,
      through,
      periods: [],
      heldBefore: false,
      heldDays: 0,
      holdsNow: false,
      now: null,
    };
    return rules.map(() => nothing);
  }
  const first = addDays(through, 1 - PREVIEW_DAYS);
  // The day before tells what held already when the first began; a shop that opened later has none.
  const days = await readShopDays(database, row, {
    from: addDays(first, -1),
    through,
    aheadDays: Math.max(0, ...rules.map(aheadDaysOf)),
  });
  const before = days[0] !== undefined && days[0].day < first ? days[0] : null;
  const seen = before === null ? days : days.slice(1);
  return rules.map((rule) => {
    const { periods, now, ...rest } = historyOf(rule, before, seen);
    return {
      ...rest,
      shop,
      from: seen[0]?.day ?? null,
      through,
      periods: periods.map((period) => ({ ...period, reading: readingDto(rule.kind, period.reading) })),
      now: now === null ? null : readingDto(rule.kind, now),
    };
  });
}

/** A rule, and the shops that it is for. */
export interface AskedPreview {
  readonly rule: AlertRule;
  /** Numbers of shops of the one who asks. */
  readonly shopIds: readonly number[];
}

/**
 * When rules would have told in the last 90 days, per shop. Each shop's days are closed again once, however many rules ask.
 * @returns for each rule the previews of its shops, most alerts first
 */
export async function previewRules(
  database: Database,
  asked: readonly AskedPreview[],
): Promise<readonly (readonly AlertPreviewDto[])[]> {
  const { rows } = await database.pool.query<PreviewedShop>(
    `SELECT id, external_id AS "externalId", name, marketplace, currency, opened_on, closed_through FROM shop
      WHERE id = ANY($1::int[]) ORDER BY id`,
    [[...new Set(asked.flatMap(({ shopIds }) => shopIds))]],
  );
  const previews = asked.map((): AlertPreviewDto[] => []);
  for (const row of rows) {
    const rules = asked.flatMap(({ rule, shopIds }, index) => (shopIds.includes(row.id) ? [{ rule, index }] : []));
    const found = await previewShop(
      database,
      row,
      rules.map(({ rule }) => rule),
    );
    for (const [at, { index }] of rules.entries()) {
      const preview = found[at];
      if (preview !== undefined) previews[index]?.push(preview);
    }
  }
  return previews.map((ofRule) => ofRule.sort((left, right) => right.periods.length - left.periods.length));
}
