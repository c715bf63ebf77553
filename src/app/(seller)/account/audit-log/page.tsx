import type { Metadata } from 'next';
import { auditSearchSchema } from '@/contracts/audit';
import { may, ROLES } from '@/contracts/permissions';
import { AuditLogSkeleton } from '@/features/audit-log/audit-log';
import { SellerAuditLog } from '@/features/audit-log/seller-audit-log';
import { requireActor } from '@/server/auth/actor';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState, NoPermission } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Audit log' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditLogPage({ searchParams }: Props) {
  const { role, seller } = await requireActor();
  const { before } = auditSearchSchema.parse(await searchParams);
  return (
    <>
      <PageHead title="Audit log" />
      {!may(role, 'see-audit-log') ? (
        <NoPermission what="the audit log" role={ROLES[role].name} owner="an owner of the organisation" needs="admin" />
      ) : seller === null ? (
        <EmptyState icon="journal" title="This shop has no organisation yet">
          Its audit log begins once the marketplace has assigned it to one.
        </EmptyState>
      ) : (
        <ErrorIsland what="The audit log">
          <Streamed fallback={<AuditLogSkeleton />}>
            <SellerAuditLog seller={seller} before={before} />
          </Streamed>
        </ErrorIsland>
      )}
    </>
  );
}
