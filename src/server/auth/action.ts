import 'server-only';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { type ActionState, refusedAction } from '@/contracts/action';
import { may, type Permission } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { env } from '../env';
import { getActor } from './actor';
import { isOwnOrigin } from './origin';

/** Who may call an action: whoever has the permission, or somebody who is not signed in. */
export type Caller = Permission | 'anybody' | 'anybody-in-demo';

interface ActionOptions<Schema extends z.ZodType, By extends Caller> {
  readonly permission: By;
  /** Reads the fields of the form. Amounts that a browser sends are wishes, never believed. */
  readonly schema: Schema;
  /** Whether the person must have confirmed within five minutes that it is they: always, or for what is asked here. */
  readonly stepUp?: true | ((call: ActionCall<z.output<Schema>, By>) => boolean | Promise<boolean>);
  /** The form carries `idempotency-key`, made for its rendering: sent again, the first answer is given again and nothing is done twice. */
  readonly idempotent?: true;
}

/** What an action may rely on: everything in it has been checked. */
export interface ActionCall<Input, By extends Caller = Caller> {
  readonly input: Input;
  /** Null only where anybody may call. */
  readonly actor: By extends Permission ? Actor : Actor | null;
}

/** An action as `useActionState` takes it. */
export type Action<Value> = (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

/**
 * The one way to make a server action: checks where the form comes from, who sends it and what it says, in this order, then runs it.
 * @returns refusals as states that the form shows; defects throw
 * @example export const signOut = action({ permission: "use-own-account", schema: z.object({}) }, async () => { ... });
 */
export function action<Schema extends z.ZodType, Value, By extends Caller = Caller>(
  { permission, schema }: ActionOptions<Schema, By>,
  run: (call: ActionCall<z.output<Schema>, By>) => Promise<ActionState<Value>>,
): Action<Value> {
  return async (_previous, form) => {
    const sent = await headers();
    const isDemo = env().mode === 'demo';
    if (!isOwnOrigin({ origin: sent.get('origin'), host: sent.get('host') }, env().appOrigin, isDemo)) {
      return refusedAction(
        'wrong-origin',
        'This form was not sent from this site. Nothing was done. Open the page again.',
      );
    }
    const actor = await getActor();
    const refusal = refuse(permission, actor, isDemo);
    if (refusal !== null) return refusal;
    const read = schema.safeParse(Object.fromEntries(form));
    if (!read.success) return refusedAction('invalid', 'Something in the form is not right.', fieldsOf(read.error));
    return run({ input: read.data, actor: actor as ActionCall<z.output<Schema>, By>['actor'] });
  };
}

function refuse(caller: Caller, actor: Actor | null, isDemo: boolean): ActionState<never> | null {
  if (caller === 'anybody') return null;
  if (caller === 'anybody-in-demo') {
    return isDemo ? null : refusedAction('not-allowed', 'This exists in demo mode only.');
  }
  if (actor === null) return refusedAction('not-signed-in', 'You are no longer signed in. Sign in again.');
  if (may(actor.role, caller)) return null;
  return refusedAction('not-allowed', 'Your role does not allow this. An owner of the organisation can change it.');
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  return fields;
}
