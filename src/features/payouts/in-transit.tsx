import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readInTransit } from '@/server/queries/payouts';
import { Figure } from '@/ui/amount';
import { dayText } from '@/ui/day-text';
import { Skeleton } from '@/ui/states';

/** What is on its way to the bank: the one figure of the page. */
export async function InTransit({ shop }: { readonly shop: ShopContext }) {
  const { inTransit, payouts, count } = await readInTransit(sellerDatabase().pool, shop);
  const [newest] = payouts;
  return (
    <>
      <Figure value={inTransit} currency={shop.currency} />
      <p className="muted sm">
        {newest === undefined
          ? 'In transit. Nothing is on its way to your bank now.'
          : `In transit to the account ending ${newest.last4}${count > 1 ? ` in ${count} payouts` : ''}, expected on ${dayText(newest.expectedOn, { year: shop.today.slice(0, 4) })}.`}
      </p>
    </>
  );
}

/** As high as the figure and its sentence. */
export function InTransitSkeleton() {
  return <Skeleton lines={2} rowHeight={32} label="Loading what is in transit" />;
}
