import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import type { OpsStatementRowDto } from '@/contracts/ops-statements';
import { Amount } from '@/ui/amount';
import { isNegative } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { KIND_LABEL, lookOf, REASON_LABEL } from './labels';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'closed', label: 'Closed' },
  { key: 'shop', label: 'Shop' },
  { key: 'status', label: 'Status' },
  { key: 'settlement', label: 'Settlement', align: 'right' },
  { key: 'reserve', label: 'Reserve', align: 'right' },
  { key: 'payable', label: 'Payable', align: 'right' },
  { key: 'open', label: 'Open', align: 'right' },
  { key: 'settled', label: 'Settled by' },
];

function SettledBy({ row: { shop, bill, payoutNo, status } }: { readonly row: OpsStatementRowDto }) {
  if (payoutNo !== null && status !== 'pending') {
    return <Door href={`${opsShopPath(shop.externalId, 'payouts')}?open=${payoutNo}`}>{`Payout ${payoutNo}`}</Door>;
  }
  if (bill !== null) return <Door href={opsShopPath(shop.externalId, 'bills')}>Bill</Door>;
  return <span className="faint">{status === 'pending' ? 'Nothing yet' : 'Other statements'}</span>;
}

function Row({ row }: { readonly row: OpsStatementRowDto }) {
  const { no, day, kind, status, reason, shop, seller, orderCount } = row;
  return (
    <tr>
      <td className="nw b">
        <Door href={opsStatementPath(shop.externalId, no)}>
          <Day value={day} year="" />
        </Door>
        <span className="sub">
          no. {no}, {KIND_LABEL[kind].toLowerCase()}
        </span>
      </td>
      <td className="hide0">
        <Door href={opsShopPath(shop.externalId)}>{shop.name}</Door>
        <span className="sub">
          {seller ?? 'of no organisation yet'}
          {orderCount === 0 ? '' : `, ${counted(orderCount, 'order')}`}
        </span>
      </td>
      <td>
        <StatusChip look={lookOf(status, reason)} {...(reason === null ? {} : { reason: REASON_LABEL[reason] })} />
      </td>
      <td className="r hide">
        <Amount value={row.settlement} />
      </td>
      <td className="r hide">
        <Amount value={row.reserveNet} />
      </td>
      <td className="r">
        <Amount value={row.payable} currency={shop.currency} />
      </td>
      <td className="r hide">
        <Amount value={row.open} tone={isNegative(row.open) ? 'owed' : 'plain'} />
      </td>
      <td className="hide nw">
        <SettledBy row={row} />
      </td>
    </tr>
  );
}

/** Statements of any shop, each opening its inspection. */
export function OpsStatementsTable({ rows }: { readonly rows: readonly OpsStatementRowDto[] }) {
  return (
    <DataTable
      caption="Statements of every shop, amounts in the shop’s currency"
      columns={COLUMNS}
      layout="stack l-ops-statements"
    >
      {rows.map((row) => (
        <Row key={`${row.shop.externalId}/${row.no}`} row={row} />
      ))}
    </DataTable>
  );
}
