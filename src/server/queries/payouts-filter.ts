import 'server-only';
import { compactTrace, traceDay, traceReference } from '@/contracts/payout-trace';
import type { PayoutsSearch } from '@/contracts/payouts';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { Connection } from '../db/database';
import { type Filter, readTypedNumber } from './statements-filter';

/** Payouts of one day whose trace reference is the typed one. */
async function tracedNos(connection: Connection, shopId: number, text: string): Promise<readonly number[]> {
  const day = traceDay(text);
  if (day === null || !isPlainDate(day)) return [];
  const { rows } = await connection.query<{ no: number; initiated_on: PlainDate }>(
    'SELECT no, initiated_on FROM payout WHERE shop_id = $1 AND initiated_on = $2',
    [shopId, day],
  );
  const wanted = compactTrace(text);
  return rows
    .filter(
      ({ no, initiated_on }) => compactTrace(traceReference({ shopId, no, initiatedOn: initiated_on })) === wanted,
    )
    .map(({ no }) => no);
}

/** Statuses that a filter of the list stands for. */
export const STATUSES_OF = { processing: ['processing'], paid: ['paid'], failed: ['failed', 'returned'] } as const;

/** The payouts of a shop that a search leaves, without its cursor: `p` is the payout. */
export async function payoutsFilter(connection: Connection, shopId: number, asked: PayoutsSearch): Promise<Filter> {
  const values: unknown[] = [shopId];
  const parts = ['p.shop_id = $1'];
  if (asked.status !== undefined) parts.push(`p.status = ANY($${values.push(STATUSES_OF[asked.status])}::text[])`);
  if (asked.q !== undefined) {
    const traced = values.push(await tracedNos(connection, shopId, asked.q));
    const order = values.push(asked.q);
    const either = [
      `p.no = ANY($${traced}::int[])`,
      `p.no IN (SELECT i.payout_no FROM line l JOIN payout_item i ON i.shop_id = l.shop_id AND i.statement_no = l.statement_no
         WHERE l.shop_id = $1 AND l.order_id = $${order})`,
    ];
    const no = readTypedNumber(asked.q);
    if (no !== null) {
      const number = values.push(no);
      either.push(`p.no = $${number}`);
      either.push(
        `p.no IN (SELECT i.payout_no FROM payout_item i WHERE i.shop_id = $1 AND i.statement_no = $${number})`,
      );
    }
    parts.push(`(${either.join(' OR ')})`);
  }
  return { where: parts.join(' AND '), values };
}
