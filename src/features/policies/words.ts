import type { NumberFieldDto, OutcomeAmount, VersionStatus } from '@/contracts/policies';
import type { NumberUnit } from '@/domain/policy/numbers';
import { amountText } from '@/ui/amount-text';
import type { StatusLook } from '@/ui/status-chip';

export const STATUS_LOOK = {
  shipped: { word: 'Shipped', icon: 'done', tone: 'idle' },
  scheduled: { word: 'Waits for confirmation', icon: 'clock', tone: 'held' },
  confirmed: { word: 'Confirmed', icon: 'calendar', tone: 'moving' },
  'in-effect': { word: 'In effect', icon: 'done', tone: 'done' },
  past: { word: 'Past', icon: 'done', tone: 'idle' },
  withdrawn: { word: 'Withdrawn', icon: 'x', tone: 'idle' },
} as const satisfies Record<VersionStatus, StatusLook>;

export const AMOUNT_LABEL = {
  settled: 'Settled',
  revenue: 'of it revenue',
  shipping: 'of it shipping',
  fees: 'of it fees',
  adjustments: 'of it adjustments',
  withheld: 'Withheld',
  released: 'Released from reserve',
  used: 'Used from reserve',
  paidOut: 'Paid out',
  available: 'Available at the end',
  owed: 'Owed at the end',
  inTransit: 'In transit at the end',
  reserved: 'In reserve at the end',
  onHold: 'On hold at the end',
} as const satisfies Record<OutcomeAmount, string>;

const UNIT_WORD = {
  days: 'days',
  'day-list': 'days',
  percent: '%',
  amount: '',
  score: 'of 5.0',
  hours: 'hours',
  minutes: 'minutes',
  lift: '',
} as const satisfies Record<NumberUnit, string>;

/** A number with its unit. @example valueText("percent", "6", "USD") === "6 %" */
export function valueText(unit: NumberUnit, value: string, currency: string): string {
  if (unit === 'amount') return amountText(value, { currency });
  if (unit === 'lift') return value === 'automatic' ? 'by themselves' : 'by an appeal';
  if (unit === 'day-list') return value === '' ? 'on none' : `on days ${value}`;
  if (unit === 'score') return value;
  if (unit === 'days' && value === '1') return '1\u00a0day';
  return `${value}\u00a0${UNIT_WORD[unit]}`;
}

/** Fields by what they are about, in order. */
export function byGroup(fields: readonly NumberFieldDto[]): ReadonlyMap<string, readonly NumberFieldDto[]> {
  const groups = new Map<string, NumberFieldDto[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return groups;
}

/** The name of a number's field in the form. */
export function fieldName(key: string): string {
  return `number.${key}`;
}

export const OPS_POLICIES = '/ops/policies';

/** Address of a version. */
export function versionPath(marketplace: string, version: number): string {
  return `${OPS_POLICIES}/${marketplace}/${version}`;
}
