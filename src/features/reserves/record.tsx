import {
  HOLD_FILTERS,
  HOLDS_A_PAGE,
  type HoldDto,
  type RecordPageDto,
  type ReservesSearch,
} from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readRecord } from '@/server/queries/reserves-record';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door, LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { FilterChips, Segmented } from '@/ui/filters';
import { ProofLine } from '@/ui/proof';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { orderHref, recordHref } from './search';
import { rateText } from './words';

interface RecordProps {
  readonly shop: ShopContext;
  readonly asked: ReservesSearch;
}

const FILTER_LABEL = { active: 'In reserve', all: 'All' } as const satisfies Record<
  (typeof HOLD_FILTERS)[number],
  string
>;

function Filters({ asked, page, year }: { asked: ReservesSearch; page: RecordPageDto; year: string }) {
  const show = asked.show ?? 'all';
  const segments = HOLD_FILTERS.map((filter) => ({
    key: filter,
    label: FILTER_LABEL[filter],
    ...(filter === 'active' ? { count: page.activeCount } : {}),
    href: recordHref(asked, { show: filter === 'all' ? undefined : filter, release: undefined }),
    isCurrent: show === filter,
  }));
  const chips =
    asked.release === undefined
      ? []
      : [
          {
            key: 'release',
            label: `Released ${dayText(asked.release, { year })}`,
            href: recordHref(asked, { release: undefined }),
          },
        ];
  return (
    <search aria-label="Record per order">
      <div className="filters">
        <Segmented label="Orders" segments={segments} />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}

/** On a phone a row has a line only for what there is. */
function onlyIfAny(amount: string): string {
  return isZero(amount) ? 'r hide' : 'r';
}

interface RowProps {
  readonly row: HoldDto;
  readonly shop: ShopContext;
  readonly year: string;
  /** Where an order's lines are seen. */
  readonly orderLink: typeof orderHref;
}

function Row({ row, shop, year, orderLink }: RowProps) {
  const isPast = row.releaseOn < shop.today;
  return (
    <tr>
      <td>
        {row.statement === null ? (
          <span className="break-all">{row.order}</span>
        ) : (
          <Door href={orderLink(row.order, row.statement)}>
            <span className="break-all">{row.order}</span>
          </Door>
        )}
        <span className="sub">
          settled {dayText(row.settledOn, { year, style: 'short' })}, {rateText(row.rate)} of{' '}
          {amountText(row.settlement)}
        </span>
      </td>
      <td className="nw" data-l={isPast ? 'released on' : 'release day'}>
        <Day value={row.releaseOn} year={year} />
      </td>
      <td className="r" data-l="withheld">
        <Amount value={row.withheld} />
      </td>
      <td className={onlyIfAny(row.released)} data-l="released">
        <Amount value={row.released} />
      </td>
      <td className={onlyIfAny(row.used)} data-l="used">
        <Amount value={row.used} />
      </td>
      <td className="r last b">
        <Amount value={row.remaining} />
      </td>
    </tr>
  );
}

const columnsOf = (currency: string): readonly ColumnHead[] => [
  { key: 'order', label: 'Order' },
  { key: 'release', label: 'Release day' },
  { key: 'withheld', label: 'Withheld', align: 'right' },
  { key: 'released', label: 'Released', align: 'right' },
  { key: 'used', label: 'Used', align: 'right' },
  { key: 'remaining', label: `Remaining, ${currency}`, align: 'right' },
];

function Foot({ page }: { readonly page: RecordPageDto }) {
  const { withheld, released, used, remaining } = page.sums;
  return (
    <tr>
      <td colSpan={2}>{page.rows.length === 1 ? 'This order' : `These ${counted(page.rows.length, 'order')}`}</td>
      <td className="r" data-l="withheld">
        <Amount value={withheld} />
      </td>
      <td className="r" data-l="released">
        <Amount value={released} />
      </td>
      <td className="r" data-l="used">
        <Amount value={used} />
      </td>
      <td className="r" data-l="remaining">
        <Amount value={remaining} />
      </td>
    </tr>
  );
}

/** That withholding is all accounted for, and that the holds make the figure of the page. */
export function RecordProof({ page }: { readonly page: RecordPageDto }) {
  const { withheld, released, used, remaining } = page.sums;
  const sumsUp = page.byReleaseDay === page.reserved;
  return (
    <ProofLine
      checks={[
        {
          key: 'parts',
          holds: page.isBalanced,
          text: `${amountText(withheld)} withheld ${page.isBalanced ? '=' : '≠'} ${amountText(released)} released + ${amountText(used)} used + ${amountText(remaining)} remaining`,
        },
        {
          key: 'days',
          holds: sumsUp,
          text: sumsUp
            ? `Holds by release day sum to ${amountText(page.reserved)}, what is in reserve`
            : `Holds by release day sum to ${amountText(page.byReleaseDay)}, and the balance says ${amountText(page.reserved)}`,
        },
      ]}
    />
  );
}

/** The rows of the record, with their sums and proof. */
export function RecordTable({
  page,
  shop,
  orderLink = orderHref,
}: {
  readonly page: RecordPageDto;
  readonly shop: ShopContext;
  readonly orderLink?: typeof orderHref;
}) {
  const year = shop.today.slice(0, 4);
  return (
    <>
      <DataTable
        caption={`What each order put into the reserve, and where it went, in ${shop.currency}`}
        columns={columnsOf(shop.currency)}
        layout="stack l-pair plain"
        foot={<Foot page={page} />}
      >
        {page.rows.map((row) => (
          <Row key={row.order} row={row} shop={shop} year={year} orderLink={orderLink} />
        ))}
      </DataTable>
      <RecordProof page={page} />
    </>
  );
}

/** What each order put into the reserve, and where it went (R5.5). */
export async function ReserveRecord({ shop, asked }: RecordProps) {
  const page = await readRecord(sellerDatabase().pool, shop, asked);
  const isFiltered = asked.show !== undefined || asked.release !== undefined || asked.before !== undefined;
  if (page.rows.length === 0 && !isFiltered) return null;
  return (
    <div className="mt-9">
      <Section title="Record per order" id="record" say="What each order put in, and where it went.">
        <Filters asked={asked} page={page} year={shop.today.slice(0, 4)} />
        {page.rows.length === 0 ? (
          <EmptyState
            icon="search"
            title="No order fits"
            action={<LinkButton href={recordHref({})}>Show all</LinkButton>}
          >
            No order that put something into the reserve is left by these filters.
          </EmptyState>
        ) : (
          <>
            <RecordTable page={page} shop={shop} />
            <ShowOlder
              shown={page.rows.length}
              total={asked.before === undefined ? page.total : null}
              noun="order"
              href={page.older === null ? null : recordHref(asked, { before: page.older })}
            />
          </>
        )}
      </Section>
    </div>
  );
}

/** As high as a page of the record. */
export function ReserveRecordSkeleton() {
  return (
    <div className="mt-9">
      <Section title="Record per order">
        <Skeleton lines={HOLDS_A_PAGE / 2} rowHeight={52} label="Loading the record per order" />
      </Section>
    </div>
  );
}
