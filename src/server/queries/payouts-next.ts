import 'server-only';
import type { PayoutAheadDto, PayoutTakeDto } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import type { Forecast } from '@/domain/forecast/forecast';
import { formatMinor } from '@/domain/money/money';
import type { Payout } from '@/domain/payout/payout';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { StatementKind } from '@/domain/statement/statement';
import type { Connection, Database } from '../db/database';
import { OUTLOOK_DAYS, readOutlook } from './outlook';
import { readNextPayout } from './overview-payout';

type Shop = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>;

interface ClosedStatement {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly order_count: number;
}

async function selectClosed(connection: Connection, shopId: number, nos: readonly number[]) {
  const { rows } = await connection.query<ClosedStatement>(
    'SELECT no, day, kind, order_count FROM statement WHERE shop_id = $1 AND no = ANY($2::int[])',
    [shopId, nos],
  );
  return new Map(rows.map((row) => [row.no, row]));
}

/** The statements that a forecast payout takes: closed ones by number, the rest from the forecast. */
async function takesOf(
  connection: Connection,
  shopId: number,
  payout: Payout,
  ahead: Forecast,
): Promise<readonly PayoutTakeDto[]> {
  const expected = new Map(ahead.days.flatMap((day) => day.statements).map((statement) => [statement.no, statement]));
  const closed = await selectClosed(
    connection,
    shopId,
    payout.items.map((item) => item.statement),
  );
  return payout.items.map(({ statement: no, amount }) => {
    const stored = closed.get(no);
    if (stored !== undefined) {
      const { day, kind, order_count: orderCount } = stored;
      return { statementNo: no, day, kind, orderCount, amount: formatMinor(amount) };
    }
    const { day, kind, orderCount } = present(expected.get(no), `statement ${no} of the forecast`);
    return { statementNo: null, day, kind, orderCount, amount: formatMinor(amount) };
  });
}

/** The next payout with its conditions and the statements that it takes (R7.3); null before the first close. */
export async function readPayoutAhead(database: Database, shop: Shop): Promise<PayoutAheadDto | null> {
  const outlook = await readOutlook(database, shop);
  if (outlook === null) return null;
  const { state, forecast } = outlook;
  const { conditions, obstacle, available } = await readNextPayout(database.pool, shop.id, outlook);
  const payout = forecast.days.flatMap((day) => day.payouts)[0];
  const tier = state.tiers.at(-1)?.tier ?? 'standard';
  return {
    day: payout?.initiatedOn ?? null,
    amount: payout === undefined ? '0.00' : formatMinor(payout.amount),
    takes: payout === undefined ? [] : await takesOf(database.pool, shop.id, payout, forecast),
    conditions,
    obstacle,
    daysAhead: OUTLOOK_DAYS,
    tier,
    settlementDays: policyOn(bookOf(outlook.policies, shop.marketplace), shop.today).settlementDays[tier],
    level: state.levels.at(-1)?.level ?? 3,
    available,
  };
}
