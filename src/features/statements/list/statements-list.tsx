import type { ShopContext } from '@/contracts/shell';
import { STATEMENTS_A_PAGE, type StatementsPageDto, type StatementsSearch } from '@/contracts/statements';
import { sellerDatabase } from '@/server/db/seller';
import { listStatements } from '@/server/queries/statements';
import { LinkButton } from '@/ui/button';
import { EmptyState, Skeleton } from '@/ui/states';
import { ShowOlder } from '@/ui/table';
import { STATEMENTS_PATH, statementsHref } from '../search';
import { StatementsFilterBar } from './filter-bar';
import { Selection } from './selection';
import { isOwed, StatementsTable } from './statements-table';

interface StatementsListProps {
  readonly shop: ShopContext;
  readonly asked: StatementsSearch;
}

/** Nothing in the list: either nothing closed yet, or nothing that the filters leave. */
function NoStatements({ page }: { readonly page: StatementsPageDto }) {
  if (page.counts.all === 0) {
    return (
      <EmptyState icon="statements" title="No statements yet">
        A statement closes at the end of each day on which one of your orders settles or something is charged, refunded
        or released. The first one comes when your first delivered order settles.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No statement fits these filters"
      action={<LinkButton href={STATEMENTS_PATH}>Show all {page.counts.all.toLocaleString('en-US')}</LinkButton>}
    >
      An order is found by its id or the first four letters of it, a statement or payout by its number.
    </EmptyState>
  );
}

/** The statements that the filters leave, with the filters (product.md, Statements). */
export async function StatementsList({ shop, asked }: StatementsListProps) {
  const page = await listStatements(sellerDatabase().pool, shop, asked);
  const year = shop.today.slice(0, 4);
  const table = <StatementsTable page={page} currency={shop.currency} year={year} />;
  return (
    <>
      <StatementsFilterBar asked={asked} counts={page.counts} year={year} />
      {page.rows.length === 0 ? (
        <NoStatements page={page} />
      ) : (
        <>
          {page.rows.some(isOwed) ? (
            <Selection owed={page.owed} currency={shop.currency}>
              {table}
            </Selection>
          ) : (
            table
          )}
          <ShowOlder
            shown={(page.newer ?? 0) + page.rows.length}
            total={page.newer === null ? null : page.total}
            noun="statement"
            href={page.older === null ? null : statementsHref(asked, { before: page.older })}
          />
        </>
      )}
    </>
  );
}

/** As high as a full page of the list. */
export function StatementsListSkeleton() {
  return <Skeleton lines={STATEMENTS_A_PAGE + 2} label="Loading statements" />;
}
