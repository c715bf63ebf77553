import { type ActionState, type RefusalCode, refusedAction } from '@/contracts/action';

/** What a sign-in may be refused for. */
export type SignInRefusal =
  | { readonly kind: 'wrong' | 'no-membership' | 'locked' | 'used' }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'wrong-code'; readonly attemptsLeft: number };

/** "1 minute", "14 minutes". */
export function minutesText(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** "4 attempts left", also for one and none. */
function attemptsText(attempts: number): string {
  if (attempts === 0) return 'no attempt is left';
  return attempts === 1 ? '1 attempt is left' : `${attempts} attempts are left`;
}

/** What a refusal is called, and what to do about it. */
export function sayRefusal(refusal: SignInRefusal): readonly [RefusalCode, string] {
  switch (refusal.kind) {
    case 'wrong':
      return ['not-allowed', 'E-mail and password do not belong together. Nobody was signed in.'];
    case 'no-membership':
      return ['not-allowed', 'You are a member of no seller any more. Ask an owner of yours to invite you again.'];
    case 'wait':
      return [
        'too-many-attempts',
        `Too many attempts. Try again in ${minutesText(refusal.minutes)}; a new password does not shorten that.`,
      ];
    case 'wrong-code':
      return [
        'invalid',
        `This code is wrong or has run out. Enter the one that you see now; ${attemptsText(refusal.attemptsLeft)}.`,
      ];
    case 'used':
      return ['conflict', 'This code was used before. Start again, with the next one.'];
    case 'locked':
      return ['too-many-attempts', 'Too many wrong codes in a row. Signing in is locked for 15 minutes.'];
  }
}

/** A refusal as the form shows it; of a code beside its field. */
export function toState(refusal: SignInRefusal): ActionState<never> {
  const [code, message] = sayRefusal(refusal);
  return refusedAction(code, message, refusal.kind === 'wrong-code' ? { code: message } : {});
}
