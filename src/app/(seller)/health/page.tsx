import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { Appeal, AppealSkeleton } from '@/features/appeals/appeal';
import { Activity, ActivitySkeleton } from '@/features/health/activity';
import { BetterLevel, BetterLevelSkeleton } from '@/features/health/better-level';
import { Disputes, DisputesSkeleton } from '@/features/health/disputes';
import { Measures, MeasuresSkeleton } from '@/features/health/measures';
import { Returns, ReturnsSkeleton } from '@/features/health/returns';
import { Tier, TierSkeleton } from '@/features/health/tier';
import { BalanceStanding, BalanceStandingSkeleton } from '@/features/negative-balance/standing';
import { Evaluation, EvaluationSkeleton } from '@/features/reserves/evaluation';
import { Level, LevelRates, LevelSkeleton } from '@/features/reserves/level';
import { requireShop } from '@/server/auth/actor';
import { asOfText } from '@/ui/day-text';
import { Island } from '@/ui/island';
import { PageHead } from '@/ui/page-head';
import { SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';

export const metadata: Metadata = { title: 'Account health' };

type Props = { readonly shop: ShopContext };

/** What is owed, what follows from it, and the way out. */
function Owing({ shop }: Props) {
  return (
    <SectionGrid>
      <div className="c8">
        <Island what="The negative balance" fallback={<BalanceStandingSkeleton />}>
          <BalanceStanding shop={shop} />
        </Island>
        <Island what="The measures in force" fallback={<MeasuresSkeleton />}>
          <Measures shop={shop} />
        </Island>
      </div>
      <div className="c4">
        <Island what="The appeal" fallback={<AppealSkeleton />}>
          <Appeal shop={shop} />
        </Island>
      </div>
    </SectionGrid>
  );
}

function Standing({ shop }: Props) {
  const seesMoney = may(shop.role, 'see-money');
  return (
    <div className="mt-9">
      <SectionGrid>
        <Island what="The tier" fallback={<TierSkeleton />}>
          <Tier shop={shop} />
        </Island>
        <Island what="The reserve level" fallback={<LevelSkeleton />}>
          {seesMoney ? <Level shop={shop} /> : <LevelRates shop={shop} />}
        </Island>
        {seesMoney ? (
          <>
            <Island what="What a better level would free" fallback={<BetterLevelSkeleton />}>
              <BetterLevel shop={shop} />
            </Island>
            <Island what="The open disputes" fallback={<DisputesSkeleton />}>
              <Disputes shop={shop} />
            </Island>
          </>
        ) : null}
      </SectionGrid>
    </div>
  );
}

function Rest({ shop }: Props) {
  return (
    <div className="mt-9">
      <SectionGrid>
        <Island what="The returns" fallback={<ReturnsSkeleton />}>
          <Returns shop={shop} />
        </Island>
        <Island what="The activity" fallback={<ActivitySkeleton />}>
          <Activity shop={shop} />
        </Island>
      </SectionGrid>
    </div>
  );
}

export default async function HealthPage() {
  const shop = await requireShop();
  const head = <PageHead title="Account health" asOf={asOfText(shop)} />;
  if (shop.closedThrough === null) {
    return (
      <>
        {head}
        <EmptyState icon="health" title="Nothing is judged yet">
          The first day of this shop is not over. From tomorrow on this page says how it stands.
        </EmptyState>
      </>
    );
  }
  const seesMoney = may(shop.role, 'see-money');
  return (
    <>
      {head}
      {seesMoney ? (
        <Owing shop={shop} />
      ) : (
        <Island what="The measures in force" fallback={<MeasuresSkeleton />}>
          <Measures shop={shop} />
        </Island>
      )}
      <Standing shop={shop} />
      {seesMoney ? (
        <div className="mt-9">
          <Island what="The next evaluation" fallback={<EvaluationSkeleton />}>
            <Evaluation shop={shop} />
          </Island>
        </div>
      ) : null}
      <Rest shop={shop} />
    </>
  );
}
