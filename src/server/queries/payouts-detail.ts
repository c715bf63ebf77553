import 'server-only';
import { traceReference } from '@/contracts/payout-trace';
import type { PayoutDetailDto, PayoutFailureDto } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import { laterDay, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import { nextPayoutDay } from '@/domain/payout/schedule';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { StatementKind } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import { PAYOUT_COLUMNS, type PayoutRecord, payoutRow } from './payouts-row';
import { readShopState } from './statements-pending';

/** How many of the statements that a payout took are named. */
const ITEMS_NAMED = 40;

type Shop = Pick<ShopContext, 'id' | 'marketplace' | 'today'>;

interface ItemRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly order_count: number;
  readonly amount_minor: Minor;
  readonly open_minor: Minor;
  readonly payout_no: number | null;
  readonly payout_on: PlainDate | null;
}

async function selectItems(connection: Connection, shopId: number, no: number): Promise<readonly ItemRecord[]> {
  const { rows } = await connection.query<ItemRecord>(
    `SELECT s.no, s.day, s.kind, s.order_count, i.amount_minor, s.open_minor, s.payout_no, q.initiated_on AS payout_on
       FROM payout_item i JOIN statement s ON s.shop_id = i.shop_id AND s.no = i.statement_no
       LEFT JOIN payout q ON q.shop_id = s.shop_id AND q.no = s.payout_no
      WHERE i.shop_id = $1 AND i.payout_no = $2 ORDER BY s.no`,
    [shopId, no],
  );
  return rows;
}

/** Later payouts that took statements of this one. */
function sentAgain(items: readonly ItemRecord[], no: number): PayoutFailureDto['sentAgain'] {
  const later = new Map<number, PlainDate>();
  for (const { payout_no, payout_on } of items) {
    if (payout_no !== null && payout_on !== null && payout_no > no) later.set(payout_no, payout_on);
  }
  return [...later].map(([payoutNo, initiatedOn]) => ({ no: payoutNo, initiatedOn }));
}

interface Names {
  readonly holder_name: string;
  readonly registered_name: string;
}

async function readFailure(
  connection: Connection,
  shop: Shop,
  row: PayoutRecord & Names,
  items: readonly ItemRecord[],
): Promise<PayoutFailureDto> {
  const state = await readShopState(connection, shop.id);
  const { bankHolidays } = bookOf(MARKETPLACES, shop.marketplace);
  const inForce = { schedule: state.schedule, changedOn: state.scheduleChangedOn };
  return {
    code: present(row.code, 'code of a failed payout'),
    returnedOn: present(row.settled_on, 'day of a failed payout'),
    holderName: row.holder_name,
    registeredName: row.registered_name,
    sentAgain: sentAgain(items, row.no),
    stillOpen: formatMinor(sum(items.map((item) => item.open_minor))),
    // An account that is confirmed today counts at the close of today: the run of a day was made with the close of the day before.
    againOn: nextPayoutDay(shop.today, inForce, bankHolidays),
    isBlocked: state.payoutFailed,
  };
}

function businessDaysBetween(from: PlainDate, to: PlainDate, marketplace: string): number {
  const { bankHolidays } = bookOf(MARKETPLACES, marketplace);
  let days = 0;
  for (let day = from; day < to; day = nextBusinessDay(day, bankHolidays)) days += 1;
  return days;
}

/** One of a shop's payouts with what it took and how it went; null if the shop has none of that number. */
export async function readPayout(connection: Connection, shop: Shop, no: number): Promise<PayoutDetailDto | null> {
  const { rows } = await connection.query<PayoutRecord & Names>(
    `SELECT ${PAYOUT_COLUMNS}, b.holder_name, h.registered_name FROM payout p
       JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account JOIN shop h ON h.id = p.shop_id
      WHERE p.shop_id = $1 AND p.no = $2`,
    [shop.id, no],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const items = await selectItems(connection, shop.id, no);
  const isFailed = row.status === 'failed' || row.status === 'returned';
  return {
    ...payoutRow(row, shop.marketplace),
    items: items.slice(0, ITEMS_NAMED).map((item) => ({
      statementNo: item.no,
      day: item.day,
      kind: item.kind,
      orderCount: item.order_count,
      amount: formatMinor(item.amount_minor),
    })),
    moreItems: Math.max(0, items.length - ITEMS_NAMED),
    traceReference: traceReference({ shopId: shop.id, no, initiatedOn: row.initiated_on }),
    businessDays:
      row.settled_on === null
        ? null
        : businessDaysBetween(row.initiated_on, laterDay(row.initiated_on, row.settled_on), shop.marketplace),
    failure: isFailed ? await readFailure(connection, shop, row, items) : null,
  };
}
