/** Why an action was not carried out. */
export type RefusalCode =
  | 'wrong-origin'
  | 'not-signed-in'
  | 'not-allowed'
  | 'invalid'
  | 'conflict'
  | 'too-many-attempts';

/** What a form shows after it was sent: the one shape of every action, for `useActionState`. */
export type ActionState<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'done'; readonly value: Value }
  | {
      readonly status: 'refused';
      readonly code: RefusalCode;
      readonly message: string;
      /** Messages by the name of the field, where fields are to blame. */
      readonly fields: Readonly<Record<string, string>>;
      /** What was typed, by the name of the field, where the form is to keep it. */
      readonly typed?: Readonly<Record<string, string>>;
    };

/** A form that has not been sent. */
export const IDLE = { status: 'idle' } as const satisfies ActionState<never>;

/** @example refusedAction("conflict", "The clock is being moved already.") */
export function refusedAction(
  code: RefusalCode,
  message: string,
  fields: Readonly<Record<string, string>> = {},
): ActionState<never> {
  return { status: 'refused', code, message, fields };
}

/** @example doneAction({ day: "2026-03-15" }) */
export function doneAction<Value>(value: Value): ActionState<Value> {
  return { status: 'done', value };
}

/** Messages by the name of the field; none where nothing was refused. */
export function fieldsOf(state: ActionState<unknown>): Readonly<Record<string, string | undefined>> {
  return state.status === 'refused' ? state.fields : {};
}

/** What was typed into a field before the form was refused; empty where it is not kept. */
export function typedOf(state: ActionState<unknown>, name: string): string {
  return state.status === 'refused' ? (state.typed?.[name] ?? '') : '';
}

/** What to say above a form: a refusal that no field is to blame for; null where there is none. */
export function messageOf(state: ActionState<unknown>): string | null {
  return state.status === 'refused' && Object.keys(state.fields).length === 0 ? state.message : null;
}
