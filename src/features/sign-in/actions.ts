'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { emailAddress, givenPassword, newPassword, oneTimeCode, recoveryCode } from '@/contracts/security';
import { action } from '@/server/auth/action';
import { startDemoSession } from '@/server/auth/demo-session';
import { requestReset, resetPassword } from '@/server/auth/passwords';
import { type SecondStepAnswer, signInWithCode, signInWithRecoveryCode } from '@/server/auth/second-step';
import { signInWithPassword } from '@/server/auth/sign-in';
import { SCRIPTS_OFF, SCRIPTS_OFF_OPTIONS } from '@/ui/scripts-off';
import { toState } from './words';

const FIRST_PAGE = '/finances';

const scripts = z.literal('off').optional();

/** Known from the first page on, pages need not ask again to come whole (src/ui/streamed.tsx). */
async function rememberScripts(said: 'off' | undefined): Promise<void> {
  if (said === 'off') (await cookies()).set(SCRIPTS_OFF, '1', SCRIPTS_OFF_OPTIONS);
  else (await cookies()).delete(SCRIPTS_OFF);
}

/** Signs in as one of the people that the demo lists. */
export const signInAsListed = action(
  {
    name: 'signInAsListed',
    permission: 'anybody-in-demo',
    schema: z.object({ person: z.string().min(1).max(200), scripts }),
  },
  async ({ input }) => {
    if (!(await startDemoSession(input.person))) {
      return refusedAction('conflict', 'This person no longer exists. Open the page again.');
    }
    await rememberScripts(input.scripts);
    redirect(FIRST_PAGE);
  },
);

/** Signs in by e-mail address and password; with two-factor on, a page asks for the code. */
export const signIn = action(
  {
    name: 'signIn',
    permission: 'anybody',
    schema: z.object({ email: emailAddress, password: givenPassword, scripts }),
  },
  async ({ input }): Promise<ActionState<never>> => {
    const answer = await signInWithPassword(input);
    if (answer.kind !== 'signed-in' && answer.kind !== 'second-step') return toState(answer);
    await rememberScripts(input.scripts);
    redirect(answer.kind === 'second-step' ? '/sign-in/two-factor' : FIRST_PAGE);
  },
);

function finish(answer: SecondStepAnswer): ActionState<never> {
  switch (answer.kind) {
    case 'signed-in':
      redirect(FIRST_PAGE);
      break;
    case 'start-again':
    case 'second-step':
      redirect('/sign-in?notice=start-again');
      break;
    default:
      return toState(answer);
  }
}

/** The second step, by the authenticator's code. */
export const sendCode = action(
  { name: 'sendCode', permission: 'anybody', schema: z.object({ code: oneTimeCode }) },
  async ({ input }): Promise<ActionState<never>> => finish(await signInWithCode(input.code)),
);

/** The second step, by a recovery code. */
export const sendRecoveryCode = action(
  { name: 'sendRecoveryCode', permission: 'anybody', schema: z.object({ code: recoveryCode }) },
  async ({ input }): Promise<ActionState<never>> => finish(await signInWithRecoveryCode(input.code)),
);

/** Asks for the link with which a new password is set. */
export const askForReset = action(
  { name: 'askForReset', permission: 'anybody', schema: z.object({ email: emailAddress }) },
  async ({ input }): Promise<ActionState<{ readonly email: string }>> => {
    const answer = await requestReset(input.email);
    return answer.kind === 'wait' ? toState(answer) : doneAction({ email: input.email });
  },
);

/** Sets the password that a mailed link is for. */
export const setPassword = action(
  {
    name: 'setPassword',
    permission: 'anybody',
    schema: z.object({ token: z.string().min(1).max(200), password: newPassword }),
  },
  async ({ input }): Promise<ActionState<never>> => {
    const answer = await resetPassword(input.token, input.password);
    switch (answer.kind) {
      case 'wait':
        return toState(answer);
      case 'common':
        return refusedAction('invalid', 'Something in the form is not right.', {
          password: 'Others try this one first: it is a common password, or made of your name. Take another.',
        });
      case 'closed':
        return refusedAction('conflict', 'This link was used, or has run out. Ask for another.');
      case 'changed':
        redirect('/sign-in?notice=password-set');
    }
  },
);
