import type { DisputesDto, OpenDisputeDto } from '@/contracts/health';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readDisputes } from '@/server/queries/health';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { disputesText } from './words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'order', label: 'Order' },
  { key: 'opened', label: 'Opened' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

/** Where an order's money is: on the statement that it settled on, or among what is on hold. */
function hrefOf({ order, statement }: OpenDisputeDto): string {
  return withParams(statement === null ? '/finances/on-hold' : `/finances/statements/${statement}`, { q: order });
}

function Row({ dispute, year }: { readonly dispute: OpenDisputeDto; readonly year: string }) {
  return (
    <tr>
      <td className="full">
        <Door href={hrefOf(dispute)}>{dispute.order}</Door>
        <span className="sub">
          {dispute.dispute}
          {dispute.reason === null ? '' : `: ${dispute.reason}`}
        </span>
      </td>
      <td data-l="opened">
        {dayText(dispute.openedOn, { year })}
        <span className="sub">{dispute.statement === null ? 'settles once it is decided' : 'settled before'}</span>
      </td>
      <td className="r last">
        <Amount value={dispute.amount} />
      </td>
    </tr>
  );
}

function Open({ dto, shop }: { readonly dto: DisputesDto; readonly shop: ShopContext }) {
  return (
    <>
      <DataTable
        caption={`Open disputes, the largest first, in ${shop.currency}`}
        columns={COLUMNS}
        layout="stack l-pair"
      >
        {dto.open.map((dispute) => (
          <Row key={dispute.dispute} dispute={dispute} year={shop.today.slice(0, 4)} />
        ))}
      </DataTable>
      {dto.count > dto.open.length ? (
        <ShowOlder shown={dto.open.length} total={dto.count} noun="dispute" href={null} />
      ) : null}
    </>
  );
}

/** Open disputes with their amounts, and how near they bring the shop to level 0. */
export async function Disputes({ shop }: { readonly shop: ShopContext }) {
  const dto = await readDisputes(sellerDatabase().pool, shop);
  if (dto === null) return null;
  const style = { currency: shop.currency, year: shop.today.slice(0, 4) };
  return (
    <Section title="Open disputes" columns={6} {...(dto.count === 0 ? {} : { say: disputesText(dto, style) })}>
      {dto.count === 0 ? (
        <EmptyState icon="done" title="No dispute is open">
          A buyer who disputes an order appears here, with what is at stake. Lost, it is taken from your balance.
        </EmptyState>
      ) : (
        <Open dto={dto} shop={shop} />
      )}
    </Section>
  );
}

/** As high as three disputes. */
export function DisputesSkeleton() {
  return (
    <Section title="Open disputes" columns={6}>
      <Skeleton lines={4} rowHeight={44} label="Loading the open disputes" />
    </Section>
  );
}
