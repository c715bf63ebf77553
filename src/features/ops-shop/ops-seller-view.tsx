import './ops-shop.css';
import type { OpsShopDto } from '@/contracts/ops-shop';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { Section } from '@/ui/section';
import { OpsSellerViewForm } from './ops-seller-view-form';

/** The way into the pages of a shop as its seller's members see them. */
export function OpsSellerView({
  actor,
  shop,
  statement = null,
}: {
  readonly actor: Actor;
  readonly shop: OpsShopDto;
  /** Opens at this one; else at the overview. */
  readonly statement?: number | null;
}) {
  if (shop.seller === null || !may(actor.role, 'see-every-shop')) return null;
  return (
    <Section
      title="Seller’s view"
      say={`See the pages as the members of ${shop.seller.name} do, read only, for half an hour at most. What you opened it for stands in their audit log.`}
    >
      <OpsSellerViewForm shop={shop.externalId} statement={statement} />
    </Section>
  );
}
