import { BILL_FILTERS, BILLS_A_PAGE, type BillRowDto, type BillsPageDto, type BillsSearch } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { listBills } from '@/server/queries/bills';
import { Amount } from '@/ui/amount';
import { Door, LinkButton, TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { FilterChips, SearchForm, Segmented } from '@/ui/filters';
import { Icon } from '@/ui/icon';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { canBePaid, FILTER_LABEL, hasReceipt, lookOf, methodText } from './labels';
import { BILLS_PATH, billHref, billsHref, cashierHref, receiptHref, statementHref } from './search';
import { dayAndTime, stateNote } from './words';

interface BillsListProps {
  readonly shop: ShopContext;
  readonly asked: BillsSearch;
}

function Filters({ asked, counts }: { readonly asked: BillsSearch; readonly counts: BillsPageDto['counts'] }) {
  const segments = (['all', ...BILL_FILTERS] as const).map((segment) => {
    const status = segment === 'all' ? undefined : segment;
    return {
      key: segment,
      label: segment === 'all' ? 'All' : FILTER_LABEL[segment],
      count: counts[segment],
      href: billsHref(asked, { status }),
      isCurrent: asked.status === status,
    };
  });
  const chips =
    asked.q === undefined ? [] : [{ key: 'q', label: `“${asked.q}”`, href: billsHref(asked, { q: undefined }) }];
  return (
    <search aria-label="Bills" key={billsHref(asked)}>
      <div className="filters">
        <Segmented label="Status" segments={segments} />
        <SearchForm
          action={BILLS_PATH}
          name="q"
          value={asked.q ?? ''}
          placeholder="Bill, statement or reference"
          keep={asked.status === undefined ? {} : { status: asked.status }}
        />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}

/** The statements that a bill cleared, each a door. */
export function Cleared({ row, year }: { readonly row: BillRowDto; readonly year: string }) {
  const [first, ...rest] = row.cleared;
  if (first === undefined) return null;
  return (
    <>
      <Door href={statementHref(first.no)}>
        <Day value={first.day} year={year} style="short" />
      </Door>
      {rest.length > 0 ? <span className="faint"> and {row.clearedCount - 1} more</span> : null}
    </>
  );
}

function Row({ row, shop }: { readonly row: BillRowDto; readonly shop: ShopContext }) {
  const made = dayAndTime(row.createdAt, shop);
  return (
    <tr>
      <td className="nw b">
        <Door href={billHref(row.id)}>{made.day}</Door> <span className="faint font-normal">{made.time}</span>
      </td>
      <td className="full">
        <StatusChip look={lookOf(row)} />{' '}
        <span className="faint xs">
          {canBePaid(row) ? (
            <>
              {stateNote(row, shop)}, <TextLink href={cashierHref(row)}>{payWord(row)}</TextLink>
            </>
          ) : (
            stateNote(row, shop)
          )}
        </span>
      </td>
      <td className="nw hide">{methodText(row)}</td>
      <td className="nw hide">
        <Cleared row={row} year={shop.today.slice(0, 4)} />
      </td>
      <td className="nw hide">
        {row.statementNo === null ? null : <Door href={statementHref(row.statementNo)}>Bill payment</Door>}
      </td>
      <td className="nw hide">
        {hasReceipt(row) ? (
          <a className="link" href={receiptHref(row.id)} download>
            <Icon name="download" />
            Receipt
          </a>
        ) : null}
      </td>
      <td className="r last b">
        <Amount value={row.amount} />
      </td>
    </tr>
  );
}

function payWord(row: BillRowDto): string {
  if (row.status === 'processing') return 'continue with your bank';
  if (row.status === 'failed') return 'pay another way';
  return row.method === 'bank-transfer' ? 'what to send' : 'pay it';
}

const columnsOf = (currency: string): readonly ColumnHead[] => [
  { key: 'made', label: 'Made' },
  { key: 'status', label: 'Status' },
  { key: 'method', label: 'Method' },
  { key: 'cleared', label: 'Cleared' },
  { key: 'statement', label: 'Statement' },
  { key: 'receipt', label: 'Receipt' },
  { key: 'amount', label: `Amount, ${currency}`, align: 'right' },
];

function NoBills({ page }: { readonly page: BillsPageDto }) {
  if (page.counts.all === 0) {
    return (
      <EmptyState icon="bill" title="No bills yet">
        A bill is what you pay a negative balance with, in full or in part. If your balance is ever below zero, you
        start one from Negative balance; it is listed here with its receipt.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No bill fits"
      action={<LinkButton href={BILLS_PATH}>Show all {page.counts.all}</LinkButton>}
    >
      A bill is found by its id, by the number of a statement that it paid, or by the reference of its transfer.
    </EmptyState>
  );
}

/** The bills that the filters leave, newest first. */
export async function BillsList({ shop, asked }: BillsListProps) {
  const page = await listBills(sellerDatabase().pool, shop, asked);
  return (
    <Section title="All bills">
      {page.counts.all === 0 ? null : <Filters asked={asked} counts={page.counts} />}
      {page.rows.length === 0 ? (
        <NoBills page={page} />
      ) : (
        <>
          <DataTable
            caption={`Bills, newest first, amounts in ${shop.currency}`}
            columns={columnsOf(shop.currency)}
            layout="stack l-pair"
          >
            {page.rows.map((row) => (
              <Row key={row.id} row={row} shop={shop} />
            ))}
          </DataTable>
          <ShowOlder
            shown={page.rows.length}
            total={asked.before === undefined ? page.total : null}
            noun="bill"
            href={page.older === null ? null : billsHref(asked, { before: page.older })}
          />
        </>
      )}
    </Section>
  );
}

/** As high as half a page of the list. */
export function BillsListSkeleton() {
  return (
    <Section title="All bills">
      <Skeleton lines={BILLS_A_PAGE / 2} label="Loading bills" />
    </Section>
  );
}
