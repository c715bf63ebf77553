import type { OnHoldPageDto, OnHoldSearch } from '@/contracts/on-hold';
import { ON_HOLD_A_PAGE } from '@/contracts/on-hold';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { listOnHold } from '@/server/queries/on-hold';
import { LinkButton } from '@/ui/button';
import { FilterChips, SearchForm } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { HeldTable } from './held-table';
import { ON_HOLD_PATH, onHoldHref } from './search';
import { ShowMore } from './show-more';

interface OnHoldListProps {
  readonly shop: ShopContext;
  readonly asked: OnHoldSearch;
}

const TITLE = 'Delivered, not settled';

/** The search of both lists; it starts each from its beginning. */
export function OrderSearch({ asked }: { readonly asked: OnHoldSearch }) {
  const chips = asked.q === undefined ? [] : [{ key: 'q', label: `“${asked.q}”`, href: ON_HOLD_PATH }];
  return (
    // Keyed by its address: the field shows what the list shows, also after a step back.
    <search aria-label="Orders" key={asked.q ?? ''}>
      <div className="filters">
        <SearchForm action={ON_HOLD_PATH} name="q" value={asked.q ?? ''} placeholder="Order" keep={{}} />
      </div>
      <FilterChips chips={chips} />
    </search>
  );
}

function Nothing({ page, asked }: { readonly page: OnHoldPageDto; readonly asked: OnHoldSearch }) {
  if (page.count > 0 && (asked.q !== undefined || asked.after !== undefined)) {
    return (
      <EmptyState
        icon="search"
        title="No order on hold fits"
        action={<LinkButton href={ON_HOLD_PATH}>Show all {page.count.toLocaleString('en-US')}</LinkButton>}
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
export async function OnHoldList({ shop, asked }: OnHoldListProps) {
  const page = await listOnHold(sellerDatabase(), shop, asked);
  const hasRows = page.rows.length > 0 || page.opened !== null;
  return (
    <Section title={TITLE} columns={page.count === 0 ? 12 : 8} id="on-hold">
      <OrderSearch asked={asked} />
      {hasRows ? (
        <>
          <HeldTable page={page} asked={asked} currency={shop.currency} year={shop.today.slice(0, 4)} />
          <ShowMore
            shown={page.rows.length}
            total={asked.q === undefined ? page.count : null}
            next={page.next === null ? null : onHoldHref(asked, { after: page.next, open: undefined })}
            first={asked.after === undefined ? null : onHoldHref(asked, { after: undefined, open: undefined })}
          />
        </>
      ) : (
        <Nothing page={page} asked={asked} />
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
