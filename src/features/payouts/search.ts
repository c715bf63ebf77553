import type { PayoutsSearch } from '@/contracts/payouts';
import { withParams } from '@/contracts/search-params';

export const PAYOUTS_PATH = '/finances/payouts';

/** The list under some filters. @example payoutsHref({ q: "12" }, { open: 4 }) === "/finances/payouts?q=12&open=4" */
export function payoutsHref(asked: PayoutsSearch, changes: Partial<PayoutsSearch> = {}): string {
  const { status, q, before, open } = { ...asked, ...changes };
  return withParams(PAYOUTS_PATH, { status, q, before, open });
}

/** The export of what the list shows under its filters. */
export function payoutsExportHref({ status, q }: PayoutsSearch): string {
  return withParams(`${PAYOUTS_PATH}/export`, { status, q });
}

/** A statement that a payout took. */
export function statementHref(no: number): string {
  return `/finances/statements/${no}`;
}
