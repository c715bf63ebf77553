import {
  type OnHoldSearch,
  UNDELIVERED_DAYS,
  type UndeliveredOrderDto,
  type UndeliveredPageDto,
} from '@/contracts/on-hold';
import { listUndelivered } from '@/server/queries/on-hold-undelivered';
import { Amount } from '@/ui/amount';
import { Day } from '@/ui/day';
import { KeyValues } from '@/ui/lists';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import type { ColumnHead } from '@/ui/table';
import { stageText } from './labels';
import { OrderTable } from './order-table';
import type { OnHoldPlace, OrderTablePlace } from './place';
import { onHoldHref } from './search';
import { ShowMore } from './show-more';
import { SoFar } from './so-far';

const TITLE = 'Not delivered yet';
const SAY = `Not counted as on hold: the day an order settles is known once it is delivered. Orders of the last ${UNDELIVERED_DAYS} days, at today’s rates.`;

interface RowProps {
  readonly row: UndeliveredOrderDto;
  readonly year: string;
}

function Cells({ row, year }: RowProps) {
  return (
    <>
      <td className="nw hide">
        <Day value={row.placedOn} year={year} />
      </td>
      <td className="muted">{stageText(row, year)}</td>
      <td className="faint nw">No date yet</td>
      <td className="r last">
        <Amount value={row.amount} tone="estimate" />
      </td>
    </>
  );
}

function Detail({ row, currency, year }: RowProps & { readonly currency: string }) {
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
  { key: 'placed', label: 'Placed' },
  { key: 'stage', label: 'Where it is' },
  { key: 'settles', label: 'Settles' },
  { key: 'estimate', label: `Estimate, ${currency}`, align: 'right' },
];

interface TableProps extends OrderTablePlace {
  readonly page: UndeliveredPageDto;
  readonly currency: string;
  readonly year: string;
}

/** Undelivered orders, the latest in front, their amounts in the tone of estimates. */
export function UndeliveredTable({ page, currency, year, ...place }: TableProps) {
  return (
    <OrderTable
      {...place}
      page={page}
      caption={`Orders not delivered yet, the latest in front, estimates in ${currency}`}
      columns={columnsOf(currency)}
      cellsOf={(row) => <Cells row={row} year={year} />}
      detailOf={(row) => <Detail row={row} currency={currency} year={year} />}
    />
  );
}

/** Orders that are placed or shipped and not delivered: what comes on hold next. */
export async function Undelivered({ asked, ...place }: OnHoldPlace & { readonly asked: OnHoldSearch }) {
  const { shop, database, path, underOrder } = place;
  const page = await listUndelivered(database, shop, asked);
  const hasRows = page.rows.length > 0 || page.opened !== null;
  return (
    <Section title={TITLE} say={SAY} id="not-delivered">
      {hasRows ? (
        <>
          <UndeliveredTable
            path={path}
            underOrder={underOrder}
            page={page}
            asked={asked}
            currency={shop.currency}
            year={shop.today.slice(0, 4)}
          />
          <ShowMore
            shown={page.rows.length === 0 ? 1 : page.rows.length}
            total={null}
            next={
              page.next === null
                ? null
                : `${onHoldHref(path, asked, { before: page.next, open: undefined })}#not-delivered`
            }
            first={
              asked.before === undefined
                ? null
                : `${onHoldHref(path, asked, { before: undefined, open: undefined })}#not-delivered`
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
