import type { CSSProperties, ReactNode } from 'react';

/** A step of a waterfall: money in, money out, reserve, or the end. */
export interface WaterfallStep {
  readonly key: string;
  readonly label: ReactNode;
  readonly note?: string;
  /** Where the bar begins and ends, signed decimal strings. */
  readonly from: string;
  readonly to: string;
  readonly kind: 'in' | 'out' | 'soft' | 'end' | 'start';
  readonly amount: ReactNode;
  readonly running?: ReactNode;
}

function geometry(steps: readonly WaterfallStep[]): (step: WaterfallStep) => CSSProperties {
  const marks = steps.flatMap((step) => [Number.parseFloat(step.from), Number.parseFloat(step.to)]);
  const low = Math.min(0, ...marks);
  const span = Math.max(0, ...marks) - low || 1;
  const at = (mark: number) => `${(((mark - low) / span) * 100).toFixed(2)}%`;
  return ({ from, to }) => {
    const [a, b] = [Number.parseFloat(from), Number.parseFloat(to)];
    return {
      '--z': at(0),
      '--x': at(Math.min(a, b)),
      '--w': `${((Math.abs(b - a) / span) * 100).toFixed(2)}%`,
      '--e': at(b),
    } as CSSProperties;
  };
}

/** Where money came from and went, as rows: it is its own table. */
export function Waterfall({
  caption,
  heads,
  steps,
}: {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly steps: readonly WaterfallStep[];
}) {
  const styleOf = geometry(steps);
  const [first = '', amount = 'Amount', running] = heads;
  return (
    <table className="wf">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">
            <span className="sr">Bar</span>
          </th>
          <th scope="col">{amount}</th>
          {running === undefined ? null : (
            <th scope="col" className="run">
              {running}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.key} className={step.kind === 'soft' ? 'in' : step.kind}>
            <td>
              {step.label}
              {step.note === undefined ? null : <span className="sub">{step.note}</span>}
            </td>
            <td className="plot" aria-hidden="true">
              <div className="tr" style={styleOf(step)}>
                {step.kind === 'start' || step.from === step.to ? null : (
                  <i className={step.kind === 'soft' ? 'soft' : undefined} />
                )}
                {step.kind === 'soft' ? null : <s />}
              </div>
            </td>
            <td className="r">{step.amount}</td>
            {running === undefined ? null : <td className="r run">{step.running}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
