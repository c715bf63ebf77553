'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { LONGEST_REASON } from '@/contracts/appeals';
import { Button } from '@/ui/button';
import { WordsField } from '@/ui/words-field';
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
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['appeal'] ?? fields['decision'] ?? null;
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`decide-${formKey}`} />
      <input type="hidden" name="appeal" value={appeal} />
      {message === null ? null : (
        <p className="summary" role="alert">
          {message}
        </p>
      )}
      <WordsField
        name="reason"
        label="Reason, for the seller"
        hint="They read it word for word. A decision stays."
        error={fields['reason']}
        typed={typedOf(state, 'reason')}
        rows={4}
        longest={LONGEST_REASON}
      />
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
