import 'server-only';
import { MATCHED_A_PAGE, type SentBackDto, type SentBackPageDto } from '@/contracts/matching';
import { traceReference } from '@/contracts/payout-trace';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Connection } from '../../db/database';

type Row = Omit<SentBackDto, 'amount' | 'trace'> & { readonly shopId: number; readonly amount: Minor };

/**
 * Payouts of every shop that a bank did not take or sent back, the last first (R7.5).
 * @param before where the page begins: "2026-03-11~3~44", day, shop and number of the payout before
 */
export async function listSentBack(connection: Connection, before: string | undefined): Promise<SentBackPageDto> {
  const [, day = null, shopId = null, no = null] = /^(\d{4}-\d\d-\d\d)~(\d{1,9})~(\d{1,9})$/.exec(before ?? '') ?? [];
  const { rows } = await connection.query<Row>(
    `SELECT p.shop_id AS "shopId", s.external_id AS shop, s.name AS "shopName", p.no, p.status, p.initiated_on AS "initiatedOn",
            p.settled_on AS "settledOn", p.amount_minor AS amount, s.currency, p.code
       FROM payout p JOIN shop s ON s.id = p.shop_id
      WHERE p.status IN ('failed', 'returned')
        AND ($1::date IS NULL OR (p.settled_on, p.shop_id, p.no) < ($1::date, $2::int, $3::int))
      ORDER BY p.settled_on DESC, p.shop_id DESC, p.no DESC LIMIT ${MATCHED_A_PAGE + 1}`,
    [day, shopId, no],
  );
  const page = rows.slice(0, MATCHED_A_PAGE);
  const last = page.at(-1);
  return {
    payouts: page.map(({ shopId: ofShop, amount, ...row }) => ({
      ...row,
      amount: formatMinor(amount),
      trace: traceReference({ shopId: ofShop, no: row.no, initiatedOn: row.initiatedOn }),
    })),
    next: rows.length > MATCHED_A_PAGE && last !== undefined ? `${last.settledOn}~${last.shopId}~${last.no}` : null,
  };
}
