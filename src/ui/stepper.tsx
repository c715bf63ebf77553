import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** A step of something that takes a while: behind, now, failed, given up, or ahead. */
export interface Step {
  readonly key: string;
  readonly word: string;
  readonly state: 'did' | 'at' | 'bad' | 'end' | 'ahead';
  /** When it was, how long it takes, or what to do. */
  readonly note?: ReactNode;
}

const ICON = {
  did: 'check',
  at: 'half',
  bad: 'stop',
  end: 'void',
  ahead: 'clock',
} as const satisfies Record<Step['state'], IconName>;
const SPOKEN = {
  did: 'done',
  at: 'now',
  bad: 'failed',
  end: 'ended',
  ahead: 'ahead',
} as const satisfies Record<Step['state'], string>;

/**
 * The steps of a bill, as far as it has come; vertical on a phone. Changes are read out.
 * @example <Stepper label="This bill" steps={[{ key: 'made', word: 'Bill made', state: 'did', note: '10:38' }]} />
 */
export function Stepper({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label} aria-live="polite">
      {steps.map(({ key, word, state, note }) => (
        <li
          key={key}
          className={state === 'ahead' ? undefined : state}
          aria-current={state === 'at' ? 'step' : undefined}
        >
          <Icon name={ICON[state]} label={SPOKEN[state]} />
          <b>{word}</b>
          {note}
        </li>
      ))}
    </ol>
  );
}
