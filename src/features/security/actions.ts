'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { givenPassword, newPassword, oneTimeCode, pathWithin } from '@/contracts/security';
import { action } from '@/server/auth/action';
import { chooseMembership } from '@/server/auth/memberships';
import { endOtherSessions, endOwnSession } from '@/server/auth/own-sessions';
import { changePassword } from '@/server/auth/passwords';
import { takeProof } from '@/server/auth/step-up';
import {
  finishTwoFactor,
  hasTwoFactor,
  makeRecoveryCodes,
  startTwoFactor,
  stopTwoFactor,
} from '@/server/auth/two-factor';
import { COMMON_PASSWORD, fieldState, USED_CODE, WRONG_CODE, WRONG_PASSWORD, waitState } from './words';

const permission = 'use-own-account';

/** What is shown once: the recovery codes. */
interface RecoveryCodes {
  readonly recoveryCodes: readonly string[];
}

/** Proves anew who the actor is, by password or code, and goes back to where that was asked for. */
export const confirm = action(
  { name: 'confirm', permission, schema: z.object({ proof: givenPassword, back: pathWithin }) },
  async ({ input, actor }): Promise<ActionState<never>> => {
    const isCode = await hasTwoFactor(actor.userId);
    const proof = isCode ? oneTimeCode.safeParse(input.proof) : { success: true as const, data: input.proof };
    if (!proof.success) return fieldState('proof', proof.error.issues[0]?.message ?? WRONG_CODE);
    const answer = await takeProof(actor, proof.data);
    switch (answer.kind) {
      case 'wait':
        return waitState(answer.minutes);
      case 'used':
        return fieldState('proof', USED_CODE);
      case 'wrong':
        return fieldState('proof', isCode ? WRONG_CODE : WRONG_PASSWORD);
      case 'fresh':
        redirect(input.back as Route);
    }
  },
);

/** Sets another password; with two-factor on, a fresh code is asked for too. */
export const setOwnPassword = action(
  {
    name: 'setOwnPassword',
    permission,
    schema: z.object({ current: givenPassword, password: newPassword }),
    stepUp: ({ actor }) => hasTwoFactor(actor.userId),
  },
  async ({ input, actor }): Promise<ActionState<{ readonly isChanged: true }>> => {
    const answer = await changePassword(actor, { current: input.current, next: input.password });
    switch (answer.kind) {
      case 'wait':
        return waitState(answer.minutes);
      case 'wrong':
        return fieldState('current', WRONG_PASSWORD);
      case 'common':
        return fieldState('password', COMMON_PASSWORD);
      case 'changed':
        return doneAction({ isChanged: true });
    }
  },
);

/** Makes the secret for an authenticator, and shows it on a page of its own. */
export const beginTwoFactor = action(
  { name: 'beginTwoFactor', permission, schema: z.object({ password: givenPassword }) },
  async ({ input, actor }): Promise<ActionState<never>> => {
    const answer = await startTwoFactor(actor, input.password);
    if (answer.kind === 'wait') return waitState(answer.minutes);
    if (answer.kind === 'wrong') return fieldState('password', WRONG_PASSWORD);
    redirect('/account/security/two-factor');
  },
);

/** Turns two-factor on by a first right code, and shows the recovery codes once. */
export const turnTwoFactorOn = action(
  { name: 'turnTwoFactorOn', permission, schema: z.object({ code: oneTimeCode }) },
  async ({ input, actor }): Promise<ActionState<RecoveryCodes>> => {
    const answer = await finishTwoFactor(actor, input.code);
    switch (answer.kind) {
      case 'wait':
        return waitState(answer.minutes);
      case 'wrong':
        return fieldState('code', WRONG_CODE);
      case 'not-started':
        return refusedAction('conflict', 'There is nothing to turn on any more. Begin again on the security page.');
      case 'on':
        return doneAction({ recoveryCodes: answer.recoveryCodes });
    }
  },
);

/** Turns two-factor off: asks for a fresh code, and for the password. */
export const turnTwoFactorOff = action(
  { name: 'turnTwoFactorOff', permission, schema: z.object({ password: givenPassword }), stepUp: true },
  async ({ input, actor }): Promise<ActionState<never>> => {
    const answer = await stopTwoFactor(actor, input.password);
    if (answer.kind === 'wait') return waitState(answer.minutes);
    if (answer.kind === 'wrong') return fieldState('password', WRONG_PASSWORD);
    redirect('/account/security');
  },
);

/** Makes new recovery codes, and shows them once: asks for a fresh code, and for the password. */
export const renewRecoveryCodes = action(
  { name: 'renewRecoveryCodes', permission, schema: z.object({ password: givenPassword }), stepUp: true },
  async ({ input, actor }): Promise<ActionState<RecoveryCodes>> => {
    const answer = await makeRecoveryCodes(actor, input.password);
    if (answer.kind === 'wait') return waitState(answer.minutes);
    if (answer.kind === 'wrong') return fieldState('password', WRONG_PASSWORD);
    return doneAction({ recoveryCodes: answer.recoveryCodes });
  },
);

/** Signs one of the actor's browsers out. */
export const signOutBrowser = action(
  { name: 'signOutBrowser', permission, schema: z.object({ session: z.string().min(1).max(100) }) },
  async ({ input, actor }): Promise<ActionState<never>> => {
    if (!(await endOwnSession(actor, input.session))) {
      return refusedAction('conflict', 'This browser is signed out already.');
    }
    redirect('/account/security');
  },
);

/** Signs all of the actor's browsers out but this one. */
export const signOutOthers = action(
  { name: 'signOutOthers', permission, schema: z.object({}) },
  async ({ actor }): Promise<ActionState<never>> => {
    await endOtherSessions(actor);
    redirect('/account/security');
  },
);

/** From now on the browser acts as another of the user's memberships: for another seller, or for the marketplace. */
export const workFor = action(
  { name: 'workFor', permission, schema: z.object({ person: z.string().min(1).max(120) }) },
  async ({ input, actor }): Promise<ActionState<never>> => {
    if (!(await chooseMembership(actor, input.person))) {
      return refusedAction('not-allowed', 'You do not work for this seller, or no longer. Load the page again.');
    }
    redirect('/');
  },
);
