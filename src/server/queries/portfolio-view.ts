import 'server-only';
import {
  type PortfolioPageDto,
  type PortfolioRowDto,
  type PortfolioSearch,
  type PortfolioSort,
  type PortfolioTotalDto,
  type PortfolioView,
  SHOPS_A_PAGE,
  SORTS_OF_MONEY,
  TIERS,
} from '@/contracts/portfolio';
import { formatMinor, type Minor, readMinor, sum, ZERO } from '@/domain/money/money';
import { worstFirst } from '@/domain/portfolio/shop-standing';

/** How many shops the list of what to do first names. */
const MOST_URGENT = 6;

type Money = NonNullable<PortfolioRowDto['money']>;
type Amount = { [Key in keyof Money]: Money[Key] extends string ? Key : never }[keyof Money];

function amountOf(row: PortfolioRowDto, of: Amount): Minor {
  return row.money === null ? ZERO : readMinor(row.money[of]);
}

function isOwing(row: PortfolioRowDto): boolean {
  return amountOf(row, 'owed') > ZERO;
}

const IN_VIEW = {
  'needs-you': (row) => row.needsYou,
  owing: isOwing,
  healthy: (row) => !row.needsYou,
} as const satisfies Record<PortfolioView, (row: PortfolioRowDto) => boolean>;

function fits(row: PortfolioRowDto, asked: PortfolioSearch): boolean {
  const { view, q, state, level, tier, currency, checks } = asked;
  const words = q?.toLowerCase();
  return (
    (view === undefined || (view === 'owing' && row.money === null) || IN_VIEW[view](row)) &&
    (words === undefined || row.name.toLowerCase().includes(words) || row.externalId.toLowerCase().includes(words)) &&
    (state === undefined || row.standing === state) &&
    (level === undefined || String(row.level) === level) &&
    (tier === undefined || row.tier === tier) &&
    (currency === undefined || row.currency === currency) &&
    (checks === undefined || row.checks.done < row.checks.of)
  );
}

type Order = (left: PortfolioRowDto, right: PortfolioRowDto) => number;

const worst: Order = (left, right) =>
  worstFirst({ ...left, shop: left.externalId }, { ...right, shop: right.externalId });

function by(value: (row: PortfolioRowDto) => number | string | bigint): Order {
  return (left, right) => {
    const [a, b] = [value(left), value(right)];
    return a === b ? 0 : a < b ? -1 : 1;
  };
}

const LATER_THAN_ALL = '9999-12-31';

/** Each begins with what somebody looks for first: the least balance, the most owed, the strictest level, the next payout. Amounts of two
 * currencies are not compared: one currency comes after the other. */
const ORDERS: Readonly<Record<PortfolioSort, readonly Order[]>> = {
  worst: [],
  name: [by(({ name }) => name.toLowerCase())],
  balance: [by(({ currency }) => currency), by((row) => amountOf(row, 'available'))],
  owed: [by(({ currency }) => currency), by((row) => -amountOf(row, 'owed'))],
  days: [by(({ money }) => -(money?.negativeDays ?? 0))],
  level: [by(({ level }) => level)],
  tier: [by(({ tier }) => TIERS.indexOf(tier))],
  payout: [by(({ money }) => (money?.payout?.reason === 'scheduled' ? money.payout.on : LATER_THAN_ALL))],
  idle: [by(({ idleDays }) => -idleDays)],
  alerts: [by(({ alerts }) => -alerts)],
  checklist: [by(({ checks }) => checks.done - checks.of)],
};

function inOrder(rows: readonly PortfolioRowDto[], { sort = 'worst', dir }: PortfolioSearch): PortfolioRowDto[] {
  const isTold = rows.some(({ money }) => money !== null) || !SORTS_OF_MONEY.has(sort);
  const orders = isTold ? ORDERS[sort] : [];
  const sign = dir === 'reverse' ? -1 : 1;
  return [...rows].sort((left, right) => {
    for (const order of orders) {
      const found = order(left, right);
      if (found !== 0) return sign * found;
    }
    return (orders.length === 0 ? sign : 1) * worst(left, right);
  });
}

/** What all shops come to, per currency, the currency with the most shops first. */
function totalsOf(rows: readonly PortfolioRowDto[]): readonly PortfolioTotalDto[] {
  const told = rows.filter(({ money }) => money !== null);
  const currencies = [...new Set(told.map(({ currency }) => currency))];
  const totals = currencies.map((currency): PortfolioTotalDto => {
    const own = told.filter((row) => row.currency === currency);
    const total = (of: Amount, among = own) => formatMinor(sum(among.map((row) => amountOf(row, of))));
    const owing = own.filter(isOwing);
    return {
      currency,
      shopCount: own.length,
      owingCount: owing.length,
      owed: total('owed'),
      available: total(
        'available',
        own.filter((row) => !isOwing(row)),
      ),
      inTransit: total('inTransit'),
      reserved: total('reserved'),
      onHold: total('onHold'),
    };
  });
  return totals.sort((left, right) => right.shopCount - left.shopCount || (left.currency < right.currency ? -1 : 1));
}

/** The shops that filters leave, in the order asked for: all of them, as an export wants them. */
export function portfolioView(rows: readonly PortfolioRowDto[], asked: PortfolioSearch): readonly PortfolioRowDto[] {
  return inOrder(
    rows.filter((row) => fits(row, asked)),
    asked,
  );
}

/**
 * A page of the list: filtered, in order, cut by keyset; with counts, totals and what to do first of all shops.
 * @example pageOf(rows, { view: "owing", sort: "owed" })
 */
export function pageOf(rows: readonly PortfolioRowDto[], asked: PortfolioSearch): PortfolioPageDto {
  const left = portfolioView(rows, asked);
  const skipped = asked.after === undefined ? 0 : left.findIndex(({ externalId }) => externalId === asked.after) + 1;
  const shown = left.slice(skipped, skipped + SHOPS_A_PAGE);
  const urgent = rows.filter(IN_VIEW['needs-you']).sort(worst);
  const count = (view: PortfolioView) => rows.filter(IN_VIEW[view]).length;
  return {
    rows: shown,
    total: left.length,
    skipped,
    next: skipped + shown.length < left.length ? (shown.at(-1)?.externalId ?? null) : null,
    counts: {
      all: rows.length,
      'needs-you': urgent.length,
      owing: count('owing'),
      healthy: count('healthy'),
    },
    totals: totalsOf(rows),
    urgent: urgent.slice(0, MOST_URGENT),
    checkedCount: rows.filter(({ checks }) => checks.done === checks.of).length,
    currencies: [...new Set(rows.map(({ currency }) => currency))].sort(),
  };
}
