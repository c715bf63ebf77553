import { useId } from 'react';

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  /** What stands under it while nothing is wrong. */
  readonly help?: string;
  /** What stands before it, such as a currency sign. */
  readonly sign?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  readonly isAmount?: boolean;
  readonly maxLength: number;
}

/** A field with its label above, and help or what is wrong below. */
export function TextField({ name, label, error, help, sign, isAmount = false, value, ...input }: TextFieldProps) {
  const id = useId();
  const note = error ?? help;
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      <span className={error === undefined ? 'field' : 'field bad'}>
        {sign === undefined ? null : <span className="faint">{sign}</span>}
        <input
          {...input}
          id={id}
          name={name}
          defaultValue={value}
          autoComplete="off"
          spellCheck={false}
          required
          className={isAmount ? 'r' : undefined}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
      </span>
      {note === undefined ? null : (
        <small id={`${id}-note`} className={error === undefined ? undefined : 'err'}>
          {note}
        </small>
      )}
    </div>
  );
}
