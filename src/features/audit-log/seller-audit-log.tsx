import { sellerDatabase } from '@/server/db/seller';
import { readAuditLog } from '@/server/queries/audit-log';
import { AuditLog } from './audit-log';

interface Props {
  readonly seller: { readonly id: number; readonly name: string };
  readonly before: number | undefined;
}

/** What was done for the actor's seller. */
export async function SellerAuditLog({ seller, before }: Props) {
  return (
    <AuditLog
      title={`Done for ${seller.name}`}
      page={await readAuditLog(sellerDatabase().pool, seller.id, before)}
      isFirst={before === undefined}
      hrefBefore={(no) => `/account/audit-log?before=${no}`}
    />
  );
}
