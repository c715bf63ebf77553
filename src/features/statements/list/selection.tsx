'use client';

import { type ReactNode, useRef, useState } from 'react';
import { formatMinor, minus, readMinor, sum } from '@/domain/money/money';
import { Amount } from '@/ui/amount';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { Button } from '@/ui/button';
import { counted } from '@/ui/counted';

const PAY_PATH = '/finances/negative-balance';

interface SelectionProps {
  /** What the shop owes in all. */
  readonly owed: string;
  readonly currency: string;
  /** The list, with a checkbox "no" before each statement that is owed. */
  readonly children: ReactNode;
}

/** What is selected: how many of how many, and what they come to. */
interface Selected {
  readonly count: number;
  readonly of: number;
  readonly sum: string;
}

function selectedIn(form: HTMLFormElement): Selected {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="no"]')];
  const checked = boxes.filter((box) => box.checked);
  return {
    count: checked.length,
    of: boxes.length,
    sum: formatMinor(sum(checked.map((box) => readMinor(box.dataset.owed ?? '0.00')))),
  };
}

/** What stays owed if the selected is paid. */
function rest(owed: string, paid: string): string {
  return formatMinor(minus(readMinor(owed), readMinor(paid)));
}

function Chosen({ selected, owed, currency }: Omit<SelectionProps, 'children'> & { readonly selected: Selected }) {
  const left = rest(owed, selected.sum);
  return (
    <>
      <span>
        <b className="b">{counted(selected.count, 'statement')} selected</b>{' '}
        <span className="muted">of {selected.of} that you owe</span>
      </span>
      <span>
        Open <Amount value={`-${selected.sum}`} currency={currency} tone="owed" />
      </span>
      <span className="muted">
        {isNegative(left) || isZero(left) ? null : `${amountText(left, { currency })} stays owed. `}The payment clears
        these first.
      </span>
    </>
  );
}

/**
 * Selects statements to pay. A plain form: without JavaScript it goes to the page that shows what paying them clears, with it, it also
 * counts and adds up what is selected.
 */
export function Selection({ owed, currency, children }: SelectionProps) {
  const form = useRef<HTMLFormElement>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  const count = () => {
    if (form.current) setSelected(selectedIn(form.current));
  };
  const all = (isChecked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="no"]') ?? [])
      box.checked = isChecked;
    count();
  };
  const hasSome = selected !== null && selected.count > 0;
  return (
    <form action={PAY_PATH} method="get" ref={form} onChange={count}>
      <input type="hidden" name="choice" value="statements" />
      {children}
      <section className="paybar" aria-label="Selection">
        <span role="status" className="contents">
          {hasSome ? (
            <Chosen selected={selected} owed={owed} currency={currency} />
          ) : (
            <span className="muted">Select the statements that you want to pay.</span>
          )}
        </span>
        <span className="acts">
          {hasSome ? (
            <Button onClick={() => all(false)}>Clear</Button>
          ) : (
            <Button onClick={() => all(true)}>Select all</Button>
          )}
          {/* Never disabled: without JavaScript nobody counts what is selected. */}
          <Button type="submit" kind={hasSome ? 'primary' : 'default'}>
            {hasSome
              ? `Pay selected (${selected.count}), ${amountText(selected.sum, { currency })}`
              : 'Pay selected statements'}
          </Button>
        </span>
      </section>
    </form>
  );
}
