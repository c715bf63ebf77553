import './shops.css';
import { may } from '@/contracts/permissions';
import type { PortfolioPageDto, PortfolioSearch } from '@/contracts/portfolio';
import type { Actor } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { listPortfolio } from '@/server/queries/portfolio';
import { selectViews } from '@/server/repositories/saved-views';
import { LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Note } from '@/ui/note';
import { EmptyState, Skeleton } from '@/ui/states';
import { DoToday } from './do-today';
import { ShopsFilterBar } from './filter-bar';
import { GoToForm } from './go-to';
import { SHOPS_PATH, shopsHref } from './search';
import { Selection } from './selection';
import { ShopsTable } from './shops-table';
import { Totals } from './totals';

interface PortfolioProps {
  readonly actor: Actor;
  readonly asked: PortfolioSearch;
  /** How many shops have just been marked as checked; null where none were. */
  readonly justChecked: number | null;
}

function More({ page, asked }: { readonly page: PortfolioPageDto; readonly asked: PortfolioSearch }) {
  const through = page.skipped + page.rows.length;
  if (page.skipped === 0 && page.next === null) return <p className="sm muted older">{counted(page.total, 'shop')}.</p>;
  return (
    <p className="sm muted older">
      Shops {page.skipped + 1} to {through} of {page.total}.{' '}
      {page.skipped === 0 ? null : <TextLink href={shopsHref(asked)}>Show the first</TextLink>}{' '}
      {page.next === null ? null : <TextLink href={shopsHref(asked, { after: page.next })}>Show the next</TextLink>}
    </p>
  );
}

function NoShops({ total }: { readonly total: number }) {
  if (total === 0) {
    return (
      <EmptyState icon="shops" title="No shops yet">
        Shops appear here once the marketplace has opened one for you, or an owner has given you one.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No shop fits these filters"
      action={<LinkButton href={SHOPS_PATH}>{`Show all ${total}`}</LinkButton>}
    >
      A shop is found by a part of its name or of its code.
    </EmptyState>
  );
}

/** All shops, worst first: what they come to, what to do today, and the list to filter, order and act on. */
export async function Portfolio({ actor, asked, justChecked }: PortfolioProps) {
  const { now } = await requireShop();
  const { pool } = sellerDatabase();
  const seesMoney = may(actor.role, 'see-money');
  const page = await listPortfolio(pool, actor.shops, { now, seesMoney }, asked);
  const views =
    actor.seller === null ? null : await selectViews(pool, { sellerId: actor.seller.id, person: actor.person.key });
  return (
    <>
      <GoToForm />
      {justChecked === null ? null : (
        <Note tone="done">
          {justChecked === 0
            ? 'There was nothing left to check.'
            : `${counted(justChecked, 'shop')} checked for today. The history keeps who, when and your note.`}
        </Note>
      )}
      <Totals totals={page.totals} />
      <DoToday page={page} />
      <div className="mt-7" id="shops">
        <ShopsFilterBar asked={asked} page={page} seesMoney={seesMoney} views={views} />
        {page.rows.length === 0 ? (
          <NoShops total={page.counts.all} />
        ) : (
          <Selection mayPay={may(actor.role, 'pay-bills')} mayCheck={may(actor.role, 'check-shops')}>
            <ShopsTable page={page} seesMoney={seesMoney} />
            <More page={page} asked={asked} />
          </Selection>
        )}
      </div>
    </>
  );
}

/** As high as the figures, the list of what to do and a dozen shops. */
export function PortfolioSkeleton() {
  return <Skeleton lines={20} rowHeight={44} label="Loading shops" />;
}
