import type { CSSProperties, ReactNode } from 'react';
import { Icon } from './icon';

/** How sure a bar is: owed hatched, reserve outlined, on hold dashed, sure money solid. */
export type BarKind = 'owed' | 'soft' | 'est' | 'sure';

/** One of the four rows, or the total. */
export interface TreeRow {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  /** Signed decimal string: the length of the bar. */
  readonly value: string;
  readonly bar: BarKind;
  readonly amount: ReactNode;
  readonly children: readonly { readonly key: string; readonly label: ReactNode; readonly amount: ReactNode }[];
  /** "12 more", as a link. */
  readonly more?: ReactNode;
}

/** Bars only: a share of the widest, never shown as a figure. */
function shareOf(value: string): number {
  return Number.parseFloat(value);
}

/** Left edge, width and place of zero in percent, all rows on one scale. */
export function barStyle(value: string, all: readonly string[]): CSSProperties {
  const shares = all.map(shareOf);
  const low = Math.min(0, ...shares);
  const high = Math.max(0, ...shares);
  const span = high - low || 1;
  const at = (share: number) => `${(((share - low) / span) * 100).toFixed(2)}%`;
  const share = shareOf(value);
  return {
    '--z': at(0),
    '--x': at(Math.min(0, share)),
    '--w': `${((Math.abs(share) / span) * 100).toFixed(2)}%`,
  } as CSSProperties;
}

function Bar({ row, scale }: { readonly row: Pick<TreeRow, 'value' | 'bar'>; readonly scale: readonly string[] }) {
  return (
    <span className="water" style={barStyle(row.value, scale)} aria-hidden="true">
      {shareOf(row.value) === 0 ? null : <i className={row.bar === 'sure' ? undefined : row.bar} />}
    </span>
  );
}

/** The balance as four rows and a total; each opens into the lines that made it. All bars share one scale. */
export function BalanceTree({ rows, total }: { readonly rows: readonly TreeRow[]; readonly total: TreeRow }) {
  const scale = [...rows, total].map((row) => row.value);
  return (
    <ul className="tree">
      {rows.map((row) => (
        <li key={row.key}>
          <details open={row.children.length > 0}>
            <summary className="row">
              <span className="lab">
                <Icon name="right" className="turn" />
                {row.label} <span>{row.note}</span>
              </span>
              <Bar row={row} scale={scale} />
              {row.amount}
            </summary>
            <ul className="kids">
              {row.children.map(({ key, label, amount }) => (
                <li key={key}>
                  <span>{label}</span>
                  {amount}
                </li>
              ))}
              {row.more === undefined ? null : <li>{row.more}</li>}
              {row.children.length === 0 ? <li>Nothing here now.</li> : null}
            </ul>
          </details>
        </li>
      ))}
      <li className="total">
        <div className="row">
          <span className="lab">{total.label}</span>
          <Bar row={total} scale={scale} />
          {total.amount}
        </div>
      </li>
    </ul>
  );
}
