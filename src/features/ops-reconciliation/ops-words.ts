import type {
  DifferenceDto,
  ReconciledDayDto,
  ReconciledSideDto,
  ReconciliationSide,
} from '@/contracts/reconciliation';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Difference, Flow } from '@/domain/reconciliation/compare';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';

export const RECONCILIATION_PATH = '/ops/reconciliation';

export const SIDE_LABEL = {
  provider: 'Card provider beside bills',
  bank: 'Bank beside payouts',
} as const satisfies Record<ReconciliationSide, string>;

export const FLOW_LABEL = {
  captured: 'Captured',
  refunded: 'Refunded',
  disputed: 'Disputed',
  'given-back': 'Given back to us',
  'paid-out': 'Paid out',
  'came-back': 'Payouts that came back',
} as const satisfies Record<Flow, string>;

const KIND_WORD = {
  lost: 'Lost',
  double: 'Double',
  'other-amount': 'Other amount',
  'only-ours': 'Only in our books',
} as const satisfies Record<Difference, string>;

const KIND_ICON = {
  lost: 'search',
  double: 'copy',
  'other-amount': 'updown',
  'only-ours': 'journal',
} as const satisfies Record<Difference, StatusLook['icon']>;

/** The look of a difference; an explained one is at rest. */
export function differenceLook({ kind, note }: Pick<DifferenceDto, 'kind' | 'note'>): StatusLook {
  const word = note === null ? KIND_WORD[kind] : `${KIND_WORD[kind]}, explained`;
  return { word, icon: KIND_ICON[kind], tone: note === null ? 'owed' : 'idle' };
}

const CAPTURE_MEANS = {
  lost: 'The provider has this money, and no payment of ours took it. Ask for the payment’s events again, or match the bill; the seller has paid.',
  double: 'The provider took money twice for one bill. Refund the second one at the provider; what we booked stays.',
  'other-amount':
    'Both have it, with different amounts. Compare the payment at the provider with the bill, and correct the smaller one.',
  'only-ours':
    'We say that it was captured, and the provider does not. Do not pay against it before the provider has confirmed it.',
} as const satisfies Record<Difference, string>;

const BACK_MEANS = {
  lost: 'Money went back at the provider and no bill was reversed. Ask for the event again: the reversal books itself.',
  double: 'Money went back twice at the provider, and once in our books.',
  'other-amount': 'More or less went back at the provider than we reversed.',
  'only-ours':
    'We reversed a bill, and the provider knows of no refund or dispute. The shop may be charged twice: ask the provider.',
} as const satisfies Record<Difference, string>;

const PAYOUT_MEANS = {
  lost: 'Money left with a reference that looks like a payout’s, and there is no such payout. Ask the bank whom it went to.',
  double: 'The bank paid this twice. Ask the bank to call the second one back.',
  'other-amount':
    'The bank paid another amount than the payout says. Ask the bank; the rest is owed by one of the two.',
  'only-ours':
    'Our books say paid, and the bank’s statements of those days do not. Ask the bank before the seller does.',
} as const satisfies Record<Difference, string>;

const CAME_BACK_MEANS = {
  lost: 'The bank gave this payout back, and to the books it is paid or on its way. Import the bank’s return, so that its shop has the money again.',
  double:
    'The bank gave this payout back twice. Ask the bank which one is right before it takes one of them away again.',
  'other-amount':
    'The bank gave back another amount than it was sent: often it keeps a fee. The shop has the whole payout again; the rest is the marketplace’s.',
  'only-ours':
    'By the bank’s return it came back, and no statement shows the money. Ask the bank; if it came in a sum of its own, set that line aside under Matching as no seller’s payment.',
} as const satisfies Record<Difference, string>;

/** What a difference means, and what to do about it. */
export function meaningText({ flow, kind }: Pick<DifferenceDto, 'flow' | 'kind'>): string {
  if (flow === 'captured') return CAPTURE_MEANS[kind];
  if (flow === 'paid-out') return PAYOUT_MEANS[kind];
  if (flow === 'came-back') return CAME_BACK_MEANS[kind];
  if (flow === 'given-back')
    return 'The provider gave money back to us: a dispute that was won, or a refund that failed. Post it to the shop by a decision.';
  return BACK_MEANS[kind];
}

/** Whose a difference is that no shop is named for: a file of payouts, and a sum of returns, are of all the shops in it. */
export function nobodyText({ flow, marketplace }: Pick<DifferenceDto, 'flow' | 'marketplace'>): string {
  if (marketplace === '') return 'no shop of ours is named';
  if (flow === 'came-back') return 'payouts that came back, as one sum';
  return flow === 'paid-out' ? 'a file of payouts, as one sum' : 'no shop of ours is named';
}

/** What day it is to each side: that of the card provider's clock, and that of the books', which a demo moves by hand. */
export type SideDays = Readonly<Record<ReconciliationSide, PlainDate>>;

/** Why two sides are days apart; null where they are not. */
export function apartText({ provider, bank }: SideDays): string | null {
  if (provider === bank) return null;
  return `The card provider lives by the machine’s clock: to it, today is ${dayText(provider, { year: '' })}. The bank lives by the test clock, like the books: ${dayText(bank, { year: '' })}. A card payment of the demo is therefore compared on another day than its bill has.`;
}

/** What an empty list of differences means: zero only of the sides that were compared. */
export function emptyLook(day: Pick<ReconciledDayDto, ReconciliationSide>): Pick<StatusLook, 'icon'> & {
  readonly title: string;
  readonly text: string;
} {
  const left = (['provider', 'bank'] as const).filter((side) => day[side]?.status !== 'done');
  const agree = 'Every movement that was compared is on both sides, with the same amount.';
  if (left.length === 0) return { icon: 'done', title: 'Zero', text: agree };
  if (left.length === 2) {
    const text = 'Neither the card provider nor the bank was compared, so nothing can be said of this day.';
    return { icon: 'clock', title: 'Not compared', text };
  }
  const [open] = left;
  return open === 'bank'
    ? { icon: 'clock', title: 'Zero with the card provider', text: `${agree} The bank was not compared.` }
    : { icon: 'clock', title: 'Zero with the bank', text: `${agree} The card provider was not compared.` };
}

/** Where a side of a day stands, in a word. @param isAhead the day is not over by the clock of that side */
export function sideLook(side: ReconciledSideDto | null, isAhead = false): StatusLook {
  if (side === null && isAhead) return { word: 'Still to come', icon: 'calendar', tone: 'idle' };
  if (side === null) return { word: 'Not compared yet', icon: 'clock', tone: 'idle' };
  if (side.status === 'running') return { word: 'Being compared', icon: 'moving', tone: 'moving' };
  if (side.status === 'failed') return { word: 'Failed, asked again', icon: 'alert', tone: 'held' };
  if (side.status === 'no-statement') return { word: 'No bank statement', icon: 'bank', tone: 'idle' };
  if (side.differenceCount === 0) return { word: 'Zero', icon: 'done', tone: 'done' };
  const word = counted(side.differenceCount, 'difference');
  return side.explainedCount === side.differenceCount
    ? { word: `${word}, explained`, icon: 'journal', tone: 'idle' }
    : { word, icon: 'alert', tone: 'owed' };
}
