import type { ReactNode } from 'react';
import { amountText, spokenAmount } from '@/ui/amount-text';

interface AmountHeadProps {
  /** What the amount is of. */
  readonly label: string;
  /** Decimal string. */
  readonly value: string;
  readonly currency: string;
  /** A chip beside the label. */
  readonly children?: ReactNode;
}

/** The head of a page of the cashier: its one figure, and what it is of. */
export function AmountHead({ label, value, currency, children }: AmountHeadProps) {
  const text = amountText(value, { currency });
  const at = text.search(/[0-9]/);
  return (
    <>
      <p className="muted flex flex-wrap gap-x-3.5">
        {label}
        {children}
      </p>
      <h1 className="figure amt mb-6">
        <span aria-hidden="true">
          <span className="cur">{text.slice(0, at)}</span>
          {text.slice(at)}
        </span>
        <span className="sr">{`${label}: ${spokenAmount(value, currency)}`}</span>
      </h1>
    </>
  );
}
