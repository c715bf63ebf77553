import { Fragment, type ReactNode } from 'react';
import { bankReason } from '@/contracts/bank-reasons';
import { OPS_LIST_PATHS, opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { OPS_PAYOUT_STATUSES, type OpsPayoutRowDto, type OpsPayoutsSearch } from '@/contracts/ops-payouts';
import { OPS_MARKETPLACES } from '@/contracts/ops-shops';
import type { PayoutDetailDto } from '@/contracts/payouts';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { PayoutStatus } from '@/domain/payout/payout';
import { marketplaceName } from '@/domain/policy/books/index';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door, LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { AmountField, ChoiceField, DayField, FilterBar, FilterMenu } from '@/ui/filters';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, DetailRow, RowOpener } from '@/ui/table';
import { SETTLED_WORD, STATUS_LOOK } from './labels';
import { OPS_PAYOUT_WORDS, PayoutDetail } from './payout-detail';

const STATUS_WORD = {
  failed: 'Refused',
  returned: 'Came back',
  processing: 'Processing',
  paid: 'Paid',
} as const satisfies Record<PayoutStatus, string>;

const COLUMNS: readonly ColumnHead[] = [
  { key: 'started', label: 'Started' },
  { key: 'shop', label: 'Shop' },
  { key: 'status', label: 'Status' },
  { key: 'account', label: 'Account' },
  { key: 'took', label: 'Took' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

type Href = (changes: Partial<OpsPayoutsSearch>) => string;

/** The list under some filters, on its own page or on that of a shop. A change begins at the first page again. */
function hrefsOf(path: string, asked: OpsPayoutsSearch): Href {
  const own = path === OPS_LIST_PATHS.payouts ? asked : { ...asked, shop: undefined };
  return (changes) => withParams(path, { ...own, after: undefined, open: undefined, ...changes });
}

/** How a payout that went wrong is told in the list. */
function Wrong({ row }: { readonly row: OpsPayoutRowDto }) {
  if (row.code === null || (row.status !== 'failed' && row.status !== 'returned')) return null;
  return <span className="sub">{bankReason(row.code).happened}</span>;
}

interface OpsPayoutsProps {
  /** Of the list: its own page, or a shop's. */
  readonly path: string;
  readonly asked: OpsPayoutsSearch;
  readonly rows: readonly OpsPayoutRowDto[];
  readonly next: string | null;
  /** The payout that the address opens. */
  readonly opened: { readonly payout: PayoutDetailDto; readonly shop: ShopContext } | null;
}

const openKey = ({ shop, no }: OpsPayoutRowDto): string => `${shop.externalId}/${no}`;

function Row({
  row,
  isOpen,
  href,
}: {
  readonly row: OpsPayoutRowDto;
  readonly isOpen: boolean;
  readonly href: string;
}) {
  const { shop, status, initiatedOn } = row;
  const id = `payout-${openKey(row)}`;
  return (
    <tr id={id} className={isOpen ? 'open' : undefined}>
      <td className="nw b">
        <RowOpener
          isOpen={isOpen}
          href={`${href}#${encodeURIComponent(id)}`}
          label={`Payout ${row.no} of ${shop.name}, ${dayText(initiatedOn, { year: '' })}`}
        />
        <Day value={initiatedOn} year="" />
        <span className="sub">no. {row.no}</span>
      </td>
      <td className="full">
        <Door href={opsShopPath(shop.externalId)}>{shop.name}</Door>
        <span className="sub id">{shop.externalId}</span>
      </td>
      <td className="full">
        <StatusChip look={STATUS_LOOK[status]} />{' '}
        {row.settledOn === null ? null : (
          <span className="faint xs nw">
            {SETTLED_WORD[status]} <Day value={row.settledOn} year="" />
          </span>
        )}
        <Wrong row={row} />
      </td>
      <td className="nw hide">ending {row.last4}</td>
      <td className="nw hide">{counted(row.statementCount, 'statement')}</td>
      <td className="r last b">
        <Amount value={row.amount} currency={shop.currency} />
      </td>
    </tr>
  );
}

function Detail({ opened }: { readonly opened: NonNullable<OpsPayoutsProps['opened']> }) {
  const { payout, shop } = opened;
  const { externalId } = shop;
  const retry = withParams('/ops/decisions/new', { shop: externalId, kind: 'payout-retry' });
  return (
    <DetailRow span={COLUMNS.length}>
      <PayoutDetail
        payout={payout}
        shop={shop}
        reader={{
          words: OPS_PAYOUT_WORDS,
          statement: (no) => opsStatementPath(externalId, no),
          payout: (no) => withParams(opsShopPath(externalId, 'payouts'), { open: `${externalId}/${no}` }),
        }}
      />
      <p className="full sm">
        <TextLink href={withParams(opsShopPath(externalId, 'journal'), { source: 'payout', no: payout.no })}>
          Journal of payout {payout.no}
        </TextLink>
      </p>
      {payout.failure?.isBlocked === true ? (
        <p className="full sm">
          <TextLink href={retry}>Propose to retry it</TextLink>
        </p>
      ) : null}
    </DetailRow>
  );
}

/** Payouts of any shop, each opening in place: what it took, where it went and what went wrong. */
export function OpsPayoutsTable({ path, asked, rows, next, opened }: OpsPayoutsProps) {
  const href = hrefsOf(path, asked);
  if (rows.length === 0) {
    return (
      <EmptyState icon="search" title="No payout fits" action={<LinkButton href={path}>Show all</LinkButton>}>
        A payout is found by its trace reference or the one of its bank file, by an order or bill in it, as “shop/12” by
        a statement that it took, or by a part of the shop’s or seller’s name.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption="Payouts, those that went wrong first, amounts in the shop’s currency"
        columns={COLUMNS}
        layout="stack l-pair plain"
      >
        {rows.map((row) => {
          const isOpen = asked.open === openKey(row);
          return (
            <Fragment key={openKey(row)}>
              <Row
                row={row}
                isOpen={isOpen}
                href={href({ after: asked.after, open: isOpen ? undefined : openKey(row) })}
              />
              {isOpen && opened !== null ? <Detail opened={opened} /> : null}
            </Fragment>
          );
        })}
      </DataTable>
      <p className="sm muted older">
        {counted(rows.length, 'payout')} shown.{' '}
        {asked.after === undefined ? null : <TextLink href={href({})}>Show the first</TextLink>}{' '}
        {next === null ? null : <TextLink href={href({ after: next })}>Show the next</TextLink>}
      </p>
    </>
  );
}

function keptOf(asked: OpsPayoutsSearch, own: readonly (keyof OpsPayoutsSearch)[]): Readonly<Record<string, string>> {
  const kept = Object.entries({ ...asked, after: undefined, open: undefined });
  return Object.fromEntries(
    kept.filter((entry): entry is [string, string] => entry[1] !== undefined && !own.some((name) => name === entry[0])),
  );
}

function chipsOf(asked: OpsPayoutsSearch, href: Href) {
  const { q, from, to, min, max, shop, marketplace } = asked;
  const chips: [keyof OpsPayoutsSearch, string][] = [];
  if (q !== undefined) chips.push(['q', `“${q}”`]);
  if (from !== undefined) chips.push(['from', `From ${dayText(from, { year: '' })}`]);
  if (to !== undefined) chips.push(['to', `To ${dayText(to, { year: '' })}`]);
  if (min !== undefined) chips.push(['min', `At least ${amountText(min)}`]);
  if (max !== undefined) chips.push(['max', `At most ${amountText(max)}`]);
  if (shop !== undefined) chips.push(['shop', `Shop ${shop}`]);
  if (marketplace !== undefined) chips.push(['marketplace', marketplaceName(marketplace)]);
  return chips.map(([key, label]) => ({ key, label, href: href({ [key]: undefined }) }));
}

/** Filters and saved views of the payouts of every shop; all of it stands in the address. */
export function OpsPayoutsFilterBar({ asked, views }: { readonly asked: OpsPayoutsSearch; readonly views: ReactNode }) {
  const path = OPS_LIST_PATHS.payouts;
  const href = hrefsOf(path, asked);
  const statuses = [undefined, ...OPS_PAYOUT_STATUSES].map((status) => ({
    key: status ?? 'all',
    label: status === undefined ? 'All' : STATUS_WORD[status],
    href: href({ status }),
    isCurrent: asked.status === status,
  }));
  return (
    <FilterBar
      key={href({})}
      label="Payouts"
      segments={{ label: 'Status', of: statuses }}
      search={{
        action: path,
        value: asked.q ?? '',
        placeholder: 'Reference, order, bill or shop',
        keep: keptOf(asked, ['q']),
      }}
      chips={chipsOf(asked, href)}
    >
      <FilterMenu label="Days" action={path} keep={keptOf(asked, ['from', 'to'])}>
        <DayField name="from" label="Started from" value={asked.from} />
        <DayField name="to" label="Started to" value={asked.to} />
      </FilterMenu>
      <FilterMenu label="Filter" action={path} keep={keptOf(asked, ['min', 'max', 'marketplace'])}>
        <AmountField name="min" label="At least" value={asked.min} />
        <AmountField name="max" label="At most" value={asked.max} />
        <ChoiceField
          name="marketplace"
          label="Marketplace"
          value={asked.marketplace}
          options={OPS_MARKETPLACES.map((key) => [key, marketplaceName(key)])}
        />
      </FilterMenu>
      {views}
    </FilterBar>
  );
}

/** As high as a page of the list. */
export function OpsPayoutsSkeleton() {
  return <Skeleton lines={20} rowHeight={48} label="Loading payouts" />;
}
