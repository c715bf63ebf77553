import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readReturns } from '@/server/queries/health-returns';
import { amountText } from '@/ui/amount-text';
import { Meter } from '@/ui/meter';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { returnsText, tenthsText } from './words';

/** Tenths of a percent at the end of the track: more than most shops ever have. */
const SCALE = 200;

/** How many orders came back by the seller's fault, and what that cost. */
export async function Returns({ shop }: { readonly shop: ShopContext }) {
  const dto = await readReturns(sellerDatabase().pool, shop);
  const { deliveredCount, returnedCount, sellerFaultCount, share, refunded, returnShipping } = dto;
  const other = returnedCount - sellerFaultCount;
  return (
    <Section
      title="Returns by your fault"
      columns={6}
      say={returnsText(dto, { currency: shop.currency, year: shop.today.slice(0, 4) })}
    >
      <Meter
        label="Returned by your fault"
        value={`${sellerFaultCount} of ${deliveredCount}, ${tenthsText(share)}`}
        filled={(100 * share) / SCALE}
        look="rate"
        marks={[]}
      />
      <p className="sm muted mt-2.5">
        {sellerFaultCount > 0 && may(shop.role, 'see-money')
          ? `${amountText(refunded, { currency: shop.currency })} was refunded for them, and their return shipping, ${amountText(returnShipping)}, was yours in full. `
          : ''}
        {other > 0 ? `${other} more came back for other reasons: part of their return shipping was subsidised. ` : ''}
        No limit stands on this rate; it does not change your level or tier.
      </p>
    </Section>
  );
}

/** As high as the rate and two lines. */
export function ReturnsSkeleton() {
  return (
    <Section title="Returns by your fault" columns={6}>
      <Skeleton lines={3} rowHeight={40} label="Loading the returns" />
    </Section>
  );
}
