import { Fragment, type ReactNode } from 'react';
import { type ColumnHead, DataTable, DetailRow, RowOpener } from '@/ui/table';
import type { OrderTablePlace } from './place';
import { openHref, rowId } from './search';

interface OrderTableProps<Order> extends OrderTablePlace {
  readonly page: { readonly rows: readonly Order[]; readonly opened: Order | null };
  readonly caption: string;
  /** Of the cells behind the order. */
  readonly columns: readonly ColumnHead[];
  /** The cells behind the order: `td` elements. */
  readonly cellsOf: (order: Order) => ReactNode;
  /** What an opened order shows under its row. */
  readonly detailOf: (order: Order) => ReactNode;
}

/** Orders of which the address may open one in place. One that it opens and that is not on this page stands before it. */
export function OrderTable<Order extends { readonly order: string }>({
  page,
  path,
  asked,
  underOrder,
  caption,
  columns,
  cellsOf,
  detailOf,
}: OrderTableProps<Order>) {
  const { opened } = page;
  const isElsewhere = opened !== null && !page.rows.some(({ order }) => order === opened.order);
  const rows = isElsewhere ? [opened, ...page.rows] : page.rows;
  return (
    <DataTable caption={caption} columns={[{ key: 'order', label: 'Order' }, ...columns]} layout="stack l-pair plain">
      {rows.map((row) => (
        <Fragment key={row.order}>
          <tr className={asked.open === row.order ? 'open' : undefined} id={rowId(row.order)}>
            <td className="b">
              <RowOpener
                isOpen={asked.open === row.order}
                href={openHref(path, asked, row.order)}
                label={`Order ${row.order}`}
              />
              <span className="break-all">{row.order}</span>
            </td>
            {cellsOf(row)}
          </tr>
          {opened?.order === row.order ? (
            <DetailRow span={columns.length + 1}>
              {detailOf(row)}
              {underOrder?.(row.order)}
            </DetailRow>
          ) : null}
        </Fragment>
      ))}
    </DataTable>
  );
}
