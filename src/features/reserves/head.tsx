import type { ShopContext } from '@/contracts/shell';
import { Figure } from '@/ui/amount';
import { Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { getStanding } from './standing';
import { levelText } from './words';

/** What is in reserve: the one figure of the page, with the level in effect. */
export async function InReserve({ shop }: { readonly shop: ShopContext }) {
  const standing = await getStanding(shop);
  if (standing === null) return <p className="muted sm">The first day of this shop is not closed yet.</p>;
  return (
    <>
      <Figure value={standing.reserved} currency={shop.currency} />
      <p className="muted sm">
        <StatusChip look={{ word: `Level ${standing.level}`, icon: 'reserve', tone: 'held' }} loud />{' '}
        {levelText(standing, shop.today.slice(0, 4))}
      </p>
    </>
  );
}

/** As high as the figure and the level under it. */
export function InReserveSkeleton() {
  return <Skeleton lines={2} rowHeight={32} label="Loading what is in reserve" />;
}
