import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { opsShopPath } from '@/contracts/ops-lists';
import { noteIdParam } from '@/contracts/ops-shop';
import { opsStatementSearchSchema } from '@/contracts/ops-statement';
import { may, ROLES } from '@/contracts/permissions';
import { shopIdSchema } from '@/contracts/portfolio';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { statementNoSchema } from '@/contracts/statement';
import { factsBehind } from '@/features/ops-inspect/ops-facts';
import { OpsJournals, OpsJournalsSkeleton } from '@/features/ops-inspect/ops-journals';
import { OpsReplay } from '@/features/ops-inspect/ops-replay';
import { OpsSeal, OpsSealSkeleton } from '@/features/ops-inspect/ops-seal';
import { OpsTrial, OpsTrialSkeleton } from '@/features/ops-inspect/ops-trial';
import { OpsNotes } from '@/features/ops-shop/ops-notes';
import { OpsSellerView } from '@/features/ops-shop/ops-seller-view';
import { opsView } from '@/features/statements/ops-view';
import { AddsUp } from '@/features/statements/page/adds-up';
import { StatementHead } from '@/features/statements/page/head';
import { Lines, LinesSkeleton } from '@/features/statements/page/lines';
import { Settlement, SettlementSkeleton } from '@/features/statements/page/settlement';
import { requireActor } from '@/server/auth/actor';
import { readOpsShop } from '@/server/queries/ops/shop';
import { openShopLook } from '@/server/queries/ops/shop-look';
import { findStatement } from '@/server/queries/statement';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { Island } from '@/ui/island';
import { PageHead } from '@/ui/page-head';
import { SectionGrid } from '@/ui/section';
import { NoPermission, Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Statement' };

interface Props {
  readonly params: Promise<{ readonly shop: string; readonly no: string }>;
  readonly searchParams: Promise<GivenParams>;
}

/** Whether there is such a statement decides the answer's status, so nothing of the page streams before it. */
export default async function OpsStatementPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop')) {
    return (
      <>
        <PageHead title="Statement" />
        <NoPermission what="statements of shops" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const { shop: externalId, no: written } = await params;
  const [named, no] = [shopIdSchema.safeParse(decodeURIComponent(externalId)), statementNoSchema.safeParse(written)];
  if (!named.success || !no.success) notFound();
  const look = await openShopLook(actor, named.data, `statement ${no.data}`);
  const head = look === null ? null : await findStatement(look.database.pool, look.shop, no.data);
  if (look === null || head === null) notFound();
  const { shop, database } = look;
  const asked = opsStatementSearchSchema.parse(firstOfEach(await searchParams));
  const of = await readOpsShop(database.pool, shop.id);
  const view = opsView(look, {
    actions: <LinkButton href={opsShopPath(shop.externalId)}>The shop</LinkButton>,
    readBehind: (page) => factsBehind(look, page),
  });
  const inspected = { shop, database, head };
  return (
    <>
      <StatementHead shop={shop} head={head} view={view} />
      <ErrorIsland what="How it adds up">
        <AddsUp shop={shop} head={head} view={view} isReplayAsked={false} />
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
      <div className="mt-9 flex flex-col gap-9">
        <ErrorIsland what="The replay">
          <OpsReplay
            {...inspected}
            after={asked.after ?? 0}
            isAsked={asked.proof === 'replay'}
            askHref={view.statementHref(head.no, { proof: 'replay' })}
          />
        </ErrorIsland>
        <SectionGrid>
          <Island what="The journal" fallback={<OpsJournalsSkeleton />}>
            <OpsJournals {...inspected} />
          </Island>
          <Island what="The daily seal" fallback={<OpsSealSkeleton />}>
            <OpsSeal {...inspected} />
          </Island>
        </SectionGrid>
        <Island what="The policy time machine" fallback={<OpsTrialSkeleton />}>
          <OpsTrial {...inspected} asked={asked} href={view.statementHref(head.no)} />
        </Island>
        <ErrorIsland what="The notes">
          <Streamed fallback={<Skeleton lines={4} label="Loading notes" />}>
            <OpsNotes
              actor={actor}
              shop={shop}
              connection={database.pool}
              statementNo={head.no}
              before={noteIdParam.parse(firstOfEach(await searchParams).before)}
            />
          </Streamed>
        </ErrorIsland>
        <OpsSellerView actor={actor} shop={of} statement={head.no} />
      </div>
    </>
  );
}
