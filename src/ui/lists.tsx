import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** A pair of a term and its value. */
export interface Pair {
  readonly term: string;
  readonly value: ReactNode;
}

/** Terms and values under each other, hairlines between. */
export function KeyValues({ pairs }: { readonly pairs: readonly Pair[] }) {
  return (
    <dl className="kv">
      {pairs.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A condition of a check list, met or not. */
export interface Condition {
  readonly key: string;
  readonly state: 'ok' | 'no' | 'wait';
  readonly text: ReactNode;
}

const MARKS = {
  ok: { icon: 'check', word: 'met' },
  no: { icon: 'x', word: 'not met' },
  wait: { icon: 'clock', word: 'waiting' },
} as const satisfies Record<Condition['state'], { icon: IconName; word: string }>;

/** All conditions, also those that are met. */
export function CheckList({ conditions }: { readonly conditions: readonly Condition[] }) {
  return (
    <ul className="why">
      {conditions.map(({ key, state, text }) => (
        <li key={key}>
          <Icon name={MARKS[state].icon} label={MARKS[state].word} className={state} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** A row of a sum. */
export interface SumRow {
  readonly key: string;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly amount: ReactNode;
}

/** A sum: its rows, and the total under an ink rule. */
export function SumTable({
  caption,
  rows,
  total,
}: {
  readonly caption: string;
  readonly rows: readonly SumRow[];
  readonly total?: Omit<SumRow, 'key' | 'note'>;
}) {
  return (
    <table className="sum">
      <caption className="sr">{caption}</caption>
      <tbody>
        {rows.map(({ key, label, note, amount }) => (
          <tr key={key}>
            <td>
              {label}
              {note === undefined ? null : <span className="sub">{note}</span>}
            </td>
            <td>{amount}</td>
          </tr>
        ))}
        {total === undefined ? null : (
          <tr className="tot">
            <td>{total.label}</td>
            <td>{total.amount}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** A failure or a finding in words: icon, strong start, rest. */
export function Sentences({
  items,
}: {
  readonly items: readonly {
    readonly key: string;
    readonly icon: IconName;
    readonly tone?: 'ok' | 'no' | 'wait';
    readonly text: ReactNode;
  }[];
}) {
  return (
    <ul className="why">
      {items.map(({ key, icon, tone, text }) => (
        <li key={key}>
          <Icon name={icon} {...(tone === undefined ? {} : { className: tone })} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
