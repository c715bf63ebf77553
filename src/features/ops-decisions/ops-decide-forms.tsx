'use client';

import { useActionState } from 'react';
import { type ActionState, fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { LONGEST_REASON, SHORTEST_REASON } from '@/contracts/decisions';
import { Button } from '@/ui/button';
import { WordsField } from '@/ui/words-field';
import { confirmDecision, proposeDecision, refuseDecision, withdrawDecision } from './ops-actions';

function Refusal({ state }: { readonly state: ActionState<null> }) {
  const message = messageOf(state) ?? Object.values(fieldsOf(state)).find((text) => text !== undefined) ?? null;
  return message === null ? null : (
    <p className="summary" role="alert">
      {message}
    </p>
  );
}

interface ProposeProps {
  readonly formKey: string;
  readonly shop: string;
  readonly kind: string;
  /** Who decides. */
  readonly by: string;
  readonly detail: Readonly<Record<string, string>>;
  /** What the button says. */
  readonly label: string;
  readonly hint: string;
}

/** The reason, and the word that proposes what the preview showed. */
export function ProposeForm({ formKey, shop, kind, by, detail, label, hint }: ProposeProps) {
  const [state, send, isPending] = useActionState(proposeDecision, IDLE);
  return (
    <form action={send} className="form decision-form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`propose-${formKey}`} />
      <input type="hidden" name="shop" value={shop} />
      <input type="hidden" name="kind" value={kind} />
      {Object.entries(detail).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} />
      <WordsField
        name="reason"
        label="Reason, for the seller"
        hint={hint}
        error={fieldsOf(state)['reason']}
        typed={typedOf(state, 'reason')}
        rows={3}
        shortest={SHORTEST_REASON}
        longest={LONGEST_REASON}
        draft={`${by}: reason of ${kind} for ${shop}, ${JSON.stringify(detail)}`}
      />
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

interface DecideProps {
  readonly decision: string;
  readonly formKey: string;
}

function Hidden({ decision, formKey, name }: DecideProps & { readonly name: string }) {
  return (
    <>
      <input type="hidden" name="idempotency-key" value={`${name}-${formKey}`} />
      <input type="hidden" name="decision" value={decision} />
    </>
  );
}

/** The second person's word. */
export function ConfirmForm({ decision, formKey, label }: DecideProps & { readonly label: string }) {
  const [state, send, isPending] = useActionState(confirmDecision, IDLE);
  return (
    <form action={send} className="form decision-form" aria-busy={isPending}>
      <Hidden decision={decision} formKey={formKey} name="confirm" />
      <Refusal state={state} />
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** A word against it: another's refusal, or the proposer's own withdrawal. */
export function AgainstForm({ decision, formKey, how }: DecideProps & { readonly how: 'refuse' | 'withdraw' }) {
  const [state, send, isPending] = useActionState(how === 'refuse' ? refuseDecision : withdrawDecision, IDLE);
  return (
    <form action={send} className="form decision-form" aria-busy={isPending}>
      <Hidden decision={decision} formKey={formKey} name={how} />
      <Refusal state={state} />
      <WordsField
        name="note"
        label={how === 'refuse' ? 'Why it is refused' : 'Why it is withdrawn'}
        hint="For the record; the seller is not told."
        error={fieldsOf(state)['note']}
        typed={typedOf(state, 'note')}
        rows={3}
        shortest={1}
        longest={LONGEST_REASON}
      />
      <div className="acts">
        <Button type="submit" disabled={isPending}>
          {how === 'refuse' ? 'Refuse' : 'Withdraw'}
        </Button>
      </div>
    </form>
  );
}
