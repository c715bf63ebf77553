'use client';

import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import type { NumberFieldDto, PolicyBookDto } from '@/contracts/policies';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import { scheduleVersion } from './ops-actions';
import { byGroup, fieldName, valueText } from './words';

interface Props {
  readonly book: Pick<PolicyBookDto, 'marketplace' | 'currency' | 'earliest'>;
  readonly numbers: readonly NumberFieldDto[];
  readonly formKey: string;
}

function NumberInput({ field, value, error }: { field: NumberFieldDto; value: string; error: string | undefined }) {
  const name = fieldName(field.key);
  if (field.unit === 'lift') {
    return (
      <select name={name} defaultValue={value} key={value}>
        <option value="appeal">by an appeal</option>
        <option value="automatic">by themselves</option>
      </select>
    );
  }
  return (
    <input
      name={name}
      key={value}
      defaultValue={value}
      inputMode={field.unit === 'day-list' ? 'text' : 'decimal'}
      autoComplete="off"
      maxLength={60}
      aria-invalid={error === undefined ? undefined : true}
    />
  );
}

/** Every number of the next version, with what it is now; the day, and where it is published. */
export function ScheduleForm({ book, numbers, formKey }: Props) {
  const [state, send, isPending] = useActionState(scheduleVersion, IDLE);
  const fields = fieldsOf(state);
  const typed = state.status === 'refused' ? (state.typed ?? {}) : {};
  const wrong = Object.keys(fields).length;
  const general = fields['version'] ?? fields['numbers'] ?? fields['marketplace'];
  const errorOf = (key: string) => (fields[key] === undefined ? {} : { error: fields[key] });
  return (
    <form action={send} className="form schedule" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`schedule-${formKey}`} />
      <input type="hidden" name="marketplace" value={book.marketplace} />
      {state.status !== 'refused' ? null : (
        <p className="summary" role="alert">
          {general ??
            (wrong === 0
              ? messageOf(state)
              : `${wrong === 1 ? 'One field is' : `${wrong} fields are`} not right. Nothing was scheduled.`)}
        </p>
      )}
      <div className="numbers">
        <Field
          label="Effective from"
          hint={`${book.earliest} or later: days before it are decided.`}
          {...errorOf('effectiveFrom')}
        >
          <input
            type="date"
            name="effectiveFrom"
            key={typed['effectiveFrom'] ?? ''}
            min={book.earliest}
            required
            defaultValue={typed['effectiveFrom'] ?? ''}
          />
        </Field>
        <Field label="Source" hint="Where sellers can read it." {...errorOf('source')}>
          <input
            name="source"
            key={typed['source'] ?? ''}
            defaultValue={typed['source'] ?? ''}
            required
            maxLength={300}
          />
        </Field>
      </div>
      {[...byGroup(numbers)].map(([group, ofGroup]) => (
        <fieldset key={group}>
          <legend>{group}</legend>
          <div className="numbers">
            {ofGroup.map((field) => (
              <Field
                key={field.key}
                label={field.name}
                hint={`Now ${valueText(field.unit, field.value, book.currency)}`}
                {...errorOf(field.key)}
              >
                <NumberInput field={field} value={typed[field.key] ?? field.value} error={fields[field.key]} />
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Schedule and try it out
        </Button>
      </div>
      <small>
        Nothing changes until a second person confirms it. You see first which shops would change, and by how much.
      </small>
    </form>
  );
}
