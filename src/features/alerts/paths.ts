import type { AlertKind } from '@/domain/alert/rule';

export const ALERTS_PATH = '/account/alerts';
export const NEW_ALERT_PATH = `${ALERTS_PATH}/new`;

/** What was just done, for the list that follows. */
export const SAID = {
  saved: 'The rule is saved. It is held against every day from now on, beginning with the last one.',
  paused: 'The rule is paused. You are not told until you resume it.',
  resumed: 'The rule holds again. If its condition is met, you are told of it anew.',
  deleted: 'The rule is deleted.',
} as const;

/** What a form of a rule is filled in with. */
export interface FilledIn {
  readonly kind: AlertKind;
  readonly threshold: string;
  /** "all", or the external id of a shop. */
  readonly scope: string;
}

/** The page of a rule, its form filled in: of a new one, or of one that is there. */
export function ruleHref(rule: string | null, filledIn?: Partial<FilledIn>): string {
  const path = rule === null ? NEW_ALERT_PATH : `${ALERTS_PATH}/${rule}`;
  return filledIn === undefined ? path : `${path}?${new URLSearchParams(filledIn as Record<string, string>)}`;
}

/** @example saidHref("paused") === "/account/alerts?said=paused" */
export function saidHref(said: keyof typeof SAID): string {
  return `${ALERTS_PATH}?said=${said}`;
}
