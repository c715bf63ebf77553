'use client';

import { type ChangeEvent, useId, useState } from 'react';

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  /** The label is for who does not see the form: what stands around it says the same. */
  readonly isLabelHidden?: boolean;
  /** Endings or media types, as the browser's chooser takes them. */
  readonly accept: string;
  readonly largest: { readonly bytes: number; readonly problem: string };
  /** What stands below it while nothing is wrong. */
  readonly hint?: string;
  /** What is wrong with the file that was sent; undefined where nothing is. */
  readonly error: string | undefined;
  readonly required?: boolean;
}

/** A chooser for one file. What is too large is not even sent: the browser says so at once. */
export function FileField({ name, label, isLabelHidden, accept, largest, hint, error, required }: FileFieldProps) {
  const id = useId();
  const [isTooLarge, setTooLarge] = useState(false);
  const check = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const tooLarge = (target.files?.[0]?.size ?? 0) > largest.bytes;
    target.setCustomValidity(tooLarge ? largest.problem : '');
    setTooLarge(tooLarge);
  };
  const problem = isTooLarge ? largest.problem : error;
  const note = problem ?? hint;
  return (
    <div className="f file-field">
      <label className={isLabelHidden ? 'sr' : undefined} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        name={name}
        accept={accept}
        required={required}
        onChange={check}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note === undefined ? null : (
        <small
          id={`${id}-note`}
          className={problem === undefined ? undefined : 'err'}
          role={problem === undefined ? undefined : 'alert'}
        >
          {note}
        </small>
      )}
    </div>
  );
}
