'use client';

import { type InputHTMLAttributes, useId, useState } from 'react';

interface TextFieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'autoComplete' | 'autoFocus' | 'inputMode' | 'maxLength' | 'type'
  > {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what was typed; undefined where nothing is. */
  readonly error?: string | undefined;
  /** A short code in large figures. */
  readonly isCode?: boolean;
  /** A form is emptied when it is answered; what was typed here stays. Never of a password or code. */
  readonly keeps?: boolean;
}

/** A labelled line of text in a form, with help and error below it, both told to who does not see them. */
export function TextField({ label, hint, error, isCode = false, keeps = false, ...input }: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const told = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`];
  const kept = keeps
    ? { value: typed, onChange: (event: { target: HTMLInputElement }) => setTyped(event.target.value) }
    : {};
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      <span className={['field', isCode ? 'code' : '', error === undefined ? '' : 'bad'].filter(Boolean).join(' ')}>
        <input
          id={id}
          {...input}
          {...kept}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={told.filter((one) => one !== null).join(' ') || undefined}
        />
      </span>
      {hint === undefined ? null : <small id={`${id}-hint`}>{hint}</small>}
      {error === undefined ? null : (
        <small className="err" id={`${id}-error`} role="alert">
          {error}
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
export function CodeField({ error, hint }: Pick<TextFieldProps, 'error' | 'hint'>) {
  return (
    <TextField
      name="code"
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
