import type { BillRowDto, OpsBillsSearch } from '@/contracts/bills';
import { opsBillPath, opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { listBills } from '@/server/queries/bills';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { SearchForm } from '@/ui/filters';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable, ShowOlder } from '@/ui/table';
import { lookOf, methodText } from './labels';
import { OpsBill } from './ops-bill';
import { dayAndTime, referenceText, stateNote } from './words';

function Row({ row, shop }: { readonly row: BillRowDto; readonly shop: ShopContext }) {
  const made = dayAndTime(row.createdAt, shop);
  return (
    <tr>
      <td className="full">
        <Door href={opsBillPath(shop.externalId, row.id)}>
          <span className="nw">{made.day}</span>
        </Door>{' '}
        <span className="faint">{made.time}</span>
        <span className="sub">
          <span className="id break-all">{row.id}</span>
        </span>
      </td>
      <td className="full">
        <StatusChip look={lookOf(row)} /> <span className="faint xs">{stateNote(row, shop)}</span>
      </td>
      <td className="hide">
        {methodText(row)}
        {row.reference === null ? null : <span className="sub id">{referenceText(row.reference)}</span>}
      </td>
      <td className="hide nw">
        {row.statementNo === null ? (
          <span className="faint">not yet</span>
        ) : (
          <Door href={opsStatementPath(shop.externalId, row.statementNo)}>{`Statement ${row.statementNo}`}</Door>
        )}
      </td>
      <td className="r hide">
        <Amount value={row.received} />
      </td>
      <td className="r last b">
        <Amount value={row.amount} />
      </td>
    </tr>
  );
}

interface OpsShopBillsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsBillsSearch;
}

/** A shop's bills, newest first, as its seller sees them; the one that is opened stands above them. */
export async function OpsShopBills({ shop, database, asked }: OpsShopBillsProps) {
  const page = await listBills(database.pool, shop, asked);
  const path = opsShopPath(shop.externalId, 'bills');
  return (
    <>
      {asked.open === undefined ? null : <OpsBill shop={shop} database={database} id={asked.open} />}
      <div className="filters">
        <SearchForm action={path} name="q" value={asked.q ?? ''} placeholder="Bill, statement or reference" keep={{}} />
      </div>
      {page.rows.length === 0 ? (
        <EmptyState icon="bill" title={asked.q === undefined ? 'No bills yet' : 'No bill fits'}>
          A bill is what a seller pays a negative balance with. It is found by its id, a statement’s number or a
          transfer’s reference.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={`Bills, newest first, amounts in ${shop.currency}`}
            layout="stack l-pair"
            columns={[
              { key: 'made', label: 'Made' },
              { key: 'status', label: 'Status' },
              { key: 'method', label: 'Method' },
              { key: 'statement', label: 'Came by' },
              { key: 'received', label: 'Received', align: 'right' },
              { key: 'amount', label: `Amount, ${shop.currency}`, align: 'right' },
            ]}
          >
            {page.rows.map((row) => (
              <Row key={row.id} row={row} shop={shop} />
            ))}
          </DataTable>
          <ShowOlder
            shown={page.rows.length}
            total={asked.before === undefined ? page.total : null}
            noun="bill"
            href={page.older === null ? null : withParams(path, { q: asked.q, before: page.older })}
          />
        </>
      )}
    </>
  );
}
