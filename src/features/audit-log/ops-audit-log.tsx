import type { Actor } from '@/contracts/shell';
import { appendAudit } from '@/server/commands/audit/append-audit';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { findSeller, listLoggedSellers, readAuditLog } from '@/server/queries/audit-log';
import { TextLink } from '@/ui/button';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { AuditLog } from './audit-log';

interface Props {
  readonly actor: Actor;
  /** External id of the seller whose log is asked for; empty for the marketplace's own. */
  readonly seller: string;
  readonly before: number | undefined;
}

/** The log of any seller, or of the marketplace. Reading one is itself put on record, before anything is shown: a seller's, in that seller's log too. */
export async function OpsAuditLog({ actor, seller, before }: Props) {
  const purpose = seller === '' ? 'audit log of the marketplace' : `audit log of seller ${seller}`;
  const { pool } = opsDatabase({ person: actor.person.key, purpose });
  const found = seller === '' ? null : await findSeller(pool, seller);
  if (seller !== '' && found === null) {
    return (
      <EmptyState icon="search" title="There is no such seller">
        A seller is found by its name or its id, such as marlow-trading.
      </EmptyState>
    );
  }
  if (found !== null) {
    const read = { actor, sellerId: found.id, deed: 'ops.read', subject: 'audit log' } as const;
    await appendAudit(systemDatabase().pool, read);
  }
  const logged = seller === '' ? await listLoggedSellers(pool) : [];
  const query = seller === '' ? '' : `seller=${encodeURIComponent(seller)}&`;
  return (
    <>
      <AuditLog
        title={found === null ? 'Done for no seller in particular' : `Done for ${found.name}`}
        page={await readAuditLog(pool, found?.id ?? null, before)}
        isFirst={before === undefined}
        hrefBefore={(no) => `/ops/audit-log?${query}before=${no}`}
      />
      {logged.length === 0 ? null : (
        <Section title="Logs of sellers" say="Each look at one is put on record.">
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {logged.map(({ externalId, name }) => (
              <li key={externalId}>
                <TextLink href={`/ops/audit-log?seller=${encodeURIComponent(externalId)}`}>{name}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
