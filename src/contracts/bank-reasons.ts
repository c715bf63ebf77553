/** A bank's reason for refusing or sending back a payout, in words. */
export interface BankReason {
  /** A whole sentence. */
  readonly happened: string;
  /** What the seller does about it, as whole sentences. */
  readonly cure: string;
}

const CONFIRM = 'Confirm the account, or link another one.';
const ASK = 'Ask your bank, then confirm the account, or link another one.';

/** Our words for what banks say, whatever code the bank's own network has for it. */
const REASONS = {
  'name-mismatch': {
    happened: 'The name on the account is not the name that the shop is registered under.',
    cure: 'Have the bank correct the name and confirm the account, or link another one.',
  },
  'account-closed': { happened: 'The account is closed.', cure: 'Link another account.' },
  'account-not-found': { happened: 'The bank has no account of that number in that name.', cure: CONFIRM },
  'invalid-account-number': {
    happened: 'The account number is not valid at that bank.',
    cure: 'Compare the number with a statement of your bank, and link the account again.',
  },
  'account-blocked': { happened: 'The account does not take payments now.', cure: ASK },
  'not-a-payment-account': {
    happened: 'The account is of a kind that takes no payments, such as a loan or a fixed deposit.',
    cure: 'Link a current or savings account.',
  },
  'refused-by-holder': {
    happened: 'The holder of the account refused the money.',
    cure: 'Clear up with the holder and the bank why, then confirm the account, or link another one.',
  },
  'holder-deceased': {
    happened: 'The bank reports that the holder of the account has died.',
    cure: 'Write to the marketplace: the shop needs another representative before it is paid.',
  },
  'bank-not-reachable': {
    happened: 'The routing number belongs to no bank that takes part in the network.',
    cure: 'Compare the routing number with a statement of your bank, and link the account again.',
  },
  'number-missing': {
    happened: 'The marketplace has no number of this account.',
    cure: 'Link the account again, with its number.',
  },
  'bank-rejected': {
    happened: 'The bank did not say why.',
    cure: 'Ask your bank with the trace reference, then confirm the account, or link another one.',
  },
} as const satisfies Record<string, BankReason>;

/** Our own name of a reason. */
export type BankReasonCode = keyof typeof REASONS;

/** What a code means, and what to do. The code of a bank that we do not know stays as it is. @example bankReason('account-closed').cure === 'Link another account.' */
export function bankReason(code: string): BankReason {
  return Object.hasOwn(REASONS, code)
    ? REASONS[code as BankReasonCode]
    : { happened: `The bank gave the reason “${code}”.`, cure: CONFIRM };
}

/**
 * Return codes of the ACH network that a credit can come back with, by our reasons (Nacha Operating Rules, appendix four).
 * Debits have more of them, which no payout can get.
 */
export const ACH_RETURNS: Readonly<Record<string, BankReasonCode>> = {
  R02: 'account-closed',
  R03: 'account-not-found',
  R04: 'invalid-account-number',
  R12: 'account-not-found',
  R13: 'bank-not-reachable',
  R14: 'holder-deceased',
  R15: 'holder-deceased',
  R16: 'account-blocked',
  R17: 'invalid-account-number',
  R20: 'not-a-payment-account',
  R23: 'refused-by-holder',
  R24: 'bank-rejected',
  R31: 'bank-rejected',
};

/**
 * Our word for what somebody writes as a bank's reason: a return code of the ACH network or one of our own words, in capitals or not.
 * @returns null for anything else
 * @example readBankReason('r02') === 'account-closed', readBankReason('Account-Closed') === 'account-closed'
 */
export function readBankReason(written: string): BankReasonCode | null {
  const own = written.toLowerCase();
  if (Object.hasOwn(REASONS, own)) return own as BankReasonCode;
  const code = written.toUpperCase();
  return Object.hasOwn(ACH_RETURNS, code) ? (ACH_RETURNS[code] ?? null) : null;
}

/** What may be written as a reason, for who has to write another. */
export const BANK_REASONS_KNOWN: readonly string[] = Object.keys(REASONS);
