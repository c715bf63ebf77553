import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { bankLineSearchSchema } from '@/contracts/matching';
import { may, ROLES } from '@/contracts/permissions';
import { firstOfEach, type GivenParams, numberParam } from '@/contracts/search-params';
import { OpsBankLine } from '@/features/ops-matching/ops-line';
import '@/features/ops-matching/ops-matching.css';
import { requireActor } from '@/server/auth/actor';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

export const metadata: Metadata = { title: 'Bank transfer' };

interface Props {
  readonly params: Promise<{ readonly line: string }>;
  readonly searchParams: Promise<GivenParams>;
}

export default async function OpsBankLinePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const line = numberParam.parse((await params).line);
  const { q, bill, shop } = bankLineSearchSchema.parse(firstOfEach(await searchParams));
  if (!may(actor.role, 'see-every-shop')) {
    return (
      <>
        <PageHead title="Bank transfer" />
        <NoPermission what="bank transfers" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  if (line === undefined) notFound();
  const chosen = bill === undefined || shop === undefined ? null : { shopId: shop, id: bill };
  return <OpsBankLine actor={actor} line={line} q={q} chosen={chosen} />;
}
