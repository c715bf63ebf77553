import type { HeldOrderDto, OnHoldPageDto } from '@/contracts/on-hold';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { Amount } from '@/ui/amount';
import { Day } from '@/ui/day';
import { KeyValues } from '@/ui/lists';
import type { ColumnHead } from '@/ui/table';
import { reasonText } from './labels';
import { OrderTable } from './order-table';
import type { OrderTablePlace } from './place';
import { SoFar } from './so-far';

interface RowProps {
  readonly row: HeldOrderDto;
  readonly year: string;
}

/** The day that an order settles; with a dispute, that there is none yet. */
function Settles({ row, year }: RowProps) {
  if (row.isDeferred) return <span className="faint">No day yet</span>;
  return <Day value={row.settlesOn} year={year} />;
}

function Cells({ row, year }: RowProps) {
  return (
    <>
      <td className="nw hide">
        <Day value={row.deliveredOn} year={year} />
      </td>
      <td className="nw">
        <span className="sub-l xs faint">{row.isDeferred ? 'Waits' : 'Settles'}</span>
        <Settles row={row} year={year} />
      </td>
      <td className="full muted">{reasonText(row)}</td>
      <td className="r last b">
        <Amount value={row.amount} />
      </td>
    </>
  );
}

function Detail({ row, currency, year }: RowProps & { readonly currency: string }) {
  return (
    <>
      <div>
        <h3>What it comes to so far</h3>
        <SoFar components={row.components} amount={row.amount} total="On hold" currency={currency} />
      </div>
      <div>
        <h3>When it settles</h3>
        <KeyValues
          pairs={[
            { term: 'Products', value: row.products.join(', ') },
            { term: 'Delivered', value: <Day value={row.deliveredOn} year={year} /> },
            { term: 'Settlement tier', value: TIER_LABEL[row.tier] },
            { term: 'Settles', value: <Settles row={row} year={year} /> },
            ...(row.isDeferred
              ? [
                  {
                    term: 'Waits for dispute',
                    value: <span className="id">{row.disputes.map(({ dispute }) => dispute).join(', ')}</span>,
                  },
                  { term: 'Not before', value: <Day value={row.settlesOn} year={year} /> },
                ]
              : []),
          ]}
        />
        <p className="xs faint mt-2">Your reserve level may hold a part of it back when it settles.</p>
      </div>
    </>
  );
}

const columnsOf = (currency: string): readonly ColumnHead[] => [
  { key: 'delivered', label: 'Delivered' },
  { key: 'settles', label: 'Settles' },
  { key: 'why', label: 'Why not yet' },
  { key: 'amount', label: `So far, ${currency}`, align: 'right' },
];

interface HeldTableProps extends OrderTablePlace {
  readonly page: OnHoldPageDto;
  readonly currency: string;
  readonly year: string;
}

/** Orders on hold, those that settle first in front. */
export function HeldTable({ page, currency, year, ...place }: HeldTableProps) {
  return (
    <OrderTable
      {...place}
      page={page}
      caption={`Orders on hold, those that settle first in front, amounts in ${currency}`}
      columns={columnsOf(currency)}
      cellsOf={(row) => <Cells row={row} year={year} />}
      detailOf={(row) => <Detail row={row} currency={currency} year={year} />}
    />
  );
}
