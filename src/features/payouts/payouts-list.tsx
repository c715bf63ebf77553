import { Fragment } from 'react';
import {
  PAYOUT_FILTERS,
  PAYOUTS_A_PAGE,
  type PayoutRowDto,
  type PayoutsPageDto,
  type PayoutsSearch,
} from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { listPayouts } from '@/server/queries/payouts';
import { Amount } from '@/ui/amount';
import { LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { FilterChips, SearchForm, Segmented } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, DetailRow, RowOpener, ShowOlder } from '@/ui/table';
import { FILTER_LABEL, SETTLED_WORD, STATUS_LOOK } from './labels';
import { PayoutDetail } from './payout-detail';
import { PAYOUTS_PATH, payoutsHref } from './search';

interface PayoutsListProps {
  readonly shop: ShopContext;
  readonly asked: PayoutsSearch;
}

function Filters({ asked, counts }: { readonly asked: PayoutsSearch; readonly counts: PayoutsPageDto['counts'] }) {
  const fresh = { open: undefined, before: undefined };
  const segments = (['all', ...PAYOUT_FILTERS] as const).map((segment) => {
    const status = segment === 'all' ? undefined : segment;
    return {
      key: segment,
      label: segment === 'all' ? 'All' : FILTER_LABEL[segment],
      count: counts[segment],
      href: payoutsHref(asked, { ...fresh, status }),
      isCurrent: asked.status === status,
    };
  });
  const chips =
    asked.q === undefined
      ? []
      : [{ key: 'q', label: `“${asked.q}”`, href: payoutsHref(asked, { ...fresh, q: undefined }) }];
  return (
    <search aria-label="Payouts" key={payoutsHref(asked, fresh)}>
      <div className="filters">
        <Segmented label="Status" segments={segments} />
        <SearchForm
          action={PAYOUTS_PATH}
          name="q"
          value={asked.q ?? ''}
          placeholder="Statement, order or trace reference"
          keep={asked.status === undefined ? {} : { status: asked.status }}
        />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}

interface RowProps {
  readonly row: PayoutRowDto;
  readonly asked: PayoutsSearch;
  readonly year: string;
}

function Row({ row, asked, year }: RowProps) {
  const isOpen = asked.open === row.no;
  const href = `${payoutsHref(asked, { open: isOpen ? undefined : row.no })}#payout-${row.no}`;
  return (
    <tr className={isOpen ? 'open' : undefined} id={`payout-${row.no}`}>
      <td className="nw b">
        <RowOpener isOpen={isOpen} href={href} label={`Payout of ${dayText(row.initiatedOn, { year })}`} />
        <Day value={row.initiatedOn} year={year} />
      </td>
      <td>
        <StatusChip look={STATUS_LOOK[row.status]} />{' '}
        <span className="faint xs nw">
          {SETTLED_WORD[row.status]} <Day value={row.settledOn ?? row.expectedOn} year={year} />
        </span>
      </td>
      <td className="nw hide">ending {row.last4}</td>
      <td className="hide">
        {row.statementCount} statement{row.statementCount === 1 ? '' : 's'}
      </td>
      <td className="r last b">
        <Amount value={row.amount} />
      </td>
    </tr>
  );
}

function NoPayouts({ page }: { readonly page: PayoutsPageDto }) {
  if (page.counts.all === 0) {
    return (
      <EmptyState icon="payouts" title="No payouts yet">
        A payout takes what your closed statements leave open, on the days of your schedule, once it is at least the
        minimum.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="No payout fits" action={<LinkButton href={PAYOUTS_PATH}>Show all</LinkButton>}>
      A payout is found by the number of a statement that it took, the id of an order in it, or its trace reference.
    </EmptyState>
  );
}

const columnsOf = (currency: string): readonly ColumnHead[] => [
  { key: 'started', label: 'Started' },
  { key: 'status', label: 'Status' },
  { key: 'account', label: 'Account' },
  { key: 'took', label: 'Took' },
  { key: 'amount', label: `Amount, ${currency}`, align: 'right' },
];

function Foot({ page, year }: { readonly page: PayoutsPageDto; readonly year: string }) {
  const oldest = page.rows.at(-1);
  if (oldest === undefined) return null;
  return (
    <tr>
      <td colSpan={4}>
        Sent since <Day value={oldest.initiatedOn} year={year} />
      </td>
      <td className="r">
        <Amount value={page.sent} />
      </td>
    </tr>
  );
}

/** A payout that the address opens and that is not on this page of the list stands before it. */
function isElsewhere(page: PayoutsPageDto): boolean {
  const { opened, rows } = page;
  return opened !== null && !rows.some((row) => row.no === opened.no);
}

function Table({ page, shop, asked }: PayoutsListProps & { readonly page: PayoutsPageDto }) {
  const year = shop.today.slice(0, 4);
  const { opened } = page;
  const rows = opened !== null && isElsewhere(page) ? [opened, ...page.rows] : page.rows;
  return (
    <DataTable
      caption={`Payouts, newest first, amounts in ${shop.currency}`}
      columns={columnsOf(shop.currency)}
      layout="stack l-pair plain"
      foot={<Foot page={page} year={year} />}
    >
      {rows.map((row) => (
        <Fragment key={row.no}>
          <Row row={row} asked={asked} year={year} />
          {opened?.no === row.no ? (
            <DetailRow span={5}>
              <PayoutDetail payout={opened} shop={shop} />
            </DetailRow>
          ) : null}
        </Fragment>
      ))}
    </DataTable>
  );
}

/** The payouts that the filters leave; one of them is open, and the address names it. */
export async function PayoutsList({ shop, asked }: PayoutsListProps) {
  const page = await listPayouts(sellerDatabase().pool, shop, asked);
  const hasRows = page.rows.length > 0 || page.opened !== null;
  return (
    <Section title="Payouts" id="payouts">
      <Filters asked={asked} counts={page.counts} />
      {hasRows ? (
        <>
          <Table page={page} shop={shop} asked={asked} />
          <ShowOlder
            shown={page.rows.length}
            total={asked.before === undefined ? page.total : null}
            noun="payout"
            href={page.older === null ? null : payoutsHref(asked, { before: page.older, open: undefined })}
          />
        </>
      ) : (
        <NoPayouts page={page} />
      )}
    </Section>
  );
}

/** As high as a page of the list. */
export function PayoutsListSkeleton() {
  return (
    <Section title="Payouts">
      <Skeleton lines={PAYOUTS_A_PAGE / 2} label="Loading payouts" />
    </Section>
  );
}
