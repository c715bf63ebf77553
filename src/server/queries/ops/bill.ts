import 'server-only';
import type { OpsBillDto } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';
import { readBill } from '../bills-detail';

interface TransferRow {
  readonly id: number;
  readonly bookedOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
  readonly status: string;
}

/** A bill as its seller sees it, with what the card provider calls its charges and the bank transfers that came for it. @returns null if there is none */
export async function readOpsBill(connection: Connection, shop: ShopContext, id: string): Promise<OpsBillDto | null> {
  const bill = await readBill(connection, shop, id);
  if (bill === null) return null;
  const { rows: ends } = await connection.query<{ at: Instant }>(
    'SELECT expires_at AS at FROM bill WHERE shop_id = $1 AND id = $2',
    [shop.id, id],
  );
  const { rows: charges } = await connection.query<{ id: string; ref: string | null }>(
    'SELECT id, provider_ref AS ref FROM bill_payment WHERE shop_id = $1 AND bill_id = $2 ORDER BY created_at, id',
    [shop.id, id],
  );
  const { rows: transfers } = await connection.query<TransferRow>(
    `SELECT id, booked_on AS "bookedOn", amount_minor AS amount, currency, status FROM bank_line WHERE shop_id = $1 AND bill_id = $2 ORDER BY id`,
    [shop.id, id],
  );
  return {
    bill,
    expiresAt: present(ends[0], `bill ${id}`).at,
    charges,
    transfers: transfers.map(({ amount, status, ...line }) => ({
      ...line,
      amount: formatMinor(amount),
      isMatched: status === 'matched',
    })),
  };
}
