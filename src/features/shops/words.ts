import type { PortfolioRowDto, PortfolioSort, PortfolioView } from '@/contracts/portfolio';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import type { PendingReason } from '@/domain/payout/conditions';
import type { ShopStanding } from '@/domain/portfolio/shop-standing';
import { amountText, isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';
import type { Place } from './search';

/** Word, icon and tone of what a shop is. */
export const STANDING_LOOK = {
  deactivated: { word: 'Deactivated', icon: 'stop', tone: 'owed' },
  frozen: { word: 'Withdrawals frozen', icon: 'lock', tone: 'held' },
  negative: { word: 'Negative', icon: 'below', tone: 'owed' },
  'payout-failed': { word: 'Payout failed', icon: 'stop', tone: 'owed' },
  banned: { word: 'Banned', icon: 'void', tone: 'held' },
  'products-removed': { word: 'Products removed', icon: 'pause', tone: 'held' },
  inactive: { word: 'Inactive', icon: 'pause', tone: 'held' },
  suspended: { word: 'Promotions suspended', icon: 'lock', tone: 'held' },
  watch: { word: 'Watch', icon: 'alert', tone: 'held' },
  'no-account': { word: 'No bank account', icon: 'bank', tone: 'held' },
  probation: { word: 'Probation', icon: 'clock', tone: 'idle' },
  active: { word: 'Active', icon: 'done', tone: 'done' },
  closed: { word: 'Closed', icon: 'void', tone: 'idle' },
} as const satisfies Record<ShopStanding, StatusLook>;

export const VIEW_WORD = {
  'needs-you': 'Needs you',
  owing: 'Owing',
  healthy: 'Healthy',
} as const satisfies Record<PortfolioView, string>;

/** What the list can be put in order by, as a phrase. */
export const SORT_WORD = {
  worst: 'Worst first',
  name: 'Name',
  balance: 'Lowest balance',
  owed: 'Most owed',
  days: 'Longest negative',
  level: 'Strictest reserve level',
  tier: 'Slowest tier',
  payout: 'Next payout',
  idle: 'Longest idle',
  alerts: 'Most alerts',
  checklist: 'Most left to check',
} as const satisfies Record<PortfolioSort, string>;

/** Why there is no next payout, in two or three words. */
export const OBSTACLE_WORD = {
  'negative-balance': 'none while you owe',
  'shop-closed': 'shop closed',
  'withdrawals-frozen': 'frozen',
  'payout-failed': 'last one failed',
  'no-bank-account': 'no bank account',
  'below-minimum': 'below the minimum',
} as const satisfies Record<Exclude<PendingReason, 'scheduled'>, string>;

/** How long nobody has worked in a shop. @example idleText(1) === "yesterday" */
export function idleText(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** What is to be done about a shop, in one sentence without a full stop, and where. */
export interface NextStep {
  readonly text: string;
  readonly place: Place;
}

const yearOf = (row: PortfolioRowDto) => row.today.slice(0, 4);
const day = (row: PortfolioRowDto, value: string) => dayText(value, { year: yearOf(row) });

/** When withdrawals freeze, or what else comes next, if nothing is paid. */
function untilText(row: PortfolioRowDto): string {
  const { nextAbove = null, nextAtEndOf = null } = row.money ?? {};
  const parts = [
    ...(nextAbove === null ? [] : [`above ${amountText(nextAbove)}`]),
    ...(nextAtEndOf === null ? [] : [`at the end of ${day(row, nextAtEndOf)}`]),
  ];
  return parts.length === 0 ? '' : `: the next measure comes ${parts.join(', or ')}`;
}

function owingStep(row: PortfolioRowDto, then: string): NextStep {
  const { money, findings } = row;
  if (money === null) {
    const isOwing = findings.balance === 'attention';
    return { text: isOwing ? 'It owes money: for whoever pays bills' : 'An appeal can lift it', place: 'health' };
  }
  const { owed, billable } = money;
  if (isZero(owed)) return { text: 'Appeal: nothing is owed any more', place: 'health' };
  const sum = amountText(owed, { currency: row.currency });
  if (isZero(billable)) return { text: `${sum} is owed, and bills under way ask for all of it`, place: 'bills' };
  const pay = amountText(billable, { currency: row.currency });
  return {
    text: `Pay ${pay}${billable === owed ? '' : ` of the ${sum} owed; bills under way ask for the rest`}${then}`,
    place: 'negative-balance',
  };
}

function idleStep(row: PortfolioRowDto): NextStep {
  const { idleOutlook } = row;
  const until =
    idleOutlook === null
      ? ''
      : `, or ${idleOutlook.becomes === 'banned' ? 'it is banned for good' : 'its products are removed'} on ${day(row, idleOutlook.on)}`;
  return { text: `Edit a product or process an order${until}`, place: 'health' };
}

function watchStep(row: PortfolioRowDto): NextStep {
  const { pendingOrders, openDisputeCount, level, probation, idleOutlook } = row;
  if (pendingOrders.late > 0) {
    const { late } = pendingOrders;
    return {
      text: `Ship ${counted(late, 'order')} that ${late === 1 ? 'is' : 'are'} late: late dispatch counts for the reserve level`,
      place: 'health',
    };
  }
  if (level === 0 || (level === 1 && !probation)) {
    return { text: `Reserve level ${level}: part of each settlement is withheld`, place: 'reserves' };
  }
  if (openDisputeCount > 0) {
    return { text: `Answer ${counted(openDisputeCount, 'open dispute')}`, place: 'health' };
  }
  return {
    text:
      idleOutlook === null ? 'Work in it soon' : `Any sign of work by ${day(row, idleOutlook.on)}, or it is inactive`,
    place: 'health',
  };
}

function waits(row: PortfolioRowDto): string {
  return row.money === null ? '' : `; ${amountText(row.money.available, { currency: row.currency })} waits for it`;
}

/** What is to be done about a shop first. @example "Pay $37.40: the next measure comes above 100.00, or at the end of Sat 21 Mar" */
export function nextStep(row: PortfolioRowDto): NextStep {
  switch (row.standing) {
    case 'deactivated':
    case 'frozen':
    case 'suspended':
      return owingStep(row, ', then appeal');
    case 'negative':
      return owingStep(row, untilText(row));
    case 'payout-failed':
      return { text: `Confirm or change the bank account${waits(row)}`, place: 'bank-accounts' };
    case 'no-account':
      return { text: `Link a bank account${waits(row)}`, place: 'bank-accounts' };
    case 'banned':
      return { text: 'Nobody worked in it for too long: it stays banned', place: 'health' };
    case 'products-removed':
    case 'inactive':
      return idleStep(row);
    case 'watch':
      return watchStep(row);
    case 'closed':
      return { text: 'The shop is closed', place: 'overview' };
    case 'probation':
    case 'active':
      return { text: `${TIER_LABEL[row.tier]}, last activity ${idleText(row.idleDays)}`, place: 'overview' };
  }
}
