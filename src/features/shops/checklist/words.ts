import { ACTIVITY_WORDS } from '@/contracts/activity';
import type { ChecklistDto } from '@/contracts/checklist';
import type { CheckItem, Finding } from '@/domain/checklist/checklist';
import { amountText } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';
import type { Place } from '../search';
import { idleText } from '../words';

/** A row of the list: what it is called, why it matters, and how often it is to be checked. */
export const CHECK_WORDS = {
  activity: {
    name: 'Store activity',
    why: 'products are removed after 37 days without work, the shop is banned after 61',
    every: 'daily',
  },
  balance: { name: 'Account balance', why: 'a negative balance freezes withdrawals', every: 'daily' },
  'review-complaints': {
    name: 'Unresolved review complaints',
    why: 'a review violation that nobody sees gets worse',
    every: 'daily',
  },
  'response-rate': {
    name: 'Customer service response rate',
    why: 'messages are to be answered within 24 hours',
    every: 'daily',
  },
  'pending-orders': { name: 'Pending orders', why: 'orders shipped late cost reserve level and fees', every: 'daily' },
  'ip-warnings': { name: 'IP risk warnings', why: 'texts and pictures of others bring complaints', every: 'daily' },
  'account-security': {
    name: 'Account security',
    why: 'who steals a sign-in takes the payouts',
    every: 'weekly',
  },
  disputes: { name: 'Open disputes', why: 'disputes of 85 % of the reserve mean level 0', every: 'daily' },
  'reserve-level': {
    name: 'Reserve level',
    why: 'below level 3 a part of each settlement is withheld',
    every: 'daily',
  },
} as const satisfies Record<
  CheckItem,
  { readonly name: string; readonly why: string; readonly every: 'daily' | 'weekly' }
>;

export const FINDING_LOOK = {
  ok: { word: 'In order', icon: 'done', tone: 'done' },
  attention: { word: 'See to it', icon: 'alert', tone: 'held' },
  none: { word: 'For you to look', icon: 'user-check', tone: 'idle' },
} as const satisfies Record<Finding, StatusLook>;

export const CHECKED_LOOK = { word: 'Checked', icon: 'check', tone: 'done' } as const satisfies StatusLook;

function activityText({ shop }: ChecklistDto): string {
  const { activity, idleDays, idleOutlook, lastActiveOn, today } = shop;
  const year = today.slice(0, 4);
  const last = `Last worked in ${idleText(idleDays)}, on ${dayText(lastActiveOn, { year })}.`;
  if (activity === 'banned') return `${last} The shop is banned.`;
  if (idleOutlook === null) return last;
  const becomes = { inactive: 'inactive', 'products-removed': 'without its products', banned: 'banned' }[
    idleOutlook.becomes
  ];
  const now =
    activity === 'active' ? '' : ` ${ACTIVITY_WORDS[activity]}: only editing a product or processing an order ends it.`;
  return `${last}${now} Without any, it is ${becomes} on ${dayText(idleOutlook.on, { year })}.`;
}

function balanceText({ shop }: ChecklistDto): string {
  const { money, findings, currency, today } = shop;
  if (money === null)
    return findings.balance === 'ok' ? 'Nothing is owed.' : 'The shop owes money. Your role sees no amounts.';
  if (findings.balance === 'ok') return `The balance is ${amountText(money.available, { currency })}: not below zero.`;
  const next = [
    ...(money.nextAbove === null ? [] : [`above ${amountText(money.nextAbove, { currency })}`]),
    ...(money.nextAtEndOf === null ? [] : [`at the end of ${dayText(money.nextAtEndOf, { year: today.slice(0, 4) })}`]),
  ];
  const until = next.length === 0 ? '' : ` The next measure comes ${next.join(', or ')}.`;
  return `The balance is ${amountText(money.available, { currency })}, below zero for ${counted(money.negativeDays, 'day-end')}.${until}`;
}

function ordersText({ shop }: ChecklistDto): string {
  const { count, late, dueToday } = shop.pendingOrders;
  if (count === 0) return 'No order waits to be shipped.';
  const parts = [
    ...(late === 0 ? [] : [`${late} late`]),
    ...(dueToday === 0 ? [] : [`${dueToday} due by the end of today`]),
  ];
  return `${counted(count, 'order')} wait${count === 1 ? 's' : ''} to be shipped${parts.length === 0 ? ', none of them due today' : `: ${parts.join(', ')}`}.`;
}

function securityText({ security }: ChecklistDto): string {
  if (security === null) return 'Nobody is known who acts for this shop.';
  const { trusted, unprotected } = security;
  if (unprotected === 0) return `All ${trusted} who may act on money or members sign in with two-factor.`;
  if (trusted === 1) return 'The one who may act on money or members signs in without two-factor.';
  return `${unprotected} of the ${trusted} who may act on money or members sign${unprotected === 1 ? 's' : ''} in without two-factor. Look whether each role is still the least that its work needs.`;
}

function disputesText({ shop }: ChecklistDto): string {
  const { openDisputeCount, money, currency } = shop;
  if (openDisputeCount === 0) return 'No dispute is open.';
  const sum = money === null ? '' : ` over ${amountText(money.openDisputes, { currency })}`;
  return `${counted(openDisputeCount, 'dispute')} open${sum}.`;
}

function levelText({ shop }: ChecklistDto): string {
  if (shop.level === 3) return 'Level 3: nothing is withheld.';
  return `Level ${shop.level}${shop.probation ? ', as for every shop on probation' : ''}: a part of each settlement is withheld for 30 days.`;
}

/** Where somebody has to look who checks what Evenkeel does not hold. */
const ELSEWHERE = {
  'review-complaints': 'Evenkeel holds no reviews. Look in the seller center for negative or unusual ones.',
  'response-rate': 'Evenkeel holds no messages. Look in the seller center for unread ones.',
  'ip-warnings': 'Evenkeel holds no product texts or pictures. Look in the seller center for warnings.',
} as const;

/** What the books say about a row, or where to look instead. */
export function answerText(item: CheckItem, list: ChecklistDto): string {
  switch (item) {
    case 'activity':
      return activityText(list);
    case 'balance':
      return balanceText(list);
    case 'pending-orders':
      return ordersText(list);
    case 'account-security':
      return securityText(list);
    case 'disputes':
      return disputesText(list);
    case 'reserve-level':
      return levelText(list);
    case 'review-complaints':
    case 'response-rate':
    case 'ip-warnings':
      return ELSEWHERE[item];
  }
}

/** The page on which a row is seen to. */
export const CHECK_PLACE: Readonly<Partial<Record<CheckItem, { readonly place: Place; readonly label: string }>>> = {
  activity: { place: 'health', label: 'Account health' },
  balance: { place: 'negative-balance', label: 'Negative balance' },
  disputes: { place: 'health', label: 'Account health' },
  'reserve-level': { place: 'reserves', label: 'Reserves' },
};
