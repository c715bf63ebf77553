import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may, ROLES } from '@/contracts/permissions';
import { versionSchema } from '@/contracts/policies';
import { Version, VersionSkeleton } from '@/features/policies/ops-version';
import { OPS_POLICIES } from '@/features/policies/words';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readPolicyBook } from '@/server/queries/policy-versions';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Version of a policy' };

interface Props {
  readonly params: Promise<{ readonly marketplace: string; readonly version: string }>;
}

export default async function VersionPage({ params }: Props) {
  const actor = await requireActor();
  const read = versionSchema.safeParse(await params);
  if (!read.success) notFound();
  const { marketplace, version: no } = read.data;
  if (!may(actor.role, 'see-policy-versions')) {
    return (
      <>
        <PageHead title="Version of a policy" />
        <NoPermission what="the policies" role={ROLES[actor.role].name} owner="an ops lead" needs="ops viewer" />
      </>
    );
  }
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `policy ${marketplace} version ${no}` });
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  const book = await readPolicyBook(pool, marketplace, now);
  const version = book?.versions.find((one) => one.version === no);
  if (book === null || version === undefined) notFound();
  return (
    <>
      <PageHead
        title={`${book.name}, version ${no}`}
        crumb={{ href: OPS_POLICIES, label: 'Policies', here: `Version ${no}` }}
      />
      <ErrorIsland what="The version">
        <Streamed fallback={<VersionSkeleton />}>
          <Version actor={actor} book={book} version={version} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
