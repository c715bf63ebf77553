import type { RegistrationType } from '../fact/fact';

/** What kind of account a bank keeps: for a company or for a person. */
export type AccountType = 'corporate' | 'personal';

const REQUIRED = {
  corporate: 'corporate',
  individual: 'personal',
  'sole-proprietorship': 'personal',
} as const satisfies Record<RegistrationType, AccountType>;

/** The kind of account that a shop must link, by how it is registered [F]. @example requiredAccountType("individual") === "personal" */
export function requiredAccountType(registration: RegistrationType): AccountType {
  return REQUIRED[registration];
}
