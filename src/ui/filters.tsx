import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { Popup } from './popup';

/** A list begins at its other end: the words of the box, and of its chip. */
export const OTHER_WAY_ROUND = 'The other way round';

/** A choice among a few: links, the one in force marked. */
export interface Segment {
  readonly key: string;
  readonly label: string;
  readonly count?: number;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** Segments with kept counts; the URL carries the choice. */
export function Segmented({ label, segments }: { readonly label: string; readonly segments: readonly Segment[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {segments.map(({ key, label: word, count, href, isCurrent }) => (
        <Link key={key} href={href as Route} aria-current={isCurrent ? 'true' : undefined}>
          {word} {count === undefined ? null : <span className="n">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** A search by a plain GET form: works without JavaScript. `keep` carries the other filters along. */
export function SearchForm({
  action,
  name,
  value,
  placeholder,
  keep,
}: {
  readonly action: string;
  readonly name: string;
  readonly value: string;
  readonly placeholder: string;
  readonly keep: Readonly<Record<string, string>>;
}) {
  return (
    <form className="field" action={action} method="get">
      <Icon name="search" />
      <KeptInputs keep={keep} />
      <input type="search" name={name} defaultValue={value} placeholder={placeholder} aria-label={placeholder} />
    </form>
  );
}

/** Hidden inputs for the filters that a form does not change. */
export function KeptInputs({ keep }: { readonly keep: Readonly<Record<string, string>> }) {
  return Object.entries(keep).map(([key, value]) => <input key={key} type="hidden" name={key} value={value} />);
}

/** A filter behind a button: a disclosure with a GET form, no JavaScript needed. */
export function FilterMenu({
  label,
  action,
  keep,
  children,
}: {
  readonly label: string;
  readonly action: string;
  readonly keep: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) {
  return (
    <Popup className="menu" name="filters">
      <summary className="btn">
        {label}
        <Icon name="down" />
      </summary>
      <form className="menu-panel form" action={action} method="get">
        <KeptInputs keep={keep} />
        {children}
        <button type="submit" className="btn primary">
          Apply
        </button>
      </form>
    </Popup>
  );
}

/** Filters in force, each with a way to remove it. */
export function FilterChips({
  chips,
}: {
  readonly chips: readonly { readonly key: string; readonly label: string; readonly href: string }[];
}) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters in force">
      {chips.map(({ key, label, href }) => (
        <li key={key}>
          <Link className="btn sm" href={href as Route} aria-label={`Remove filter: ${label}`}>
            {label}
            <Icon name="x" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface FieldProps {
  /** The id of the control inside; without one the label wraps the control. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly children: ReactNode;
}

/** A labelled control inside a form: label above, help or error below. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const control = <span className={`field${error === undefined ? '' : ' bad'}`}>{children}</span>;
  return (
    <div className="f">
      {id === undefined ? (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
        <label>
          {label}
          {control}
        </label>
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          {control}
        </>
      )}
      {hint === undefined ? null : <small>{hint}</small>}
      {error === undefined ? null : (
        <small className="err" role="alert">
          {error}
        </small>
      )}
    </div>
  );
}

interface FilterFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}

/** A choice among a few values in a filter; the first stands for all. */
export function ChoiceField({
  name,
  label,
  value,
  any = 'Any',
  options,
}: FilterFieldProps & {
  readonly any?: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <Field id={`filter-${name}`} label={label}>
      <select
        id={`filter-${name}`}
        name={name}
        defaultValue={value ?? ''}
        className="w-full bg-raised text-ink outline-none"
      >
        <option value="">{any}</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A day in a filter. */
export function DayField({ name, label, value }: FilterFieldProps) {
  return (
    <Field id={`filter-${name}`} label={label}>
      <input id={`filter-${name}`} type="date" name={name} defaultValue={value ?? ''} />
    </Field>
  );
}

/** An amount in a filter. */
export function AmountField({ name, label, value }: FilterFieldProps) {
  return (
    <Field id={`filter-${name}`} label={label}>
      <input
        id={`filter-${name}`}
        name={name}
        defaultValue={value ?? ''}
        placeholder="0.00"
        inputMode="decimal"
        autoComplete="off"
      />
    </Field>
  );
}

/** The other order of a list, as a box in its menu of orders. */
export function ReverseField({ isOn }: { readonly isOn: boolean }) {
  return (
    <label className="turned">
      <input className="check" type="checkbox" name="dir" value="reverse" defaultChecked={isOn} /> {OTHER_WAY_ROUND}
    </label>
  );
}

interface FilterBarProps {
  /** What is searched: "Shops". */
  readonly label: string;
  readonly segments: { readonly label: string; readonly of: readonly Segment[] };
  readonly search: Omit<Parameters<typeof SearchForm>[0], 'name'>;
  readonly chips: Parameters<typeof FilterChips>[0]['chips'];
  /** Menus of filters, orders and views. */
  readonly children: ReactNode;
}

/** What narrows a list: segments, a search, menus, and the filters in force below. Give it the address as its key: it begins anew with it. */
export function FilterBar({ label, segments, search, chips, children }: FilterBarProps) {
  return (
    <search aria-label={label}>
      <div className="filters">
        <Segmented label={segments.label} segments={segments.of} />
        <SearchForm name="q" {...search} />
        {children}
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}
