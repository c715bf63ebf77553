import type { TriableVersionDto, TriedSumDto } from '@/contracts/ops-statement';
import type { Account, JournalSource } from '@/domain/ledger/journal';
import type { LineEvent } from '@/domain/statement/statement';

export const EVENT_LABEL = {
  settlement: 'Settlement',
  refund: 'Refund',
  charge: 'Charge',
  chargeback: 'Chargeback',
  adjustment: 'Adjustment',
  'reserve-withheld': 'Put into reserve',
  'reserve-released': 'Released from reserve',
  'reserve-used': 'Reserve used',
  'bill-payment': 'Bill payment',
  'bill-payment-reversal': 'Bill payment reversed',
} as const satisfies Record<LineEvent, string>;

export const ACCOUNT_LABEL = {
  'revenue-clearing': 'Revenue clearing',
  'shipping-clearing': 'Shipping clearing',
  'fees-clearing': 'Fees clearing',
  'adjustments-clearing': 'Adjustments clearing',
  'bill-clearing': 'Bill clearing',
  'seller-balance': 'Seller balance',
  'seller-reserve': 'Seller reserve',
  'payouts-in-transit': 'Payouts in transit',
  bank: 'Bank',
} as const satisfies Record<Account, string>;

/** What a booking is for; the number of the statement or payout follows. */
export const SOURCE_LABEL = {
  statement: 'Statement',
  'payout-started': 'Start of payout',
  'payout-paid': 'Arrival of payout',
  'payout-failed': 'Failure of payout',
  'payout-returned': 'Return of payout',
} as const satisfies Record<JournalSource, string>;

export const VERSION_STATUS = {
  'in-effect': 'in effect',
  past: 'past',
  later: 'confirmed, in effect later',
  waits: 'waits for a second person',
  withdrawn: 'withdrawn',
} as const satisfies Record<TriableVersionDto['status'], string>;

export const SUM_LABEL = {
  revenue: 'Revenue',
  shipping: 'Shipping',
  fees: 'Fees',
  adjustments: 'Adjustments',
  reserve: 'Reserve',
  payable: 'Payable',
  withheld: 'Withheld for the reserve',
} as const satisfies Record<TriedSumDto['key'], string>;

/** What the rows that a seal covers are called, by table: one, and many. */
export const PART_LABEL: Readonly<Record<string, readonly [one: string, many: string]>> = {
  fact: ['fact', 'facts'],
  statement: ['statement', 'statements'],
  line: ['line', 'lines'],
  allocation: ['allocation', 'allocations'],
  payout: ['payout', 'payouts'],
  payout_item: ['payout item', 'payout items'],
  hold: ['hold', 'holds'],
  journal: ['journal', 'journals'],
  journal_entry: ['journal entry', 'journal entries'],
  shop_event: ['event', 'events'],
};
