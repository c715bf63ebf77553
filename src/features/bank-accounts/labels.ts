import type { BankAccountDto } from '@/contracts/bank-accounts';
import type { AccountKind, AccountType } from '@/domain/bank-account/account-type';
import type { AccountStanding } from '@/domain/bank-account/standing';
import type { RegistrationType } from '@/domain/fact/fact';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { StatusLook } from '@/ui/status-chip';

const STANDING_LOOK = {
  verified: { word: 'Verified', icon: 'done', tone: 'done' },
  'on-their-way': { word: 'Deposits on their way', icon: 'moving', tone: 'moving' },
  'to-enter': { word: 'Waits for two amounts', icon: 'user-check', tone: 'held' },
  expired: { word: 'Not verified in time', icon: 'void', tone: 'idle' },
  'attempts-used': { word: 'Not verified', icon: 'void', tone: 'idle' },
  removed: { word: 'Removed', icon: 'void', tone: 'idle' },
} as const satisfies Record<AccountStanding, StatusLook>;

/** Where an account stands, in a word; the primary one says so, and so does one in another name. */
export function accountLook({ standing, isPrimary, isNamedRight }: BankAccountDto): StatusLook {
  if (standing === 'verified' && !isNamedRight)
    return { word: isPrimary ? 'Primary, in another name' : 'In another name', icon: 'stop', tone: 'owed' };
  if (standing === 'verified' && isPrimary) return { ...STANDING_LOOK.verified, word: 'Primary, verified' };
  return STANDING_LOOK[standing];
}

export const TYPE_LABEL = {
  corporate: 'Business',
  personal: 'Personal',
} as const satisfies Record<AccountType, string>;

export const KIND_LABEL = {
  checking: 'Checking',
  savings: 'Savings',
} as const satisfies Record<AccountKind, string>;

/** Why the shop needs that type. */
export const TYPE_REASON = {
  corporate: 'Your shop is registered as a company: its account is a business account.',
  individual: 'Your shop is registered in your own name: its account is a personal account.',
  'sole-proprietorship': 'Your shop is registered as a sole proprietorship: its account is a personal account.',
} as const satisfies Record<RegistrationType, string>;

export const PAYOUT_LOOK = {
  processing: { word: 'On its way', icon: 'moving', tone: 'moving' },
  paid: { word: 'Arrived', icon: 'done', tone: 'done' },
  failed: { word: 'Failed', icon: 'stop', tone: 'owed' },
  returned: { word: 'Came back', icon: 'stop', tone: 'owed' },
} as const satisfies Record<PayoutStatus, StatusLook>;

/** @example ownersText(["Ann Low", "Bo Low"]) === "Ann Low or Bo Low" */
export function ownersText(owners: readonly string[]): string {
  if (owners.length === 0) return 'an owner';
  return owners.length === 1 ? (owners[0] ?? '') : `${owners.slice(0, -1).join(', ')} or ${owners.at(-1)}`;
}
