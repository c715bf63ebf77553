import type { ShopStateWord } from '@/contracts/sign-in';

/** What is worth saying about a shop on the sign-in page. */
export const STATE_WORDS = {
  closed: 'closed for good',
  negative: 'below zero',
  frozen: 'withdrawals frozen',
  'payout-failed': 'a payout failed',
  'level-0': 'reserve level 0',
  introductory: 'new, orders settle after 31 days',
  inactive: 'inactive',
} as const satisfies Record<ShopStateWord, string>;
