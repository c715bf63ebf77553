import type { Metadata } from 'next';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { OpsNoPermission } from '@/features/shell/ops-no-permission';
import { OpsViews } from '@/features/shops/ops-views';
import { OpsStatementsList, OpsStatementsListSkeleton } from '@/features/statements/ops-list';
import { opsStatementsExportHref, opsStatementsHref } from '@/features/statements/ops-search';
import { requireActor } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Statements' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsStatementsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop'))
    return <OpsNoPermission title="Statements" what="the statements of every shop" role={actor.role} />;
  const given = firstOfEach(await searchParams);
  const asked = opsStatementsSearchSchema.parse(given);
  return (
    <>
      <PageHead
        title="Statements"
        actions={
          <LinkButton href={opsStatementsExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      >
        <p className="muted sm">Of every shop. Each look is put on record.</p>
      </PageHead>
      <LeftOut params={leftOutParams(opsStatementsSearchSchema, given)} />
      <ErrorIsland what="The list of statements">
        <Streamed key={opsStatementsHref(asked, { after: asked.after })} fallback={<OpsStatementsListSkeleton />}>
          <OpsStatementsList
            actor={actor}
            asked={asked}
            views={<OpsViews actor={actor} list="statements" asked={asked} />}
          />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
