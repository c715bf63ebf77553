import type { OnHoldPageDto, OnHoldSearch } from '@/contracts/on-hold';
import { ON_HOLD_A_PAGE } from '@/contracts/on-hold';
import { listOnHold } from '@/server/queries/on-hold';
import { LinkButton } from '@/ui/button';
import { FilterChips, SearchForm } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { HeldTable } from './held-table';
import type { OnHoldPlace } from './place';
import { onHoldHref } from './search';
import { ShowMore } from './show-more';

interface OnHoldListProps extends OnHoldPlace {
  readonly asked: OnHoldSearch;
}

const TITLE = 'Delivered, not settled';

/** The search of both lists; it starts each from its beginning. */
export function OrderSearch({ path, asked }: Pick<OnHoldListProps, 'path' | 'asked'>) {
  const chips = asked.q === undefined ? [] : [{ key: 'q', label: `“${asked.q}”`, href: path }];
  return (
    // Keyed by its address: the field shows what the list shows, also after a step back.
    <search aria-label="Orders" key={asked.q ?? ''}>
      <div className="filters">
        <SearchForm action={path} name="q" value={asked.q ?? ''} placeholder="Order" keep={{}} />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}

function Nothing({ page, path, asked }: Pick<OnHoldListProps, 'path' | 'asked'> & { readonly page: OnHoldPageDto }) {
  if (page.count > 0 && (asked.q !== undefined || asked.after !== undefined)) {
    return (
      <EmptyState
        icon="search"
        title="No order on hold fits"
        action={<LinkButton href={path}>Show all {page.count.toLocaleString('en-US')}</LinkButton>}
      >
        An order is found by its id or the first four letters of it. One that has settled is on its statement.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="hold" title="Nothing is on hold">
      An order is on hold from the end of the day that it is delivered until it settles, some days later.
    </EmptyState>
  );
}

/** Orders that are delivered and not settled; one of them is open, and the address names it. */
export async function OnHoldList({ shop, database, path, underOrder, asked }: OnHoldListProps) {
  const page = await listOnHold(database, shop, asked);
  const hasRows = page.rows.length > 0 || page.opened !== null;
  return (
    <Section title={TITLE} columns={page.count === 0 ? 12 : 8} id="on-hold">
      <OrderSearch path={path} asked={asked} />
      {hasRows ? (
        <>
          <HeldTable
            path={path}
            underOrder={underOrder}
            page={page}
            asked={asked}
            currency={shop.currency}
            year={shop.today.slice(0, 4)}
          />
          <ShowMore
            shown={page.rows.length}
            total={asked.q === undefined ? page.count : null}
            next={page.next === null ? null : onHoldHref(path, asked, { after: page.next, open: undefined })}
            first={asked.after === undefined ? null : onHoldHref(path, asked, { after: undefined, open: undefined })}
          />
        </>
      ) : (
        <Nothing page={page} path={path} asked={asked} />
      )}
    </Section>
  );
}

/** As high as half a page of the list. */
export function OnHoldListSkeleton() {
  return (
    <Section title={TITLE} columns={8}>
      <Skeleton lines={ON_HOLD_A_PAGE / 2} label="Loading orders on hold" />
    </Section>
  );
}
