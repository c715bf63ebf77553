import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, leftOutParams } from '@/contracts/search-params';
import { statementsSearchSchema } from '@/contracts/statements';
import { NoMoney } from '@/features/shell/no-money';
import { StatementsList, StatementsListSkeleton } from '@/features/statements/list/statements-list';
import { statementsExportHref, statementsHref } from '@/features/statements/search';
import { requireShop } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Statements' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function StatementsPage({ searchParams }: Props) {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return <NoMoney title="Statements" what="statements" />;
  const given = firstOfEach(await searchParams);
  const asked = statementsSearchSchema.parse(given);
  return (
    <>
      <PageHead
        title="Statements"
        asOf={asOfText(shop)}
        actions={
          <LinkButton href={statementsExportHref(asked)} icon="download" download>
            Export
          </LinkButton>
        }
      />
      <LeftOut params={leftOutParams(statementsSearchSchema, given)} />
      <ErrorIsland what="The list of statements">
        <Streamed key={statementsHref(asked, { before: asked.before })} fallback={<StatementsListSkeleton />}>
          <StatementsList shop={shop} asked={asked} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
