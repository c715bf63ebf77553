import type { RegistrationType } from '../fact/fact';
import { accepted, type FieldRefusal, type Result, refused } from '../shared/result';
import { type AccountKind, type AccountType, requiredAccountType } from './account-type';
import { foldName, isSameName } from './holder-name';
import { accountNumberRefusal, digitsOf, routingRefusal } from './us-account';

/** How a bank account is numbered: by routing and account number, or by an IBAN. */
export type AccountScheme = 'us' | 'iban';

/** An account as its owner enters it. */
export interface LinkRequest {
  readonly holderName: string;
  readonly accountType: AccountType;
  readonly accountKind: AccountKind;
  readonly routingNumber: string;
  readonly accountNumber: string;
}

/** What the shop was registered with: an account must fit it [F]. */
export interface Registration {
  readonly registeredName: string;
  readonly registrationType: RegistrationType;
}

/** An account that may be linked, in its plain form. */
export interface LinkPlan {
  readonly holderName: string;
  readonly accountType: AccountType;
  /** Asked of US accounts only: an IBAN is kept as checking. */
  readonly accountKind: AccountKind;
  /** Null for an IBAN, which names its bank. */
  readonly routingNumber: string | null;
  /** Digits, or the IBAN without blanks. */
  readonly accountNumber: string;
  readonly last4: string;
}

const TYPE_REASON = {
  corporate: 'Your shop is registered as a company: choose a business account.',
  personal: 'Your shop is registered in the name of a person: choose a personal account.',
} as const satisfies Record<AccountType, string>;

/** Why the name on an account cannot stand; null if it is the registered one. It names both. */
export function holderRefusal(holderName: string, registeredName: string): string | null {
  if (isSameName(holderName, registeredName)) return null;
  return `The account is held by “${foldName(holderName)}”; your shop is registered as “${foldName(registeredName)}”. The two must be the same, letter by letter.`;
}

/**
 * Whether an account may be linked to a shop: held in the registered name, of the kind that goes with the registration, with numbers that can
 * be [F]. All that is wrong is said at once.
 * @param scheme how banks of the shop's marketplace number accounts
 * @param isIban whether a text without blanks is an IBAN: the check is not ours
 */
export function planLink(
  request: LinkRequest,
  { registeredName, registrationType }: Registration,
  scheme: AccountScheme,
  isIban: (text: string) => boolean,
): Result<LinkPlan, readonly FieldRefusal[]> {
  const required = requiredAccountType(registrationType);
  const accountNumber = scheme === 'us' ? digitsOf(request.accountNumber) : plainIban(request.accountNumber);
  const found: readonly (readonly [field: string, reason: string | null])[] = [
    ['holderName', holderRefusal(request.holderName, registeredName)],
    ['accountType', request.accountType === required ? null : TYPE_REASON[required]],
    ['routingNumber', scheme === 'us' ? routingRefusal(request.routingNumber) : null],
    ['accountNumber', scheme === 'us' ? accountNumberRefusal(accountNumber) : ibanRefusal(accountNumber, isIban)],
  ];
  const refusals = found.flatMap(([field, reason]) => (reason === null ? [] : [{ field, reason }]));
  if (refusals.length > 0) return refused(refusals);
  return accepted({
    holderName: foldName(request.holderName),
    accountType: request.accountType,
    accountKind: scheme === 'us' ? request.accountKind : 'checking',
    routingNumber: scheme === 'us' ? digitsOf(request.routingNumber) : null,
    accountNumber,
    last4: accountNumber.slice(-4),
  });
}

function plainIban(text: string): string {
  return text.replace(/[\s-]/gu, '').toUpperCase();
}

function ibanRefusal(text: string, isIban: (text: string) => boolean): string | null {
  return isIban(text) ? null : 'This is no IBAN: its check digits do not fit. Copy it from your bank’s page.';
}

/** How banks of a marketplace number accounts: `us` by routing and account number, elsewhere by IBAN. */
export function accountScheme(marketplace: string): AccountScheme {
  return marketplace === 'us' ? 'us' : 'iban';
}
