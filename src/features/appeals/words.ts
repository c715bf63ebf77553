import { APPEAL_FILE_TYPES, type AppealDto, type AppealFileDto, type AppealStatus } from '@/contracts/appeals';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import type { AppealRefusal } from '@/domain/enforcement/appeal';
import { type Currency, formatMinor } from '@/domain/money/money';
import type { DecideAppealRefusal } from '@/server/commands/appeals/decide-appeal';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';

export const APPEAL_LOOK = {
  open: { word: 'Being looked at', icon: 'clock', tone: 'moving' },
  granted: { word: 'Granted', icon: 'done', tone: 'done' },
  refused: { word: 'Refused', icon: 'x', tone: 'idle' },
} as const satisfies Record<AppealStatus, StatusLook>;

/** Why an appeal was not filed, to the seller. */
export function refusalText(refusal: AppealRefusal, currency: Currency): string {
  switch (refusal.kind) {
    case 'no-measure':
      return 'No measure is in force any more, so there is nothing to appeal.';
    case 'lifts-by-itself':
      return 'This marketplace lifts measures by itself once you owe nothing. No appeal is needed.';
    case 'under-way':
      return 'An appeal of this shop is being looked at already.';
    case 'owes':
      return `You owe ${amountText(formatMinor(refusal.owed), { currency })}. Pay it first, then appeal. Your words were not sent.`;
  }
}

/** Why an appeal was not decided, to who decides. */
export function decisionRefusalText(refusal: DecideAppealRefusal): string {
  switch (refusal.kind) {
    case 'unknown':
      return 'There is no such appeal.';
    case 'decided':
      return 'This appeal has been decided meanwhile. A decision stays.';
    case 'own-shop':
      return refusal.sentence;
    case 'owes':
      return `The shop owes ${formatMinor(refusal.owed)} now. An appeal is granted only while nothing is owed: refuse it, or wait until it is paid.`;
    default:
      return 'None of the measures is in force any more, so there is nothing to lift. Refuse it with that reason.';
  }
}

/** A moment in the marketplace's zone. @example momentText("2026-04-20T09:12:00.000Z", "UTC", "2026") === "Mon 20 Apr, 09:12" */
export function momentText(at: Instant, zone: string, year: string): string {
  const wall = wallTime(at, zone);
  return `${dayText(wall.slice(0, 10), { year })}, ${wall.slice(11, 16)}`;
}

/** @example sizeText(1536) === "2 KB" */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** "PDF, 84 KB". */
export function fileText({ type, size }: AppealFileDto): string {
  return `${APPEAL_FILE_TYPES[type].word}, ${sizeText(size)}`;
}

/** Who filed it and when, as under its state. */
export function filedText(
  { filedName, filedAt }: Pick<AppealDto, 'filedName' | 'filedAt'>,
  zone: string,
  year: string,
) {
  return `filed by ${filedName} on ${momentText(filedAt, zone, year)}`;
}
