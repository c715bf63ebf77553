import 'server-only';
import type { PortfolioRowDto, PortfolioSearch } from '@/contracts/portfolio';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../db/database';
import { type OwnShops, readPortfolio } from '../queries/portfolio';
import type { PortfolioReader } from '../queries/portfolio-row';
import { portfolioView } from '../queries/portfolio-view';
import { type Cell, rowsCsv } from './csv';

type Columns = Readonly<Record<string, (row: PortfolioRowDto) => Cell>>;

const ABOUT: Columns = {
  shop: (row) => row.externalId,
  name: (row) => row.name,
  marketplace: (row) => row.marketplaceName,
  day: (row) => row.today,
  state: (row) => row.standing,
  measures: (row) => row.measures.map(({ measure, since }) => `${measure} since ${since}`).join('; '),
  reserve_level: (row) => row.level,
  settlement_tier: (row) => row.tier,
  activity: (row) => row.activity,
  last_active_on: (row) => row.lastActiveOn,
  orders_to_ship: (row) => row.pendingOrders.count,
  orders_late: (row) => row.pendingOrders.late,
  open_disputes: (row) => row.openDisputeCount,
  alerts: (row) => row.alerts,
  checked: (row) => `${row.checks.done} of ${row.checks.of}`,
};

const MONEY: Columns = {
  currency: (row) => row.currency,
  available: (row) => row.money?.available ?? null,
  owed: (row) => row.money?.owed ?? null,
  can_be_billed: (row) => row.money?.billable ?? null,
  negative_days: (row) => row.money?.negativeDays ?? null,
  in_transit: (row) => row.money?.inTransit ?? null,
  reserved: (row) => row.money?.reserved ?? null,
  on_hold: (row) => row.money?.onHold ?? null,
  next_payout_on: (row) => (row.money?.payout?.reason === 'scheduled' ? row.money.payout.on : null),
};

/**
 * The shops that filters leave, in their order, as CSV. Each amount stands beside its currency, and there is no sum: currencies are not
 * mixed. A role that sees no money gets no column of it.
 */
export function portfolioCsv(
  connection: Connection,
  shops: OwnShops,
  reader: PortfolioReader,
  asked: PortfolioSearch,
  today: PlainDate,
): Response {
  async function* rows(): AsyncGenerator<readonly PortfolioRowDto[]> {
    yield portfolioView(await readPortfolio(connection, shops, reader), asked);
  }
  return rowsCsv(`shops-${today}`, rows(), reader.seesMoney ? { ...ABOUT, ...MONEY } : ABOUT);
}
