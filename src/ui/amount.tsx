import { type AmountFormat, amountText, isZero, spokenAmount } from './amount-text';

/** What an amount means for the one who reads it. Red is only for what is owed. */
export type AmountTone = 'plain' | 'owed' | 'estimate';

interface AmountProps extends AmountFormat {
  /** Decimal string, "-37.40". */
  readonly value: string;
  readonly tone?: AmountTone;
}

const TONE_CLASS = { plain: '', owed: 'owed', estimate: 'est' } as const satisfies Record<AmountTone, string>;

/**
 * An amount in tabular figures. Zero is 0.00 in a lighter tone, never a dash.
 * @example <Amount value="-37.40" currency="USD" tone="owed" /> // −$37.40
 */
export function Amount({ value, currency, sign = 'auto', tone = 'plain' }: AmountProps) {
  const className = ['amt', TONE_CLASS[tone], isZero(value) ? 'zero' : ''].filter(Boolean).join(' ');
  const text = amountText(value, currency === undefined ? { sign } : { currency, sign });
  if (currency === undefined) return <span className={className}>{text}</span>;
  return (
    <span className={className}>
      <span aria-hidden="true">{text}</span>
      <span className="sr">{spokenAmount(value, currency)}</span>
    </span>
  );
}

/** The one figure of a page: large, its currency sign light. */
export function Figure({
  value,
  currency,
  tone = 'plain',
}: {
  readonly value: string;
  readonly currency: string;
  readonly tone?: AmountTone;
}) {
  const text = amountText(value, { currency });
  const at = text.search(/[0-9]/);
  return (
    <p className={`figure amt ${TONE_CLASS[tone]}`.trim()}>
      <span aria-hidden="true">
        <span className="cur">{text.slice(0, at)}</span>
        {text.slice(at)}
      </span>
      <span className="sr">{spokenAmount(value, currency)}</span>
    </p>
  );
}
