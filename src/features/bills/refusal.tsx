import type { ActionState } from '@/contracts/action';

/** Why what a form asked for was not done, under its button. */
export function Refusal({ state }: { readonly state: ActionState<unknown> }) {
  if (state.status !== 'refused') return null;
  return (
    <small className="err block" role="alert">
      {state.message}
    </small>
  );
}
