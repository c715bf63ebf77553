import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import type { ReservesSearch } from '@/contracts/reserves';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readRecord } from '@/server/queries/reserves-record';
import { readReserveStanding } from '@/server/queries/reserves-standing';
import { TextLink } from '@/ui/button';
import { Segmented } from '@/ui/filters';
import { Section, SectionGrid } from '@/ui/section';
import { ShowOlder } from '@/ui/table';
import { NextEvaluation } from './evaluation';
import { RecordTable } from './record';
import { WhyLevel } from './why-level';

interface OpsHoldsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: ReservesSearch;
}

/** A shop's reserve: its level with what was measured, and every hold (R5, R10). */
export async function OpsHolds({ shop, database, asked }: OpsHoldsProps) {
  const [standing, page] = await Promise.all([
    readReserveStanding(database, shop),
    readRecord(database.pool, shop, asked),
  ]);
  const year = shop.today.slice(0, 4);
  const path = opsShopPath(shop.externalId, 'holds');
  const decide = withParams('/ops/decisions/new', { shop: shop.externalId, kind: 'reserve-level' });
  return (
    <>
      {standing === null ? (
        <Section title="Reserve level" say="No day of this shop is closed yet." />
      ) : (
        <>
          <SectionGrid>
            <WhyLevel standing={standing} year={year} aside={<TextLink href={decide}>Override</TextLink>} />
          </SectionGrid>
          <div className="mt-9">
            <NextEvaluation standing={standing} year={year} />
          </div>
        </>
      )}
      <div className="mt-9">
        <Section title="Holds" say="What each order put into the reserve, and where it went, the latest release first.">
          <div className="filters">
            <Segmented
              label="Orders"
              segments={[
                { key: 'all', label: 'All', href: path, isCurrent: asked.show !== 'active' },
                {
                  key: 'active',
                  label: 'In reserve',
                  count: page.activeCount,
                  href: withParams(path, { show: 'active' }),
                  isCurrent: asked.show === 'active',
                },
              ]}
            />
          </div>
          {page.rows.length === 0 ? (
            <p className="sm muted">No order put anything into the reserve.</p>
          ) : (
            <>
              <RecordTable
                page={page}
                shop={shop}
                orderLink={(order, statement) => withParams(opsStatementPath(shop.externalId, statement), { q: order })}
              />
              <ShowOlder
                shown={page.rows.length}
                total={null}
                noun="order"
                href={page.older === null ? null : withParams(path, { show: asked.show, before: page.older })}
              />
            </>
          )}
        </Section>
      </div>
    </>
  );
}
