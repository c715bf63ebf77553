import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { counted } from './counted';
import { Icon } from './icon';

/** A head of a column. Amounts are right-aligned; an empty head needs words for screen readers. */
export interface ColumnHead {
  readonly key: string;
  readonly label: string;
  readonly align?: 'left' | 'right';
  readonly isHidden?: boolean;
}

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly ColumnHead[];
  /** Layout on a phone, as in tables.css: "stack" and one of its layouts, such as "l-statements". */
  readonly layout?: string;
  readonly isDense?: boolean;
  /** Rows: `tr` elements. */
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** The heads of a table. */
export function ColumnHeads({ columns }: { readonly columns: readonly ColumnHead[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, label, align, isHidden }) => (
          <th key={key} scope="col" className={align === 'right' ? 'r' : undefined}>
            {isHidden === true ? <span className="sr">{label}</span> : label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A table of hairlines: heads of 12 px, right-aligned figures, hover wash, no zebra. */
export function DataTable({ caption, columns, layout = 'stack', isDense = false, children, foot }: DataTableProps) {
  return (
    <div className="wrap bleed">
      <table className={`tbl ${layout}${isDense ? ' dense' : ''}`}>
        <caption className="sr">{caption}</caption>
        <ColumnHeads columns={columns} />
        <tbody>{children}</tbody>
        {foot === undefined ? null : <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

/** "16 of 30 statements. Show older": keyset paging by a link. */
export function ShowOlder({
  shown,
  total,
  noun,
  href,
}: {
  readonly shown: number;
  readonly total: number | null;
  /** One of them, such as "order". */
  readonly noun: string;
  readonly href: string | null;
}) {
  return (
    <p className="sm muted older">
      {total === null
        ? `${counted(shown, noun)} shown.`
        : total === 1
          ? 'One in all.'
          : `${shown.toLocaleString('en-US')} of ${counted(total, noun)}.`}{' '}
      {href === null ? null : (
        <Link className="link" href={href as Route}>
          Show older
        </Link>
      )}
    </p>
  );
}

interface OpenedRowProps {
  /** Whether the URL says that it is open. */
  readonly isOpen: boolean;
  readonly href: string;
  readonly label: string;
}

/** The link before a row's first cell that opens it in place; the URL names what is open. */
export function RowOpener({ isOpen, href, label }: OpenedRowProps) {
  return (
    <Link className="opn" href={href as Route} aria-expanded={isOpen} aria-label={label} scroll={false}>
      <Icon name={isOpen ? 'down' : 'right'} />
    </Link>
  );
}

/** What an opened row shows, under it, over all columns. */
export function DetailRow({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <tr className="det">
      <td colSpan={span}>
        <div className="det-g">{children}</div>
      </td>
    </tr>
  );
}
