'use client';

import { type ReactNode, useRef, useState } from 'react';
import { formatMinor, readMinor, sum } from '@/domain/money/money';
import { amountText } from '@/ui/amount-text';
import { Button } from '@/ui/button';
import { counted } from '@/ui/counted';
import { CHECK_SHOPS_PATH, EXPORT_SHOPS_PATH, PAY_SHOPS_PATH } from './search';

interface SelectionProps {
  readonly mayPay: boolean;
  readonly mayCheck: boolean;
  /** The list, with a checkbox "shop" before each. */
  readonly children: ReactNode;
}

interface Selected {
  readonly count: number;
  readonly of: number;
  readonly payable: number;
  /** What can be paid of the selected, one text per currency: two are never added up. */
  readonly sums: readonly string[];
}

function selectedIn(form: HTMLFormElement): Selected {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="shop"]')];
  const checked = boxes.filter((box) => box.checked);
  const payable = checked.filter((box) => box.dataset.payable !== undefined);
  const currencies = [...new Set(payable.map((box) => box.dataset.currency ?? ''))];
  const sums = currencies.map((currency) => {
    const own = payable.filter((box) => box.dataset.currency === currency);
    return amountText(formatMinor(sum(own.map((box) => readMinor(box.dataset.payable ?? '0.00')))), { currency });
  });
  return { count: checked.length, of: boxes.length, payable: payable.length, sums };
}

function Said({ selected }: { readonly selected: Selected | null }) {
  if (selected === null || selected.count === 0) {
    return <span className="muted">Select shops to do something for several at once.</span>;
  }
  const { count, of, payable, sums } = selected;
  return (
    <>
      <span>
        <b className="b">{counted(count, 'shop')} selected</b> <span className="muted">of {of} shown</span>
      </span>
      <span className="muted">
        {payable === 0 ? 'None of them has anything to pay.' : `${payable} can be paid: ${sums.join(' and ')}.`}
      </span>
    </>
  );
}

/**
 * Selects shops to do something for all of them. A plain form: without JavaScript its buttons go to the same pages; with it, what is
 * selected is counted and added up.
 */
export function Selection({ mayPay, mayCheck, children }: SelectionProps) {
  const form = useRef<HTMLFormElement>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  const count = () => {
    if (form.current) setSelected(selectedIn(form.current));
  };
  const all = (isChecked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="shop"]') ?? [])
      box.checked = isChecked;
    count();
  };
  const hasSome = selected !== null && selected.count > 0;
  const hasPayable = selected !== null && selected.payable > 0;
  return (
    <form action={EXPORT_SHOPS_PATH} method="get" ref={form} onChange={count}>
      {children}
      <section className="paybar" aria-label="Selection">
        <span role="status" className="contents">
          <Said selected={selected} />
        </span>
        <span className="acts">
          <Button onClick={() => all(!hasSome)}>{hasSome ? 'Clear' : 'Select all'}</Button>
          <Button type="submit">Export</Button>
          {mayCheck ? (
            <Button type="submit" formAction={CHECK_SHOPS_PATH}>
              Mark checked
            </Button>
          ) : null}
          {mayPay ? (
            <Button type="submit" formAction={PAY_SHOPS_PATH} kind={hasPayable ? 'primary' : 'default'}>
              {hasPayable ? `Pay (${selected.payable}), ${selected.sums.join(' + ')}` : 'Pay negative balances'}
            </Button>
          ) : null}
        </span>
      </section>
    </form>
  );
}
