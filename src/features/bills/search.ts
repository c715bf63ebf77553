import type { BillsSearch } from '@/contracts/bills';
import { withParams } from '@/contracts/search-params';

export const BILLS_PATH = '/finances/bills';
export const PAY_PATH = '/finances/negative-balance';

/**
 * The list under some filters. A change of filters starts again at the newest.
 * @example billsHref({ before: "bil_1" }, { status: "cleared" }) === "/finances/bills?status=cleared"
 */
export function billsHref(asked: BillsSearch, changes: Partial<BillsSearch> = {}): string {
  const { status, q, before } = { ...asked, before: undefined, ...changes };
  return withParams(BILLS_PATH, { status, q, before });
}

/** A bill's own page. */
export function billHref(id: string): string {
  return `${BILLS_PATH}/${id}`;
}

/** A bill's receipt, as PDF. */
export function receiptHref(id: string): string {
  return `${BILLS_PATH}/${id}/receipt`;
}

/** Where a bill is paid: a transfer that is awaited shows what to send. */
export function cashierHref({
  id,
  method,
  status,
}: {
  readonly id: string;
  readonly method: string | null;
  readonly status: string;
}): string {
  return method === 'bank-transfer' && status === 'unpaid' ? `/cashier/${id}/transfer` : `/cashier/${id}`;
}

/** A statement that a bill paid, or that its payment is on. */
export function statementHref(no: number): string {
  return `/finances/statements/${no}`;
}

/** The payout that took what a payment brought beyond what was owed. */
export function payoutHref(no: number): string {
  return `/finances/payouts?open=${no}#payout-${no}`;
}
