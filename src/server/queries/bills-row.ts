import 'server-only';
import type { BillStatus } from '@/contracts/bill';
import type { BillCardDto, BillMethodDto, BillRowDto } from '@/contracts/bills';
import type { Instant } from '@/domain/calendar/instant';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Netted } from './statements-netting';

/** A bill and the card of its last attempt, as they are stored. */
export interface BillRecord {
  readonly id: string;
  readonly status: BillStatus;
  readonly needs_action: boolean;
  readonly amount: Minor;
  readonly received: Minor;
  readonly reversed: Minor;
  readonly method: BillMethodDto | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly reference: string | null;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly paid_at: Instant | null;
  readonly clears_at: Instant | null;
  readonly cleared_at: Instant | null;
  readonly statement_no: number | null;
  readonly failure_code: string | null;
}

/** Columns of a BillRecord over `bill b` with LAST_CARD. */
export const BILL_COLUMNS = `b.id, b.status, b.needs_action, b.amount_minor AS amount, b.received_minor AS received,
  b.reversed_minor AS reversed, b.method, c.brand, c.last4, b.reference, b.created_at, b.expires_at, b.paid_at, b.clears_at,
  b.cleared_at, b.statement_no, b.failure_code`;

/** The card that was charged or is being charged; else the one that was refused last. */
export const LAST_CARD = `LEFT JOIN LATERAL (
  SELECT p.brand, p.last4 FROM bill_payment p WHERE p.shop_id = b.shop_id AND p.bill_id = b.id
   ORDER BY p.status = 'failed', p.created_at DESC, p.id DESC LIMIT 1
) c ON true`;

/** A card as pages name it; null where the provider has not said its digits. */
export function cardOf(brand: string | null, last4: string | null): BillCardDto | null {
  return last4 === null ? null : { brand, last4 };
}

/** A bill as the list shows it. @param netted what its payment was set against */
export function billRow(row: BillRecord, netted: Netted | undefined): BillRowDto {
  return {
    id: row.id,
    status: row.status,
    needsAction: row.needs_action,
    amount: formatMinor(row.amount),
    received: formatMinor(row.received),
    reversed: formatMinor(row.reversed),
    method: row.method,
    card: row.method === 'bank-transfer' ? null : cardOf(row.brand, row.last4),
    reference: row.reference,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    clearsAt: row.clears_at,
    clearedAt: row.cleared_at,
    statementNo: row.statement_no,
    failureCode: row.failure_code,
    cleared: netted?.first.map(({ no, day }) => ({ no, day })) ?? [],
    clearedCount: netted?.count ?? 0,
  };
}
