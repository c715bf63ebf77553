import 'server-only';
import type { PoolClient } from 'pg';
import { concernsMoney, readingDto, thresholdText } from '@/contracts/alerts';
import { type AlertTurn, followRule } from '@/domain/alert/follow';
import { aheadDaysOf } from '@/domain/alert/rule';
import type { ShopDay } from '@/domain/alert/shop-day';
import type { Instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { type Database, inTransaction } from '../../db/database';
import { readShopDays } from '../../queries/shop-days';
import {
  beginAlert,
  endAlert,
  keepWatch,
  lockWatch,
  selectWatchedRules,
  selectWatchedShops,
  type WatchedRule,
  type WatchedShop,
} from '../../repositories/alert-rules';
import { postNotice } from '../notices/post-notice';

/** The first day that a rule has not been held against: a new rule begins with the last closed day, and looks at no day before it. */
function firstDay({ followedThrough }: WatchedRule, shop: WatchedShop): PlainDate {
  return followedThrough === null ? shop.closedThrough : addDays(followedThrough, 1);
}

async function tell(connection: PoolClient, shop: WatchedShop, rule: WatchedRule, turn: AlertTurn, at: Instant) {
  if (turn.turn === 'ends') return endAlert(connection, shop.id, rule, turn.day);
  const { ruleId, revision, kind, threshold, sellerId } = rule;
  const reading = readingDto(kind, turn.reading);
  await beginAlert(connection, shop.id, rule, { on: turn.day, reading });
  await postNotice(connection, {
    key: `alert:${ruleId}:${revision}:${shop.id}:${turn.day}`,
    kind: concernsMoney(kind) ? 'alert-of-money' : 'alert',
    sellerId,
    shopId: shop.id,
    at,
    day: turn.day,
    detail: { rule: ruleId, kind, threshold: thresholdText(kind, threshold), reading },
  });
}

/** Holds the days against the rules, and writes what came of it: alerts, notices, and how far it is. */
async function follow(
  connection: PoolClient,
  shop: WatchedShop,
  days: readonly ShopDay[],
  aheadDays: number,
  now: Instant,
): Promise<number> {
  await lockWatch(connection, shop.id);
  let begun = 0;
  for (const rule of await selectWatchedRules(connection, shop.id)) {
    // A rule that was made or changed since the days were read waits for the next time.
    const first = firstDay(rule, shop);
    if (days[0] === undefined || first < days[0].day || aheadDaysOf(rule) > aheadDays) continue;
    const unseen = days.filter(({ day }) => day >= first);
    for (const turn of followRule(rule, rule.holds, unseen)) {
      if (turn.turn === 'begins') begun += 1;
      await tell(connection, shop, rule, turn, now);
    }
    await keepWatch(connection, shop.id, rule, shop.closedThrough);
  }
  return begun;
}

async function watchShop(database: Database, shop: WatchedShop, now: Instant): Promise<number> {
  const rules = await selectWatchedRules(database.pool, shop.id);
  const [from] = rules.map((rule) => firstDay(rule, shop)).sort();
  if (from === undefined) return 0;
  const aheadDays = Math.max(...rules.map(aheadDaysOf));
  const days = await readShopDays(database, shop, { from, through: shop.closedThrough, aheadDays });
  return inTransaction(database, (connection) => follow(connection, shop, days, aheadDays, now));
}

/**
 * Holds the days that were closed since the last time against the sellers' alert rules, each day and each rule once, and posts a notice for
 * each condition that began to hold. Shop by shop, each in a transaction of its own; run twice, late, or at once, each alert is still told once.
 * @returns how many alerts began
 * @example await watchAlerts(database, { now }) // 2
 */
export async function watchAlerts(database: Database, { now }: { readonly now: Instant }): Promise<number> {
  let begun = 0;
  const failures: unknown[] = [];
  for (const shop of await selectWatchedShops(database.pool)) {
    try {
      begun += await watchShop(database, shop, now);
    } catch (error) {
      // One shop's trouble must not keep the others' alerts.
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `alerts of ${failures.length} shops could not be followed`);
  return begun;
}
