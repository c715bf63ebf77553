import type { OnHoldSearch } from '@/contracts/on-hold';
import { opsShopPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import { TextLink } from '@/ui/button';
import { SectionGrid } from '@/ui/section';
import { OnHoldDays } from './days';
import { OnHoldFigure } from './figure';
import { OnHoldList } from './on-hold-list';
import type { OnHoldPlace } from './place';
import { Undelivered } from './undelivered';

interface OpsOnHoldProps extends Pick<OnHoldPlace, 'shop' | 'database'> {
  readonly asked: OnHoldSearch;
}

/** A shop's orders that are delivered and not settled, by order and by day, and those that are not delivered, as its seller sees them. */
export function OpsOnHold({ shop, database, asked }: OpsOnHoldProps) {
  const place: OnHoldPlace = {
    shop,
    database,
    path: opsShopPath(shop.externalId, 'on-hold'),
    underOrder: (order) => (
      <p className="sm">
        <TextLink href={withParams(opsShopPath(shop.externalId, 'facts'), { q: order })}>Facts of this order</TextLink>
      </p>
    ),
  };
  return (
    <>
      <div className="mt-3 mb-6">
        <OnHoldFigure {...place} />
      </div>
      <SectionGrid>
        <OnHoldList {...place} asked={asked} />
        <OnHoldDays {...place} />
      </SectionGrid>
      <div className="mt-9">
        <Undelivered {...place} asked={asked} />
      </div>
    </>
  );
}
