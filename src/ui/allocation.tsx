import type { CSSProperties, ReactNode } from 'react';
import { Amount } from './amount';
import { amountText } from './amount-text';

interface AllocationProps {
  /** "Statement 12 Mar, 87.40 in all". */
  readonly label: ReactNode;
  /** What becomes of it, at the right. */
  readonly outcome?: ReactNode;
  /** Decimal strings, none below zero; what it was at first is their sum. */
  readonly before: string;
  readonly paid: string;
  readonly left: string;
  /** Where several stand under each other: a thin bar, and its key in one line. */
  readonly isCompact?: boolean;
}

const PARTS = [
  { key: 'before', word: 'covered before', className: 'was', color: 'var(--ek-chart-4)' },
  { key: 'paid', word: 'this payment', className: 'pay', color: 'var(--ek-chart-1)' },
  { key: 'left', word: 'left', className: 'left', color: undefined },
] as const;

/**
 * What a payment does to one debt: covered before, by this payment, left.
 * @example <Allocation label="Statement 12 Mar" before="50.00" paid="37.40" left="0.00" />
 */
export function Allocation({ label, outcome, before, paid, left, isCompact = false }: AllocationProps) {
  const values = { before, paid, left };
  // Widths only: a float that draws a bar holds no money.
  const total = Number.parseFloat(before) + Number.parseFloat(paid) + Number.parseFloat(left);
  const parts = PARTS.filter(({ key }) => Number.parseFloat(values[key]) > 0);
  const spoken = PARTS.map(({ key, word }) => `${amountText(values[key])} ${word}`).join(', ');
  return (
    <div className="alloc">
      <div className="what">
        <span>{label}</span>
        {outcome}
      </div>
      <div className={`bar${isCompact ? ' thin' : ''}`} role="img" aria-label={spoken}>
        {parts.map(({ key, className }) => (
          <i
            key={key}
            className={className}
            style={{ width: `${(100 * Number.parseFloat(values[key])) / total}%` } as CSSProperties}
          />
        ))}
      </div>
      <div className={`leg${isCompact ? ' one' : ''}`}>
        {PARTS.filter(({ key }) => !isCompact || parts.some((part) => part.key === key)).map(({ key, word, color }) => (
          <span key={key}>
            <i
              className={key === 'left' ? 'left' : undefined}
              style={color === undefined ? undefined : { background: color }}
            />
            {word} <Amount value={values[key]} />
          </span>
        ))}
      </div>
    </div>
  );
}
