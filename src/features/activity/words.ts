import { type ActivityDto, type ActivitySignKind, IDLE_STEP_WORDS, nextStepOf } from '@/contracts/activity';
import { daysBetween } from '@/domain/calendar/plain-date';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';

/** What comes next and when if nothing is done, in a sentence. @example "Idle for 20 days: inactive on Tue 17 Mar, in 3 days, unless ..." */
export function activitySentence(activity: ActivityDto): string {
  const { status, idleDays, countsToday, today } = activity;
  const idle =
    idleDays === 0 ? 'Something was done on the last closed day' : `Nothing was done for ${counted(idleDays, 'day')}`;
  if (status === 'banned') return `${idle}. The ban stays.`;
  if (countsToday) {
    return status === 'active'
      ? `${idle}; what was done today counts when the day is over, and the days begin anew.`
      : 'A product was edited or an order worked on today: the shop is active again when the day is over.';
  }
  const next = nextStepOf(activity);
  if (next === null) return `${idle}.`;
  const inDays = daysBetween(today, next.on);
  const when = inDays <= 0 ? 'at the end of today' : `at the end of ${dayText(next.on)}, in ${counted(inDays, 'day')}`;
  return `${idle}. ${IDLE_STEP_WORDS[next.step]} ${when}, if nothing is done before.`;
}

/** @example doneText("order-shipped", 3) === "3 orders shipped" */
export function doneText(kind: ActivitySignKind, count: number): string {
  if (kind === 'sign-in') return 'signed in';
  if (kind === 'order-shipped') return `${counted(count, 'order')} shipped`;
  return kind === 'product-edited' ? `${counted(count, 'edit')} of products` : `${counted(count, 'order')} worked on`;
}
