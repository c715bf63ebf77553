import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import { OpsInvariants, OpsInvariantsSkeleton } from '@/features/ops-invariants/ops-invariants';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Invariants' };

export default async function OpsInvariantsPage() {
  const actor = await requireActor();
  if (!may(actor.role, 'see-proofs')) {
    return (
      <>
        <PageHead title="Invariants" />
        <NoPermission what="proofs" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  return (
    <>
      <PageHead title="Invariants" />
      <ErrorIsland what="The list of invariants">
        <Streamed fallback={<OpsInvariantsSkeleton />}>
          <OpsInvariants actor={actor} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
