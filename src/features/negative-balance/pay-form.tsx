'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import {
  type InputHTMLAttributes,
  type ReactNode,
  type RefObject,
  useActionState,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useTransition,
} from 'react';
import { IDLE } from '@/contracts/action';
import { PAY_CHOICES, type PayChoice } from '@/contracts/negative-balance';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import { startPaying } from './actions';
import { NO_FIELD, namedIn, payHref } from './search';

/** How long typing has to rest before what it does is computed. */
const REST_MILLIS = 250;

/** What the form offers, and which of it is chosen. */
export interface PayFormProps {
  readonly currency: string;
  readonly year: string;
  readonly choice: PayChoice;
  /** The amount as it was typed. */
  readonly amount: string;
  readonly limits: { readonly least: string; readonly most: string };
  readonly isPartBilled: boolean;
  /** Statements that may be chosen, oldest first. */
  readonly debts: readonly {
    readonly no: number;
    readonly day: string;
    readonly owed: string;
    readonly isChosen: boolean;
  }[];
  readonly chosenTotal: string;
  /** Made by the server for this rendering: sent twice, it makes one bill. */
  readonly nonce: string;
  /** The request whose preview is shown; empty where it was refused. */
  readonly shown: string;
  readonly refusal: { readonly field: string; readonly reason: string } | null;
  readonly isChanged: boolean;
  readonly button: string;
  /** What the choice clears, computed by the server. */
  readonly children: ReactNode;
}

function askedIn(form: HTMLFormElement) {
  const data = new FormData(form);
  const choice = PAY_CHOICES.find((one) => one === data.get('choice')) ?? 'full';
  return { choice, no: namedIn(data.keys()), amount: String(data.get('amount') ?? '') };
}

/** Has the server compute what a choice does, as it is made and typed. */
function usePreview() {
  const router = useRouter();
  const [isComputing, start] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (form: HTMLFormElement, isTyped: boolean) => {
    clearTimeout(timer.current);
    const go = () => start(() => router.replace(payHref(askedIn(form)) as Route, { scroll: false }));
    timer.current = setTimeout(go, isTyped ? REST_MILLIS : 0);
  };
  return { isComputing, show };
}

/** An amount that was typed before scripts ran counts as chosen, as it does later. @returns whether anything was chosen or typed */
function chooseWhatIsThere(form: HTMLFormElement): boolean {
  const amount = form.elements.namedItem('amount');
  const choices = form.elements.namedItem('choice');
  const isTyped = amount instanceof HTMLInputElement && amount.value !== amount.defaultValue;
  if (isTyped && choices instanceof RadioNodeList) choices.value = 'amount';
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input.check')];
  return isTyped || inputs.some((input) => input.checked !== input.defaultChecked);
}

interface ChoiceProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'aria-describedby'> {
  readonly id: string;
  readonly value: PayChoice;
  readonly chosen: PayChoice;
  readonly ref?: RefObject<HTMLInputElement | null>;
}

/** The radio button of one choice. */
function Choice({ value, chosen, ...rest }: ChoiceProps) {
  return (
    <input className="check" type="radio" name="choice" value={value} defaultChecked={value === chosen} {...rest} />
  );
}

const errorId = (choiceId: string): string => `${choiceId}-error`;

/** What is wrong with a choice; its controls refer to it. */
function ChoiceError({ choiceId, error }: { readonly choiceId: string; readonly error: string | null }) {
  if (error === null) return null;
  return (
    <small className="err" id={errorId(choiceId)}>
      {error}
    </small>
  );
}

