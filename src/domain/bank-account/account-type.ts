import type { RegistrationType } from '../fact/fact';

/** What kind of account a bank keeps: for a company or for a person. */
export type AccountType = 'corporate' | 'personal';

/** How a US bank books an account: a credit to one under the code of the other may be sent back. */
export type AccountKind = 'checking' | 'savings';

const REQUIRED = {
  corporate: 'corporate',
  individual: 'personal',
  'sole-proprietorship': 'personal',
} as const satisfies Record<RegistrationType, AccountType>;

/** The kind of account that a shop must link, by how it is registered [F]. @example requiredAccountType("individual") === "personal" */
export function requiredAccountType(registration: RegistrationType): AccountType {
  return REQUIRED[registration];
}
