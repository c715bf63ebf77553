import type { ReactNode } from 'react';
import { type ColumnHead, ColumnHeads } from './table';

/** The table behind a picture: the same figures, row by row. Where it is wider than the screen it scrolls by itself, also by keyboard. */
export function TableTwin({
  caption,
  columns,
  children,
  foot,
}: {
  readonly caption: string;
  readonly columns: readonly ColumnHead[];
  /** Rows: `tr` elements. */
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  return (
    <details className="twin">
      <summary className="link">Table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="wrap" aria-label={caption} tabIndex={0}>
        <table className="tbl dense">
          <caption className="sr">{caption}</caption>
          <ColumnHeads columns={columns} />
          <tbody>{children}</tbody>
          {foot === undefined ? null : <tfoot>{foot}</tfoot>}
        </table>
      </section>
    </details>
  );
}
