import { type ActionState, refusedAction } from '@/contracts/action';

/** "22 Nov 2026, 09:12 UTC": sessions go by the machine's time, not by the books'. */
export function momentText(moment: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text.format(new Date(moment))} UTC`;
}

/** What is said where a password or code is asked for again too often. */
export function waitState(minutes: number): ActionState<never> {
  const time = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return refusedAction('too-many-attempts', `Too many attempts. Try again in ${time}.`);
}

/** A refusal that one field is to blame for. */
export function fieldState(field: string, message: string): ActionState<never> {
  return refusedAction('invalid', 'Something in the form is not right.', { [field]: message });
}

export const WRONG_PASSWORD = 'This is not your password.';
export const WRONG_CODE = 'This code is wrong or has run out. Enter the one that you see now.';
export const USED_CODE = 'This code was used before. Wait for the next one: half a minute at most.';
export const COMMON_PASSWORD =
  'Others try this one first: it is a common password, or made of your name. Take another.';
