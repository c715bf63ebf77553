import { accountIdSchema } from '@/contracts/bank-accounts';

/** Where the bank accounts are. */
export const ACCOUNTS_PATH = '/account/bank-accounts';
export const NEW_ACCOUNT_PATH = `${ACCOUNTS_PATH}/new`;

/** @example accountHref("bac_01K...") */
export function accountHref(account: string): string {
  return `${ACCOUNTS_PATH}/${encodeURIComponent(account)}`;
}

/** The account's statement at the simulated bank; demo only. */
export function simulatedBankHref(account: string): string {
  return `${accountHref(account)}/simulated-bank`;
}

/** The account that an address names; null where it is no account's. */
export function accountIn(segment: string): string | null {
  try {
    const read = accountIdSchema.safeParse(decodeURIComponent(segment));
    return read.success ? read.data : null;
  } catch {
    // "%" alone is no text.
    return null;
  }
}
