import type { Metadata } from 'next';
import { may, ROLES } from '@/contracts/permissions';
import { Webhooks, WebhooksSkeleton } from '@/features/webhooks/webhooks';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState, NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage() {
  const actor = await requireActor();
  const { role, seller } = actor;
  return (
    <>
      <PageHead title="Webhooks" />
      {!may(role, 'manage-webhooks') ? (
        <NoPermission what="the webhooks" role={ROLES[role].name} owner="an owner of the organisation" needs="admin" />
      ) : seller === null ? (
        <EmptyState icon="split" title="This shop has no organisation yet">
          Webhooks begin once the marketplace has assigned it to one.
        </EmptyState>
      ) : (
        <ErrorIsland what="The list of webhooks">
          <Streamed fallback={<WebhooksSkeleton />}>
            <Webhooks actor={actor} sellerId={seller.id} />
          </Streamed>
        </ErrorIsland>
      )}
    </>
  );
}
