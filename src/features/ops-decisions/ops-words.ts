import { decisionWords } from '@/contracts/decision-kinds';
import type { DecisionStatus } from '@/contracts/decisions';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import type { Decision } from '@/domain/decision/decision';
import type { Currency } from '@/domain/money/money';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';

export const DECISIONS_PATH = '/ops/decisions';

export const DECISION_LOOK = {
  open: { word: 'Open', icon: 'clock', tone: 'moving' },
  confirmed: { word: 'Confirmed', icon: 'done', tone: 'done' },
  refused: { word: 'Refused', icon: 'x', tone: 'idle' },
  withdrawn: { word: 'Withdrawn', icon: 'x', tone: 'idle' },
} as const satisfies Record<DecisionStatus, StatusLook>;

/** A decision as the beginning of a sentence. @example "Reserve level 0" */
export function decisionTitle(decision: Decision, currency: Currency): string {
  const words = decisionWords(decision, (amount) => amountText(amount, { currency }));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A moment in UTC, as every list over marketplaces tells it. @example momentText("2026-04-20T09:12:00.000Z") === "Mon 20 Apr 2026, 09:12" */
export function momentText(at: Instant): string {
  const wall = wallTime(at, 'UTC');
  return `${dayText(wall.slice(0, 10), { year: '' })}, ${wall.slice(11, 16)}`;
}
