import type { ReactNode } from 'react';
import { dayText } from './day-text';

/** Something that moved money on a day. */
export interface CalendarEvent {
  readonly key: string;
  readonly word: string;
  /** Signed; a door to its lines where there are any. */
  readonly amount: ReactNode;
}

/** A day of the calendar. */
export interface CalendarDay {
  readonly date: string;
  readonly isBusinessDay: boolean;
  readonly isToday: boolean;
  readonly isForecast: boolean;
  /** How the day ends: owed, with a balance, or at zero. */
  readonly end: 'neg' | 'pos' | 'none';
  readonly events: readonly CalendarEvent[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MOST = 2;

function dayNumber(date: string, isFirst: boolean): string {
  return isFirst || date.endsWith('-01') ? dayText(date, { style: 'short' }) : String(Number(date.slice(8)));
}

function Events({ events }: { readonly events: readonly CalendarEvent[] }) {
  return events.map(({ key, word, amount }) => (
    <span className="ev" key={key}>
      <span>{word}</span> {amount}
    </span>
  ));
}

function Cell({ day, isFirst }: { readonly day: CalendarDay; readonly isFirst: boolean }) {
  const kind = [
    day.isBusinessDay ? '' : 'off',
    day.isToday ? 'now' : '',
    day.isForecast ? 'fc' : '',
    day.end === 'none' ? '' : day.end,
    day.events.length === 0 ? 'none' : '',
  ];
  const shown = day.events.slice(0, MOST);
  const rest = day.events.slice(shown.length);
  return (
    <div className={`day ${kind.filter(Boolean).join(' ')}`}>
      <b>
        <span className="l">{dayText(day.date)}</span>
        <span className="s" aria-hidden="true">
          {dayNumber(day.date, isFirst)}
        </span>
      </b>
      <Events events={shown} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length} more</summary>
          <Events events={rest} />
        </details>
      )}
    </div>
  );
}

/** What a calendar is called by a screen reader. @example "Cash calendar, Mon 9 Mar to Sun 5 Apr" */
export function calendarLabel(title: string, days: readonly { readonly day: string }[], year: string): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return title;
  return `${title}, ${dayText(first.day, { year })} to ${dayText(last.day, { year })}`;
}

/** Four weeks, Monday first, with what moved and how each day ends; on a phone the days with events. */
export function CashCalendar({ days, label }: { readonly days: readonly CalendarDay[]; readonly label: string }) {
  return (
    <section className="cal" aria-label={label}>
      {DAYS.map((name) => (
        <div className="dow" key={name} aria-hidden="true">
          {name}
        </div>
      ))}
      {days.map((day, index) => (
        <Cell key={day.date} day={day} isFirst={index === 0} />
      ))}
    </section>
  );
}

/** The key to the strips of a calendar. */
export function CalendarKey({
  entries,
}: {
  readonly entries: readonly { readonly mark: 'neg' | 'pos' | 'fc'; readonly word: string }[];
}) {
  return (
    <p className="key">
      {entries.map(({ mark, word }) => (
        <span key={mark}>
          <i className={mark === 'pos' ? undefined : mark} /> {word}
        </span>
      ))}
    </p>
  );
}
