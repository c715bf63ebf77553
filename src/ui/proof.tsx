import type { ReactNode } from 'react';
import { Icon } from './icon';

/** A check of a proof line, computed, not claimed. */
export interface ProofCheck {
  readonly key: string;
  readonly holds: boolean;
  readonly text: ReactNode;
}

/** Up to four checks of an arithmetic. A broken one is red and says both figures. */
export function ProofLine({ checks, aside }: { readonly checks: readonly ProofCheck[]; readonly aside?: ReactNode }) {
  const broken = checks.some((check) => !check.holds);
  return (
    <div className={`proof${broken ? ' broken' : ''}`} role={broken ? 'alert' : undefined}>
      {checks.map(({ key, holds, text }) => (
        <span key={key} className={holds ? undefined : 'bad'}>
          <Icon name={holds ? 'check' : 'stop'} label={holds ? 'holds' : 'broken'} />
          <span>{text}</span>
        </span>
      ))}
      {aside}
    </div>
  );
}

/** A term of an equation; `before` is the operator in front of it. */
export interface Term {
  readonly label: string;
  readonly amount: ReactNode;
  readonly before?: '+' | '=';
  readonly isResult?: boolean;
}

/** How a total adds up, as one line on a desk and a list on a phone. */
export function Equation({ terms }: { readonly terms: readonly Term[] }) {
  return (
    <dl className="eq">
      {terms.map(({ label, amount, before, isResult }) => (
        <div key={label} className={isResult === true ? 'res' : undefined} data-op={before}>
          <dt className="k">{label}</dt>
          <dd className="v">{amount}</dd>
        </div>
      ))}
    </dl>
  );
}
