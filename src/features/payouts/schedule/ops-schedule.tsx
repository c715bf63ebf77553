import { opsShopPath } from '@/contracts/ops-lists';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readPayoutSchedule } from '@/server/queries/payout-schedule';
import { TextLink } from '@/ui/button';
import { Section } from '@/ui/section';
import { ScheduleInForce } from './in-force';

interface OpsScheduleProps {
  readonly shop: ShopContext;
  readonly database: Database;
}

/** When a shop is paid (R7.3); only its seller changes that. */
export async function OpsSchedule({ shop, database }: OpsScheduleProps) {
  return (
    <Section title="Payout schedule" columns={5}>
      <ScheduleInForce
        schedule={await readPayoutSchedule(database.pool, shop)}
        year={shop.today.slice(0, 4)}
        payoutsLink={<TextLink href={opsShopPath(shop.externalId, 'payouts')}>Payouts</TextLink>}
      />
    </Section>
  );
}
