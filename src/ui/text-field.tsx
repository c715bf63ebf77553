'use client';

import { type InputHTMLAttributes, useId, useState } from 'react';

interface TextFieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'autoComplete' | 'autoFocus' | 'inputMode' | 'maxLength' | 'placeholder' | 'required' | 'spellCheck' | 'type'
  > {
  readonly name: string;
  readonly label: string;
  /** What stands below it while nothing is wrong. */
  readonly hint?: string | undefined;
  /** What is wrong with what was typed; undefined where nothing is. */
  readonly error?: string | undefined;
  /** A short code in large figures. */
  readonly isCode?: boolean;
  /** An amount, set to the right. */
  readonly isAmount?: boolean;
  /** What stands before it, such as a currency sign. */
  readonly sign?: string;
  /** What stands in it at first. */
  readonly value?: string;
  /** A form is emptied when it is answered; what was typed here stays. Never of a password or code. */
  readonly keeps?: boolean;
}

/** A labelled line of text in a form, with help and error below it, both told to who does not see them. */
export function TextField({
  label,
  hint,
  error,
  sign,
  value = '',
  isCode = false,
  isAmount = false,
  keeps = false,
  ...input
}: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const kept = keeps
    ? { value: typed, onChange: (event: { target: HTMLInputElement }) => setTyped(event.target.value) }
    : { defaultValue: value };
  const note = error ?? hint;
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      <span className={['field', isCode ? 'code' : '', error === undefined ? '' : 'bad'].filter(Boolean).join(' ')}>
        {sign === undefined ? null : <span className="faint">{sign}</span>}
        <input
          id={id}
          {...input}
          {...kept}
          className={isAmount ? 'r' : undefined}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
      </span>
      {note === undefined ? null : (
        <small
          id={`${id}-note`}
          className={error === undefined ? undefined : 'err'}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </small>
      )}
    </div>
  );
}

/** The line of a form where a password is typed. */
export function PasswordField({
  isNew = false,
  ...field
}: Pick<TextFieldProps, 'name' | 'label' | 'hint' | 'error'> & { readonly isNew?: boolean }) {
  return (
    <TextField {...field} type="password" autoComplete={isNew ? 'new-password' : 'current-password'} maxLength={128} />
  );
}

/** The line of a form where an authenticator's six digits are typed. */
export function CodeField({
  name = 'code',
  error,
  hint,
}: Pick<TextFieldProps, 'error' | 'hint'> & { readonly name?: string }) {
  return (
    <TextField
      name={name}
      label="6 digits"
      isCode
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={9}
      error={error}
      hint={hint}
    />
  );
}
