import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach } from '@/contracts/search-params';
import { deliveriesSearchSchema, endpointIdSchema } from '@/contracts/webhooks';
import { Endpoint } from '@/features/webhooks/endpoint';
import { WebhooksSkeleton } from '@/features/webhooks/webhooks';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Webhook' };

interface Props {
  readonly params: Promise<{ readonly endpoint: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function EndpointPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { role, seller } = actor;
  const id = endpointIdSchema.safeParse((await params).endpoint);
  const asked = deliveriesSearchSchema.parse(firstOfEach(await searchParams));
  if (!id.success || seller === null) notFound();
  return (
    <>
      <PageHead title="Webhook" crumb={{ href: '/account/webhooks', label: 'Webhooks', here: id.data.slice(-6) }} />
      {may(role, 'manage-webhooks') ? (
        <ErrorIsland what="The webhook">
          <Streamed fallback={<WebhooksSkeleton />}>
            <Endpoint actor={actor} sellerId={seller.id} id={id.data} asked={asked} />
          </Streamed>
        </ErrorIsland>
      ) : (
        <NoPermission what="the webhooks" role={ROLES[role].name} owner="an owner of the organisation" needs="admin" />
      )}
    </>
  );
}
