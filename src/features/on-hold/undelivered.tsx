import { Fragment } from 'react';
import {
  type OnHoldSearch,
  UNDELIVERED_DAYS,
  type UndeliveredOrderDto,
  type UndeliveredPageDto,
} from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { listUndelivered } from '@/server/queries/on-hold-undelivered';
import { Amount } from '@/ui/amount';
import { Day } from '@/ui/day';
import { KeyValues } from '@/ui/lists';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable, DetailRow, RowOpener } from '@/ui/table';
import { stageText } from './labels';
import { onHoldHref, openHref, rowId } from './search';
import { ShowMore } from './show-more';
import { SoFar } from './so-far';

const TITLE = 'Not delivered yet';
const SAY = `Not counted as on hold: the day an order settles is known once it is delivered. Orders of the last ${UNDELIVERED_DAYS} days, at today’s rates.`;

interface RowProps {
  readonly row: UndeliveredOrderDto;
  readonly asked: OnHoldSearch;
  readonly year: string;
}

function Row({ row, asked, year }: RowProps) {
  return (
    <tr className={asked.open === row.order ? 'open' : undefined} id={rowId(row.order)}>
      <td className="b">
        <RowOpener isOpen={asked.open === row.order} href={openHref(asked, row.order)} label={`Order ${row.order}`} />
        <span className="break-all">{row.order}</span>
      </td>
      <td className="nw hide">
        <Day value={row.placedOn} year={year} />
      </td>
      <td className="muted">{stageText(row, year)}</td>
      <td className="faint nw">No date yet</td>
      <td className="r last">
        <Amount value={row.amount} tone="estimate" />
      </td>
    </tr>
  );
}

function Detail({ row, currency, year }: Omit<RowProps, 'asked'> & { readonly currency: string }) {
  return (
    <>
      <div>
        <h3>What it would come to</h3>
        <SoFar
          components={row.components}
          amount={row.amount}
          total="Estimate, not counted"
          currency={currency}
          tone="estimate"
        />
      </div>
      <div>
        <h3>Where it is</h3>
        <KeyValues
          pairs={[
            { term: 'Products', value: row.products.join(', ') },
            { term: 'Placed', value: <Day value={row.placedOn} year={year} /> },
            { term: 'Now', value: stageText(row, year) },
            { term: 'Settles', value: <span className="faint">No date yet</span> },
          ]}
        />
      </div>
    </>
  );
}

const columnsOf = (currency: string): readonly ColumnHead[] => [
  { key: 'order', label: 'Order' },
  { key: 'placed', label: 'Placed' },
  { key: 'stage', label: 'Where it is' },
  { key: 'settles', label: 'Settles' },
  { key: 'estimate', label: `Estimate, ${currency}`, align: 'right' },
];

interface TableProps {
  readonly page: UndeliveredPageDto;
  readonly asked: OnHoldSearch;
  readonly currency: string;
  readonly year: string;
}

/** Undelivered orders, the latest in front, their amounts in the tone of estimates. */
export function UndeliveredTable({ page, asked, currency, year }: TableProps) {
  const { opened } = page;
  const isElsewhere = opened !== null && !page.rows.some((row) => row.order === opened.order);
  const rows = isElsewhere ? [opened, ...page.rows] : page.rows;
  return (
    <DataTable
      caption={`Orders not delivered yet, the latest in front, estimates in ${currency}`}
      columns={columnsOf(currency)}
      layout="stack l-pair plain"
    >
      {rows.map((row) => (
        <Fragment key={row.order}>
          <Row row={row} asked={asked} year={year} />
          {opened?.order === row.order ? (
            <DetailRow span={5}>
              <Detail row={row} currency={currency} year={year} />
            </DetailRow>
          ) : null}
        </Fragment>
      ))}
    </DataTable>
  );
}

/** Orders that are placed or shipped and not delivered: what comes on hold next. */
export async function Undelivered({ shop, asked }: { readonly shop: ShopContext; readonly asked: OnHoldSearch }) {
  const page = await listUndelivered(sellerDatabase(), shop, asked);
  const hasRows = page.rows.length > 0 || page.opened !== null;
  return (
    <Section title={TITLE} say={SAY} id="not-delivered">
      {hasRows ? (
        <>
          <UndeliveredTable page={page} asked={asked} currency={shop.currency} year={shop.today.slice(0, 4)} />
          <ShowMore
            shown={page.rows.length === 0 ? 1 : page.rows.length}
            total={null}
            next={
              page.next === null ? null : `${onHoldHref(asked, { before: page.next, open: undefined })}#not-delivered`
            }
            first={
              asked.before === undefined
                ? null
                : `${onHoldHref(asked, { before: undefined, open: undefined })}#not-delivered`
            }
          />
        </>
      ) : (
        <p className="muted sm">
          {asked.q === undefined
            ? 'Every order has been delivered or cancelled.'
            : `No undelivered order fits “${asked.q}”.`}
        </p>
      )}
    </Section>
  );
}

/** As high as a few orders. */
export function UndeliveredSkeleton() {
  return (
    <Section title={TITLE} say={SAY}>
      <Skeleton lines={4} label="Loading orders not delivered yet" />
    </Section>
  );
}
