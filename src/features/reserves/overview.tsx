import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readNothingWithheld } from '@/server/queries/reserves-nothing';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { NothingWithheld } from './nothing-withheld';
import { ReleaseList } from './release-list';
import { getReleases, getStanding } from './standing';
import { WhyLevel } from './why-level';

/** When the reserve comes back and why it is as high as it is; or why there is none. */
export async function ReserveOverview({ shop }: { readonly shop: ShopContext }) {
  const standing = await getStanding(shop);
  if (standing === null) {
    return (
      <EmptyState icon="reserve" title="No reserve yet">
        The first day of this shop is not closed yet. Part of what settles may be withheld, depending on the level.
      </EmptyState>
    );
  }
  const nothing = await readNothingWithheld(sellerDatabase(), shop);
  if (nothing !== null) {
    return (
      <SectionGrid>
        <NothingWithheld nothing={nothing} shop={shop} />
      </SectionGrid>
    );
  }
  return (
    <SectionGrid>
      <ReleaseList releases={await getReleases(shop.id)} reserved={standing.reserved} shop={shop} />
      <WhyLevel standing={standing} year={shop.today.slice(0, 4)} />
    </SectionGrid>
  );
}

/** As high as five release days beside three meters. */
export function ReserveOverviewSkeleton() {
  return (
    <SectionGrid>
      <Section title="When it comes back" columns={6}>
        <Skeleton lines={6} rowHeight={44} label="Loading when it comes back" />
      </Section>
      <Section title="Why this level" columns={6}>
        <Skeleton lines={6} rowHeight={44} label="Loading why the level is what it is" />
      </Section>
    </SectionGrid>
  );
}
