import type { ReactNode } from 'react';
import { Icon } from './icon';

/** Somebody to sign in as, in demo mode. */
export interface Person {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly aside: ReactNode;
}

/** People in groups; the whole row is the button. */
export function PeopleList({
  groups,
  field,
}: {
  readonly groups: readonly { readonly title: string; readonly people: readonly Person[] }[];
  readonly field: string;
}) {
  return (
    <div className="people">
      {groups.map(({ title, people }) => (
        <div key={title}>
          <h3>{title}</h3>
          {people.map(({ key, name, note, aside }) => (
            <button key={key} type="submit" name={field} value={key}>
              <span>
                <b>{name}</b>
                <small>{note}</small>
              </span>
              <span>{aside}</span>
              <Icon name="right" />
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
