import type { Metadata } from 'next';
import { PolicyPage, PolicyPageSkeleton } from '@/features/policies/policy-page';
import { getShop } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Policies' };

export default async function PoliciesPage() {
  const shop = await getShop();
  if (shop === null) return null;
  return (
    <>
      <PageHead title="Policies" />
      <ErrorIsland what="The rules">
        <Streamed fallback={<PolicyPageSkeleton />}>
          <PolicyPage shop={shop} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
