import 'server-only';
import type { Connection } from '../db/database';
import type { Invariant, Violation } from './invariant';
import {
  billRecordsAgree,
  billsAreCapturedOnce,
  billsPost,
  figuresAreTrue,
  holdsAddUp,
  journalsBalance,
  nothingIsLost,
  payoutsAddUp,
} from './money';
import {
  openIsWhatIsLeft,
  ordersSettleOnce,
  payableIsComponents,
  pendingHasOneSign,
  settlementIsCategories,
} from './statements';

const MOST_PER_INVARIANT = 100;

/** Every invariant that one query can check; R12.12, the replay, is `replayDifferences`. */
export const INVARIANTS: readonly Invariant[] = [
  journalsBalance,
  payableIsComponents,
  settlementIsCategories,
  openIsWhatIsLeft,
  pendingHasOneSign,
  holdsAddUp,
  payoutsAddUp,
  ordersSettleOnce,
  billsPost,
  billRecordsAgree,
  billsAreCapturedOnce,
  nothingIsLost,
  figuresAreTrue,
];

/** Runs one invariant. @returns its violations, at most a hundred */
export async function violationsOf(connection: Connection, invariant: Invariant): Promise<readonly Violation[]> {
  const { rows } = await connection.query<{ shop: string; detail: string }>(
    `SELECT s.external_id AS shop, v.detail FROM (${invariant.sql}) v JOIN shop s ON s.id = v.shop_id
      ORDER BY s.id, v.detail LIMIT ${MOST_PER_INVARIANT}`,
  );
  return rows.map(({ shop, detail }) => ({
    invariant: invariant.id,
    shop,
    detail: `not so: ${invariant.says} (${detail})`,
  }));
}
