import { decisionWords } from '@/contracts/decision-kinds';
import type { DecisionStatus } from '@/contracts/decisions';
import type { Decision } from '@/domain/decision/decision';
import type { Currency } from '@/domain/money/money';
import { amountText } from '@/ui/amount-text';
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
