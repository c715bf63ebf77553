'use client';

import { useEffect, useId, useRef } from 'react';

/** Where somebody proves who they are, and comes back to the form that asked for it. */
const PROOF_PATH = '/confirm';

/** Whoever has not come back from the proof by then has given up. */
const DRAFT_MINUTES = 10;

/** The tab's own store; null where the browser allows none, and then nothing is kept. */
function draftStore(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** What was typed into a form not long ago; null where nothing was. */
function readDraft(key: string): string | null {
  const [, at, words] = /^(\d+) (.*)$/s.exec(draftStore()?.getItem(key) ?? '') ?? [];
  return words === undefined || Date.now() - Number(at) > DRAFT_MINUTES * 60_000 ? null : words;
}

/**
 * What is typed and not sent: whoever is led to the proof of who they are, or loads the page again, finds it as it was. Gone once the page is
 * left in any other way, and after some minutes, so that no draft turns up under something else.
 * @param draft names the form, what it is about and who fills it in; undefined where nothing is kept
 */
function useDraft(draft: string | undefined) {
  const area = useRef<HTMLTextAreaElement>(null);
  const key = draft === undefined ? null : `draft ${draft}`;
  useEffect(() => {
    if (key === null) return;
    const kept = readDraft(key);
    if (area.current?.value === '' && kept !== null) area.current.value = kept;
    return () => {
      if (window.location.pathname !== PROOF_PATH) draftStore()?.removeItem(key);
    };
  }, [key]);
  const keep = (words: string) => {
    if (key !== null) draftStore()?.setItem(key, `${Date.now()} ${words}`);
  };
  return { area, keep };
}

interface WordsFieldProps {
  readonly name: string;
  readonly label: string;
  /** What stands below it while nothing is wrong. */
  readonly hint: string;
  /** What is wrong with what was typed; undefined where nothing is. */
  readonly error: string | undefined;
  /** What was typed before the form was refused. */
  readonly typed: string;
  readonly rows: number;
  readonly shortest?: number;
  readonly longest: number;
  readonly isOptional?: boolean;
  /** The form's name in this tab, where a proof of who one is may come between typing and sending. */
  readonly draft?: string;
}

/** A few lines of text in a form, which are kept where the form is refused. */
export function WordsField({
  name,
  label,
  hint,
  error,
  typed,
  rows,
  shortest,
  longest,
  isOptional = false,
  draft,
}: WordsFieldProps) {
  const id = useId();
  const { area, keep } = useDraft(draft);
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        className="area"
        id={id}
        name={name}
        key={typed}
        defaultValue={typed}
        onChange={({ target }) => keep(target.value)}
        rows={rows}
        required={!isOptional}
        minLength={shortest}
        maxLength={longest}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${id}-help`}
      />
      <small id={`${id}-help`} className={error === undefined ? undefined : 'err'}>
        {error ?? hint}
      </small>
    </div>
  );
}
