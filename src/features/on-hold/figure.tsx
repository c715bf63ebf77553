import { readOnHoldFigure } from '@/server/queries/on-hold';
import { Figure } from '@/ui/amount';
import { counted } from '@/ui/counted';
import { Skeleton } from '@/ui/states';
import type { OnHoldPlace } from './place';

/** What is on hold in all: the one figure of the page. */
export async function OnHoldFigure({ shop, database }: Pick<OnHoldPlace, 'shop' | 'database'>) {
  const { amount, count } = await readOnHoldFigure(database.pool, shop.id);
  return (
    <>
      <Figure value={amount} currency={shop.currency} />
      <p className="muted sm">
        {count === 0
          ? 'On hold. Every order that was delivered has settled.'
          : `On hold in ${counted(count, 'order')}, delivered and not settled yet.`}
      </p>
    </>
  );
}

/** As high as the figure and its sentence. */
export function OnHoldFigureSkeleton() {
  return <Skeleton lines={2} rowHeight={32} label="Loading what is on hold" />;
}
