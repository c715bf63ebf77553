'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, fieldsOf, IDLE, messageOf } from '@/contracts/action';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import type { IconName } from '@/ui/icon';
import {
  askClose,
  pauseClose,
  resumeClose,
  retryClose,
  retryJob,
  runSweep,
  switchCloses,
  switchJobTask,
} from './ops-actions';

type Send = (previous: ActionState<string>, form: FormData) => Promise<ActionState<string>>;

interface OneButtonProps {
  readonly send: Send;
  /** Hidden fields. */
  readonly fields: Readonly<Record<string, string>>;
  readonly icon?: IconName;
  readonly kind?: 'default' | 'primary' | 'quiet';
  readonly size?: 'default' | 'sm';
  /** What a screen reader says, where many such buttons stand on a page. */
  readonly label?: string;
  readonly children: ReactNode;
}

function Answer({ state }: { readonly state: ActionState<string> }) {
  const refusal = state.status === 'refused' ? (Object.values(state.fields)[0] ?? state.message) : null;
  if (refusal !== null)
    return (
      <small className="err" role="alert">
        {refusal}
      </small>
    );
  return state.status === 'done' ? <small role="status">{state.value}</small> : null;
}

/** A form that is one button, and says under it what came of it. */
function OneButton({ send: sent, fields, icon, kind = 'default', size = 'default', label, children }: OneButtonProps) {
  const [state, send, isPending] = useActionState(sent, IDLE);
  return (
    <form action={send} className="one-button" aria-busy={isPending}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" kind={kind} size={size} disabled={isPending} aria-label={label} {...(icon && { icon })}>
        {children}
      </Button>
      <Answer state={state} />
    </form>
  );
}

interface AskProps {
  readonly formKey: string;
  /** The last day that is over everywhere. */
  readonly lastOver: string;
  readonly marketplaces: readonly { readonly key: string; readonly name: string }[];
}

/** "Close through": the days to close, of all marketplaces or of one. */
export function AskCloseForm({ formKey, lastOver, marketplaces }: AskProps) {
  const [state, send, isPending] = useActionState(askClose, IDLE);
  const errorOf = (key: string) => {
    const error = fieldsOf(state)[key];
    return error === undefined ? {} : { error };
  };
  const refusal = messageOf(state);
  return (
    <form action={send} className="ask-close" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={`close-${formKey}`} />
      <Field label="Close through" {...errorOf('through')}>
        <input type="date" name="through" required max={lastOver} defaultValue={lastOver} />
      </Field>
      <Field label="Marketplace" {...errorOf('marketplace')}>
        <select name="marketplace" defaultValue="">
          <option value="">All</option>
          {marketplaces.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Button type="submit" kind="primary" disabled={isPending}>
        Close
      </Button>
      {refusal === null ? null : (
        <small className="err" role="alert">
          {refusal}
        </small>
      )}
      {state.status === 'done' ? <small role="status">{state.value}</small> : null}
    </form>
  );
}

/** Pauses a run. */
export function PauseButton({ run }: { readonly run: number }) {
  return (
    <OneButton send={pauseClose} fields={{ run: String(run) }} icon="pause">
      Pause
    </OneButton>
  );
}

/** Goes on with a run. */
export function ResumeButton({ run, label }: { readonly run: number; readonly label: string }) {
  return (
    <OneButton send={resumeClose} fields={{ run: String(run) }} kind="primary">
      {label}
    </OneButton>
  );
}

/** Retries what a run left open, or one shop of it. */
export function RetryButton({ run, shop }: { readonly run: number; readonly shop?: string }) {
  const fields = { run: String(run), shop: shop ?? '' };
  if (shop === undefined)
    return (
      <OneButton send={retryClose} fields={fields} kind="primary" icon="refresh">
        Retry all that is left
      </OneButton>
    );
  return (
    <OneButton send={retryClose} fields={fields} size="sm" label={`Retry ${shop}`}>
      Retry
    </OneButton>
  );
}

/** "No closes", or closes again. */
export function SwitchClosesButton({ isPaused }: { readonly isPaused: boolean }) {
  return (
    <OneButton
      send={switchCloses}
      fields={{ paused: isPaused ? 'no' : 'yes' }}
      kind={isPaused ? 'primary' : 'default'}
      {...(isPaused ? {} : { icon: 'pause' as const })}
    >
      {isPaused ? 'Let closes go on' : 'Pause all closes'}
    </OneButton>
  );
}

/** Has one job done at once. */
export function RetryJobButton({ job, task }: { readonly job: string; readonly task: string }) {
  return (
    <OneButton send={retryJob} fields={{ job }} size="sm" label={`Run job ${job} of ${task} now`}>
      Run now
    </OneButton>
  );
}

/** Has a sweep done at once. */
export function RunSweepButton({ task }: { readonly task: string }) {
  return (
    <OneButton send={runSweep} fields={{ task }} size="sm" label={`Run ${task} now`}>
      Run now
    </OneButton>
  );
}

/** Pauses a kind of job, or lets it go on. */
export function SwitchTaskButton({ task, isPaused }: { readonly task: string; readonly isPaused: boolean }) {
  const word = isPaused ? 'Resume' : 'Pause';
  return (
    <OneButton
      send={switchJobTask}
      fields={{ task, paused: isPaused ? 'no' : 'yes' }}
      size="sm"
      kind="quiet"
      label={`${word} ${task}`}
    >
      {word}
    </OneButton>
  );
}
