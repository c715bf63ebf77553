import type { Metadata } from 'next';
import { alertSearchSchema } from '@/contracts/alerts';
import { may } from '@/contracts/permissions';
import { AlertsList, AlertsSkeleton } from '@/features/alerts/alerts-list';
import { NEW_ALERT_PATH } from '@/features/alerts/paths';
import { requireActor } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Alert rules' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AlertsPage({ searchParams }: Props) {
  const { person, role, shops, seller } = await requireActor();
  const { said } = alertSearchSchema.parse(await searchParams);
  const actions = may(role, 'manage-alerts') ? (
    <LinkButton kind="primary" icon="plus" href={NEW_ALERT_PATH}>
      New rule
    </LinkButton>
  ) : null;
  if (seller === null) {
    return (
      <>
        <PageHead title="Alert rules" />
        <EmptyState icon="alert" title="This shop has no organisation yet">
          Its people can keep alert rules once the marketplace has assigned it to one.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title="Alert rules" actions={actions} />
      <ErrorIsland what="The list of rules">
        <Streamed fallback={<AlertsSkeleton />}>
          <AlertsList by={{ person, role, shops, seller }} said={said} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
