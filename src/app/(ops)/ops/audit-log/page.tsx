import type { Metadata } from 'next';
import { auditSearchSchema } from '@/contracts/audit';
import { may, ROLES } from '@/contracts/permissions';
import { AuditLogSkeleton } from '@/features/audit-log/audit-log';
import { OpsAuditLog } from '@/features/audit-log/ops-audit-log';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { SearchForm } from '@/ui/filters';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Audit log' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OpsAuditLogPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { before, seller } = auditSearchSchema.parse(await searchParams);
  if (!may(actor.role, 'see-every-audit-log')) {
    return (
      <>
        <PageHead title="Audit log" />
        <NoPermission
          what="the audit log"
          role={ROLES[actor.role].name}
          owner="an ops lead"
          needs={ROLES['ops-viewer'].name}
        />
      </>
    );
  }
  return (
    <>
      <PageHead title="Audit log" />
      <div className="filters">
        <SearchForm
          action="/ops/audit-log"
          name="seller"
          value={seller}
          placeholder="Seller by name or id, such as marlow-trading"
          keep={{}}
        />
      </div>
      <ErrorIsland what="The audit log">
        <Streamed fallback={<AuditLogSkeleton />}>
          <OpsAuditLog actor={actor} seller={seller} before={before} />
        </Streamed>
      </ErrorIsland>
    </>
  );
}
