'use client';

import { useActionState, useId } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { LONGEST_REASON } from '@/contracts/appeals';
import { Button } from '@/ui/button';
import { decideAppeal } from './ops-actions';

interface DecisionFormProps {
  readonly appeal: string;
  readonly formKey: string;
  /** "promotions suspended and withdrawals frozen"; null where it cannot be granted now. */
  readonly wouldLift: string | null;
}

/** Grants or refuses an appeal; the seller reads the reason. */
export function DecisionForm({ appeal, formKey, wouldLift }: DecisionFormProps) {
  const [state, send, isPending] = useActionState(decideAppeal, IDLE);
  const id = useId();
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['appeal'] ?? fields['decision'] ?? null;
  const typed = state.status === 'refused' ? (state.typed?.['reason'] ?? '') : '';
  const error = fields['reason'];
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`decide-${formKey}`} />
      <input type="hidden" name="appeal" value={appeal} />
      {message === null ? null : (
        <p className="summary" role="alert">
          {message}
        </p>
      )}
      <div className="f">
        <label htmlFor={id}>Reason, for the seller</label>
        <textarea
          className="area"
          id={id}
          name="reason"
          key={typed}
          defaultValue={typed}
          rows={4}
          required
          maxLength={LONGEST_REASON}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-help`}
        />
        <small id={`${id}-help`} className={error === undefined ? undefined : 'err'}>
          {error ?? 'They read it word for word. A decision stays.'}
        </small>
      </div>
      <div className="acts">
        {wouldLift === null ? null : (
          <Button type="submit" name="decision" value="granted" kind="primary" disabled={isPending}>
            Grant: lift {wouldLift}
          </Button>
        )}
        <Button type="submit" name="decision" value="refused" disabled={isPending}>
          Refuse
        </Button>
      </div>
    </form>
  );
}
