'use client';

import { type ReactNode, useActionState, useId, useState } from 'react';
import { IDLE } from '@/contracts/action';
import {
  LAST_DAY_OF_MONTH,
  PAYOUT_WEEKDAYS,
  type PayoutScheduleDto,
  SCHEDULE_KINDS,
  type ScheduleKind,
  scheduleKey,
} from '@/contracts/payout-schedule';
import type { PayoutSchedule } from '@/domain/fact/fact';
import { dayText } from '@/ui/day-text';
import { Icon } from '@/ui/icon';
import { chooseSchedule } from '../actions';
import { SCHEDULE_LABEL, WEEKDAYS } from '../labels';

interface ScheduleFormProps extends PayoutScheduleDto {
  readonly year: string;
}

/** What each kind would be: the current choice where it is of that kind. */
type Picks = Readonly<Record<ScheduleKind, PayoutSchedule>>;

function picksFrom(current: PayoutSchedule): Picks {
  const usual: Picks = {
    daily: { schedule: 'daily' },
    weekly: { schedule: 'weekly', weekday: 3 },
    'every-two-weeks': { schedule: 'every-two-weeks', weekday: 3 },
    monthly: { schedule: 'monthly', dayOfMonth: 1 },
  };
  return { ...usual, [current.schedule]: current };
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly options: readonly (readonly [value: number, label: string])[];
  readonly onPick: (value: number) => void;
}

function Select({ name, label, value, options, onPick }: SelectProps) {
  return (
    <span className="field">
      <select name={name} aria-label={label} value={value} onChange={({ target }) => onPick(Number(target.value))}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

const MONTH_DAYS = Array.from({ length: LAST_DAY_OF_MONTH }, (_, index) => [index + 1, `Day ${index + 1}`] as const);

function weekdayOptions(current: number): SelectProps['options'] {
  const offered = PAYOUT_WEEKDAYS.some((weekday) => weekday === current)
    ? PAYOUT_WEEKDAYS
    : [...PAYOUT_WEEKDAYS, current];
  return offered.map((weekday) => [weekday, WEEKDAYS[weekday - 1] ?? '']);
}

/** The select beside a kind; nothing for a daily schedule. */
function When({ pick, onPick }: { readonly pick: PayoutSchedule; readonly onPick: (pick: PayoutSchedule) => void }) {
  switch (pick.schedule) {
    case 'daily':
      return null;
    case 'monthly':
      return (
        <Select
          name="monthly-day"
          label="Day of the month"
          value={pick.dayOfMonth}
          options={MONTH_DAYS}
          onPick={(dayOfMonth) => onPick({ ...pick, dayOfMonth })}
        />
      );
    default:
      return (
        <Select
          name={`${pick.schedule}-weekday`}
          label={`Weekday, ${SCHEDULE_LABEL[pick.schedule].toLowerCase()}`}
          value={pick.weekday}
          options={weekdayOptions(pick.weekday)}
          onPick={(weekday) => onPick({ ...pick, weekday })}
        />
      );
  }
}

interface OptionProps {
  readonly pick: PayoutSchedule;
  readonly isChosen: boolean;
  readonly days: string;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Option({ pick, isChosen, days, onChoose, children }: OptionProps) {
  const id = useId();
  return (
    <div className="opt">
      <input
        className="check"
        type="radio"
        id={id}
        name="schedule"
        value={pick.schedule}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`${id}-days`}
      />
      <label htmlFor={id}>
        {SCHEDULE_LABEL[pick.schedule]}
        <small id={`${id}-days`}>{days}</small>
      </label>
      {children}
    </div>
  );
}

/** Chooses the payout days, each choice with the next three. A plain form: it works without JavaScript. */
export function ScheduleForm({ current, nextDays, year }: ScheduleFormProps) {
  const [state, send, isSending] = useActionState(chooseSchedule, IDLE);
  const [picks, setPicks] = useState(() => picksFrom(current));
  const [chosen, choose] = useState<ScheduleKind>(current.schedule);
  const daysOf = (pick: PayoutSchedule) =>
    (nextDays[scheduleKey(pick)] ?? []).map((day) => dayText(day, { year })).join(' · ');
  return (
    <form action={send}>
      {state.status === 'refused' ? (
        <p className="summary" role="alert">
          {Object.values(state.fields)[0] ?? state.message}
        </p>
      ) : null}
      <fieldset className="opts">
        <legend className="sr">When are you paid?</legend>
        {SCHEDULE_KINDS.map((kind) => (
          <Option
            key={kind}
            pick={picks[kind]}
            isChosen={chosen === kind}
            days={daysOf(picks[kind])}
            onChoose={() => choose(kind)}
          >
            <When
              pick={picks[kind]}
              onPick={(pick) => {
                setPicks({ ...picks, [kind]: pick });
                choose(kind);
              }}
            />
          </Option>
        ))}
      </fieldset>
      <button type="submit" className="btn primary mt-3.5" disabled={isSending}>
        Save schedule
      </button>
      <p className="sm muted mt-2.5" role="status">
        {state.status === 'done' ? (
          <>
            <Icon name="done" />{' '}
            {state.value.isChanged ? 'Saved. It counts from tomorrow on.' : 'This is your schedule already.'}
          </>
        ) : null}
      </p>
    </form>
  );
}
