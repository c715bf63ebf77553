import './statements.css';
import { opsShopPath } from '@/contracts/ops-lists';
import type { OpsStatementsSearch } from '@/contracts/ops-statements';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { listOpsStatements } from '@/server/queries/ops/statements';
import { TextLink } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { ShowOlder } from '@/ui/table';
import { opsStatementsHref } from './ops-search';
import { OpsStatementsTable } from './ops-table';

interface OpsShopStatementsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsStatementsSearch;
}

/** A shop's statements, newest first. */
export async function OpsShopStatements({ shop, database, asked }: OpsShopStatementsProps) {
  const page = await listOpsStatements(database.pool, { shop: shop.externalId, after: asked.after });
  if (page.rows.length === 0) {
    return (
      <EmptyState icon="statements" title="No statements yet">
        A statement closes at the end of each day on which an order settles or something is charged, refunded or
        released.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="sm muted mb-3">
        <TextLink href={opsStatementsHref({ shop: shop.externalId })}>Filter, order and export them</TextLink>
      </p>
      <OpsStatementsTable rows={page.rows} />
      <ShowOlder
        shown={page.rows.length}
        total={null}
        noun="statement"
        href={page.next === null ? null : withParams(opsShopPath(shop.externalId, 'statements'), { after: page.next })}
      />
    </>
  );
}
