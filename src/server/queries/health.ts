import 'server-only';
import type { DisputesDto, MeasuresDto, OpenDisputeDto, TierDto } from '@/contracts/health';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { tierFor } from '@/domain/evaluation/tier';
import { tierSteps } from '@/domain/evaluation/tier-steps';
import { formatMinor, larger, type Minor, minor, minus, sum, ZERO } from '@/domain/money/money';
import type { Rate } from '@/domain/money/rate';
import { availableOf } from '@/domain/payout/conditions';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { readPolicyOfToday } from './policies';
import { readReserved } from './reserves-standing';
import { readShopState } from './statements-pending';

/** What the queries of /health ask about. */
export type HealthShop = Pick<ShopContext, 'id' | 'marketplace' | 'today'>;

/** How many draws and disputes are listed. */
const SHOWN = 20;

interface DrawRow {
  readonly no: number;
  readonly day: PlainDate;
  readonly payable: Minor;
  readonly total: Minor;
}

/** Measures in force, why, and what of the reserve was used since (R9). @returns null before the first close */
export async function readMeasures(connection: Connection, shop: HealthShop): Promise<MeasuresDto | null> {
  const state = await readShopState(connection, shop.id);
  if (state.closedThrough === null) return null;
  const first = state.measures.map(({ since }) => since).sort()[0] ?? null;
  const { rows } = await connection.query<DrawRow>(
    `SELECT no, day, payable_minor AS payable, sum(payable_minor) OVER ()::bigint AS total FROM statement
      WHERE shop_id = $1 AND kind = 'reserve-draw' AND day >= $2 ORDER BY no DESC LIMIT ${SHOWN}`,
    [shop.id, first ?? shop.today],
  );
  return {
    inForce: state.measures.map(({ measure, since, negativeDays, trigger, owed }) => ({
      ...{ measure, since, negativeDays, trigger },
      owed: formatMinor(owed),
    })),
    lift: (await readPolicyOfToday(connection, shop)).enforcement.lift,
    reserveUsed: formatMinor(rows[0]?.total ?? ZERO),
    draws: rows.map(({ no, day, payable }) => ({ no, day, amount: formatMinor(payable) })),
    waiting: formatMinor(larger(ZERO, availableOf(state))),
  };
}

/** The least amount that reaches a share of a whole. @example reaching(85 %, 100.00) === 85.00 */
function reaching({ numerator, denominator }: Rate, whole: Minor): Minor {
  return minor((whole * numerator + denominator - 1n) / denominator);
}

interface DisputeRow {
  readonly dispute: string;
  readonly opened_on: PlainDate;
  readonly reason: string | null;
  readonly statement: number | null;
}

async function readDisputeFacts(connection: Connection, shopId: number, orders: readonly string[]) {
  const { rows } = await connection.query<DisputeRow>(
    `SELECT f.payload ->> 'dispute' AS dispute, f.occurred_on AS opened_on, f.payload ->> 'reason' AS reason,
            (SELECT min(l.statement_no) FROM line l WHERE l.shop_id = f.shop_id AND l.order_id = f.order_id AND l.event = 'settlement')
              AS statement
       FROM fact f WHERE f.shop_id = $1 AND f.order_id = ANY($2::text[]) AND f.type = 'dispute.opened'`,
    [shopId, orders],
  );
  return new Map(rows.map((row) => [row.dispute, row]));
}

/** Open disputes with their amounts, and what is left to level 0 (R10.3). @returns null before the first close */
export async function readDisputes(connection: Connection, shop: HealthShop): Promise<DisputesDto | null> {
  const state = await readShopState(connection, shop.id);
  if (state.closedThrough === null) return null;
  const largest = [...state.openDisputes].sort((left, right) => (left.amount < right.amount ? 1 : -1)).slice(0, SHOWN);
  const [facts, reserved] = await Promise.all([
    readDisputeFacts(
      connection,
      shop.id,
      largest.map(({ order }) => order),
    ),
    readReserved(connection, shop.id),
  ]);
  const total = sum(state.openDisputes.map(({ amount }) => amount));
  const { disputeShare } = await readPolicyOfToday(connection, shop);
  const limit = reaching(disputeShare, reserved);
  const left = formatMinor(larger(ZERO, minus(limit, total)));
  return {
    open: largest.map(({ dispute, order, amount }): OpenDisputeDto => {
      const fact = present(facts.get(dispute), `dispute ${dispute}`);
      const { opened_on: openedOn, reason, statement } = fact;
      return { dispute, order, amount: formatMinor(amount), openedOn, reason, statement };
    }),
    count: state.openDisputes.length,
    total: formatMinor(total),
    reserved: formatMinor(reserved),
    limit: reserved === ZERO ? null : { rate: disputeShare.text, amount: formatMinor(limit), left },
    level: present(
      state.levels.findLast(({ from }) => from <= shop.today),
      'reserve level in effect',
    ).level,
  };
}

/** The tier in effect and what the others ask for (R10.1). */
export async function readTier(connection: Connection, shop: HealthShop): Promise<TierDto> {
  const state = await readShopState(connection, shop.id);
  const policy = await readPolicyOfToday(connection, shop);
  const current = present(
    state.tiers.findLast(({ from }) => from <= shop.today),
    'tier in effect',
  );
  const upcoming = state.tiers.find(({ from }) => from > shop.today);
  return {
    tier: current.tier,
    since: current.from,
    settlementDays: policy.settlementDays[current.tier],
    score: state.score,
    isOnProbation: state.probation,
    afterProbation: state.probation ? tierFor({ probation: false, score: state.score }, policy) : null,
    upcoming: upcoming === undefined ? null : { tier: upcoming.tier, from: upcoming.from },
    steps: tierSteps(current.tier, state.score, policy),
  };
}
