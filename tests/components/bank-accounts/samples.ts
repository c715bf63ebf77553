import type { BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { plainDate } from '@/domain/calendar/plain-date';

/** An account that is verified and primary, unless told otherwise. */
export function account(change: Partial<BankAccountDto> = {}): BankAccountDto {
  return {
    account: 'bac_1',
    last4: '5530',
    holderName: 'Sable Textiles Trading LLC',
    isNamedRight: true,
    accountType: 'corporate',
    accountKind: 'checking',
    routingNumber: '110000000',
    standing: 'verified',
    isPrimary: true,
    becomesPrimary: true,
    linkedOn: plainDate('2026-03-12'),
    verifiedOn: plainDate('2026-03-13'),
    removedOn: null,
    deposits: null,
    payouts: [],
    ...change,
  };
}

/** Deposits of Friday 13 March. */
export const DEPOSITS = {
  sentOn: plainDate('2026-03-13'),
  arrivesOn: plainDate('2026-03-16'),
  expiresOn: plainDate('2026-03-25'),
  attemptsLeft: 3,
};

/** The accounts of a company. */
export function accounts(change: Partial<BankAccountsDto> = {}): BankAccountsDto {
  return {
    registeredName: 'Sable Textiles Trading LLC',
    registrationType: 'corporate',
    requiredType: 'corporate',
    scheme: 'us',
    owners: ['Sabine Finch'],
    accounts: [account()],
    inTransit: [],
    nextPayoutOn: plainDate('2026-03-18'),
    isBlocked: false,
    ...change,
  };
}
