import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { statementNoSchema, statementSearchSchema } from '@/contracts/statement';
import { NoMoney } from '@/features/shell/no-money';
import { AddsUp } from '@/features/statements/page/adds-up';
import { StatementHead } from '@/features/statements/page/head';
import { Lines, LinesSkeleton } from '@/features/statements/page/lines';
import { Settlement, SettlementSkeleton } from '@/features/statements/page/settlement';
import { sellerView } from '@/features/statements/view';
import { requireShop } from '@/server/auth/actor';
import { findStatement } from '@/server/queries/statement';
import { ErrorIsland } from '@/ui/error-island';
import { SectionGrid } from '@/ui/section';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Statement' };

interface Props {
  readonly params: Promise<{ readonly no: string }>;
  readonly searchParams: Promise<GivenParams>;
}

export default async function StatementPage({ params, searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Statement" what="statements" />;
  const no = statementNoSchema.safeParse((await params).no);
  const view = sellerView();
  const head = no.success ? await findStatement(view.database.pool, shop, no.data) : null;
  if (head === null) notFound();
  const asked = statementSearchSchema.parse(firstOfEach(await searchParams));
  return (
    <>
      <StatementHead shop={shop} head={head} view={view} />
      <ErrorIsland what="How it adds up">
        <AddsUp shop={shop} head={head} view={view} isReplayAsked={asked.proof === 'replay'} />
      </ErrorIsland>
      <div className="mt-9">
        <SectionGrid>
          <ErrorIsland what="The lines">
            <Streamed key={`${asked.q}-${asked.after}`} fallback={<LinesSkeleton />}>
              <Lines shop={shop} head={head} view={view} asked={asked} />
            </Streamed>
          </ErrorIsland>
          <ErrorIsland what="The allocations">
            <Streamed fallback={<SettlementSkeleton />}>
              <Settlement shop={shop} head={head} view={view} />
            </Streamed>
          </ErrorIsland>
        </SectionGrid>
      </div>
    </>
  );
}
