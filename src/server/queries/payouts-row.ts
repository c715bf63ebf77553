import 'server-only';
import type { PayoutRowDto } from '@/contracts/payouts';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { PayoutStatus } from '@/domain/payout/payout';
import { MARKETPLACES } from '@/domain/policy/books/index';

/** What a list row of a payout is read from. */
export interface PayoutRecord {
  readonly no: number;
  readonly initiated_on: PlainDate;
  readonly status: PayoutStatus;
  readonly amount_minor: Minor;
  readonly settled_on: PlainDate | null;
  readonly code: string | null;
  readonly last4: string;
  readonly statement_count: number;
}

/** Columns of PayoutRecord, of payout `p` joined with its bank account `b`. */
export const PAYOUT_COLUMNS = `p.no, p.initiated_on, p.status, p.amount_minor, p.settled_on, p.code, b.last4,
  (SELECT count(*)::int FROM payout_item i WHERE i.shop_id = p.shop_id AND i.payout_no = p.no) AS statement_count`;

/** A list row from its record. */
export function payoutRow(row: PayoutRecord, marketplace: string): PayoutRowDto {
  return {
    no: row.no,
    initiatedOn: row.initiated_on,
    status: row.status,
    amount: formatMinor(row.amount_minor),
    last4: row.last4,
    statementCount: row.statement_count,
    settledOn: row.settled_on,
    expectedOn: nextBusinessDay(row.initiated_on, bookOf(MARKETPLACES, marketplace).bankHolidays),
    code: row.code,
  };
}