function Statements({ debts, chosenTotal, choice, year, error }: PayFormProps & { readonly error: string | null }) {
  const id = useId();
  const count = debts.filter(({ isChosen }) => isChosen).length;
  return (
    <div className="opt">
      <Choice id={id} value="statements" chosen={choice} aria-describedby={error === null ? undefined : errorId(id)} />
      <label htmlFor={id}>
        Selected statements
        <small>
          {choice === 'statements' ? count : 0} of {debts.length}
        </small>
      </label>
      <Amount value={chosenTotal} />
      <fieldset className="more picks">
        <legend className="sr">Statements to pay</legend>
        {debts.map(({ no, day, owed, isChosen }) => (
          <label key={no}>
            <input className="check" type="checkbox" name={`${NO_FIELD}${no}`} defaultChecked={isChosen} />
            Statement {dayText(day, { year })}
            <Amount value={owed} />
          </label>
        ))}
      </fieldset>
      <ChoiceError choiceId={id} error={error} />
    </div>
  );
}

function OtherAmount({ limits, amount, choice, currency, error }: PayFormProps & { readonly error: string | null }) {
  const id = useId();
  const radio = useRef<HTMLInputElement>(null);
  const sign = amountText('0.00', { currency }).replace('0.00', '');
  return (
    <div className="opt">
      <Choice id={id} value="amount" chosen={choice} ref={radio} />
      <label htmlFor={id}>
        Another amount
        <small id={`${id}-range`}>
          {amountText(limits.least)} to {amountText(limits.most)}
        </small>
      </label>
      <span className={`field${error === null ? '' : ' bad'}`}>
        <span className="faint">{sign}</span>
        <input
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          placeholder="0.00"
          defaultValue={amount}
          aria-label={`Another amount, in ${currency}`}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? `${id}-range` : errorId(id)}
          onInput={() => {
            if (radio.current) radio.current.checked = true;
          }}
        />
      </span>
      <ChoiceError choiceId={id} error={error} />
    </div>
  );
}

/** What a refusal of the whole form says, and takes the focus with. */
function Summary({ message }: { readonly message: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <p className="summary" role="alert" tabIndex={-1} ref={box}>
      {message}
    </p>
  );
}

/** Chooses what to pay, shows what it clears, and goes on to payment. A plain form: it works without JavaScript. */
export function PayForm(props: PayFormProps) {
  const { choice, limits, isPartBilled, refusal, shown, nonce, button, isChanged } = props;
  const [state, send, isSending] = useActionState(startPaying, IDLE);
  const { isComputing, show } = usePreview();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // What was chosen or typed before the page came alive is shown too.
  const showWhatIsThere = useEffectEvent(() => {
    if (form.current && chooseWhatIsThere(form.current)) show(form.current, true);
  });
  useEffect(() => showWhatIsThere(), []);
  const errorAt = (field: string) => (refusal !== null && refusal.field === field ? refusal.reason : null);
  const message =
    state.status === 'refused'
      ? state.message
      : isChanged
        ? 'What you owe or what is billed has changed meanwhile. Nothing was done: look at it again, then continue.'
        : null;
  return (
    <form
      className="panel sticky"
      id="pay"
      ref={form}
      action={send}
      onChange={({ currentTarget, target }) =>
        show(currentTarget, target instanceof HTMLInputElement && target.name === 'amount')
      }
    >
      <h2 className="mb-2.5">Pay it off</h2>
      {message === null ? null : <Summary message={message} />}
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="shown" value={shown} />
      <fieldset className="opts">
        <legend className="sr">What do you want to pay?</legend>
        <div className="opt">
          <Choice id={id} value="full" chosen={choice} />
          <label htmlFor={id}>{isPartBilled ? 'All that can still be billed' : 'All that you owe'}</label>
          <Amount value={limits.most} />
        </div>
        <Statements {...props} error={errorAt('statements')} />
        <OtherAmount {...props} error={errorAt('amount')} />
      </fieldset>
      <noscript>
        <button type="submit" className="btn mt-3" name="intent" value="preview">
          Show what it clears
        </button>
      </noscript>
      <div className={isComputing ? 'computing' : undefined} aria-busy={isComputing} aria-live="polite">
        {props.children}
      </div>
      <button type="submit" className="btn primary lg mt-3.5" disabled={isComputing || isSending}>
        {button}
      </button>
    </form>
  );
}
