import type { BillStatus } from '@/contracts/bill';
import type { BankLineStatus, FlaggedFactDto, LineDecisionDto, MatchingTab } from '@/contracts/matching';
import type { FactFlag } from '@/domain/fact/flags';
import type { StatusLook } from '@/ui/status-chip';

export const MATCHING_PATH = '/ops/matching';

export const TAB_LABEL = {
  transfers: 'Bank transfers',
  facts: 'Unmatched facts',
  returns: 'Bank returns',
} as const satisfies Record<MatchingTab, string>;

export const LINE_LOOK = {
  suggested: { word: 'Suggested', icon: 'search', tone: 'moving' },
  unmatched: { word: 'Unmatched', icon: 'clock', tone: 'held' },
  matched: { word: 'Matched', icon: 'done', tone: 'done' },
  'returned-to-sender': { word: 'Returned to the sender', icon: 'back', tone: 'idle' },
  'not-ours': { word: 'Not ours', icon: 'x', tone: 'idle' },
} as const satisfies Record<BankLineStatus, StatusLook>;

export const DECISION_WORDS = {
  accepted: 'Suggestion accepted',
  declined: 'Suggestion declined',
  matched: 'Matched by hand',
  'returned-to-sender': 'Set aside: returned to the sender',
  'not-ours': 'Set aside: not ours',
} as const satisfies Record<LineDecisionDto['decision'], string>;

/** What a bill's state means for money that arrives for it (R8.5). */
export const BILL_WORDS = {
  unpaid: 'unpaid',
  processing: 'card being charged',
  paid: 'paid, clearing',
  cleared: 'cleared',
  failed: 'card refused',
  cancelled: 'cancelled',
  expired: 'expired',
  reversed: 'reversed',
} as const satisfies Record<BillStatus, string>;

export const FLAG_LOOK = {
  waiting: { word: 'Waits for its order', icon: 'clock', tone: 'held' },
  'without-effect': { word: 'Without effect', icon: 'stop', tone: 'owed' },
  'unknown-kind': { word: 'Unknown kind', icon: 'search', tone: 'moving' },
} as const satisfies Record<FactFlag, StatusLook>;

/** What would mend a flagged fact. */
export function cureText({ flag, order }: Pick<FlaggedFactDto, 'flag' | 'order'>): string {
  switch (flag) {
    case 'waiting':
      return `Have the marketplace record order.placed of order ${order}; it then takes effect by itself. Dismiss it only where that order was never this shop’s.`;
    case 'without-effect':
      return 'The refunds came to more than the order sold for, so this one moved no money. Ask the marketplace which amount is right; what is missing is recorded as a new fact.';
    case 'unknown-kind':
      return 'From the close of its day its money is in the books under its raw name, among adjustments. Ask the marketplace what it is meant to be; nothing has to change.';
  }
}

export function linePath(line: number): string {
  return `${MATCHING_PATH}/lines/${line}`;
}
