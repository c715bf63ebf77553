import './statements.css';
import type { ReactNode } from 'react';
import { OPS_STATEMENTS_A_PAGE, type OpsStatementsPageDto, type OpsStatementsSearch } from '@/contracts/ops-statements';
import type { Actor } from '@/contracts/shell';
import { opsDatabase } from '@/server/db/ops';
import { listOpsStatements } from '@/server/queries/ops/statements';
import { LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { EmptyState, Skeleton } from '@/ui/states';
import { OpsStatementsFilterBar } from './ops-filter-bar';
import { OPS_STATEMENTS_PATH, opsStatementsHref } from './ops-search';
import { OpsStatementsTable } from './ops-table';

interface OpsStatementsListProps {
  readonly actor: Actor;
  readonly asked: OpsStatementsSearch;
  /** The menu of saved views. */
  readonly views: ReactNode;
}

/** What the words of the search were taken for, where it has to be said. */
function FoundBy({ page, q }: { readonly page: OpsStatementsPageDto; readonly q: string | undefined }) {
  if (page.foundBy !== 'name' || page.rows.length === 0) return null;
  return (
    <p className="sm muted mb-3">
      No order, bill, payout or statement is called “{q}”. These are statements of shops with it in their name, id or
      seller.
    </p>
  );
}

/** The statements of every shop: to find one by anything that is known of it. */
export async function OpsStatementsList({ actor, asked, views }: OpsStatementsListProps) {
  const purpose = `list of statements ${opsStatementsHref(asked).slice(OPS_STATEMENTS_PATH.length)}`.trim();
  const page = await listOpsStatements(opsDatabase({ person: actor.person.key, purpose }).pool, asked);
  return (
    <>
      <OpsStatementsFilterBar asked={asked} views={views} />
      <FoundBy page={page} q={asked.q} />
      {page.rows.length === 0 ? (
        <EmptyState
          icon="search"
          title="No statement fits these filters"
          action={<LinkButton href={OPS_STATEMENTS_PATH}>Show all statements</LinkButton>}
        >
          One is found by the whole id of an order or bill, by the reference of a payout, as “shop/12”, or by a part of
          the shop’s or seller’s name. Before a shop’s first close it has none.
        </EmptyState>
      ) : (
        <>
          <OpsStatementsTable rows={page.rows} />
          <p className="sm muted older">
            {counted(page.rows.length, 'statement')} shown.{' '}
            {asked.after === undefined ? null : <TextLink href={opsStatementsHref(asked)}>Show the first</TextLink>}{' '}
            {page.next === null ? null : (
              <TextLink href={opsStatementsHref(asked, { after: page.next })}>Show the next</TextLink>
            )}
          </p>
        </>
      )}
    </>
  );
}

/** As high as a page of the list. */
export function OpsStatementsListSkeleton() {
  return <Skeleton lines={OPS_STATEMENTS_A_PAGE / 2} rowHeight={44} label="Loading statements" />;
}
