import { scheduleKey } from '@/contracts/payout-schedule';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readPayoutSchedule } from '@/server/queries/payout-schedule';
import { TextLink } from '@/ui/button';
import { Section, SectionGrid } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { ScheduleInForce } from './in-force';
import { ScheduleForm } from './schedule-form';

/** When payouts are made, the next three days, and the choice of another schedule (R7.3). */
export async function Schedule({ shop }: { readonly shop: ShopContext }) {
  const schedule = await readPayoutSchedule(sellerDatabase().pool, shop);
  const year = shop.today.slice(0, 4);
  return (
    <SectionGrid>
      <Section title="Your next payout days" columns={5}>
        <ScheduleInForce
          schedule={schedule}
          year={year}
          payoutsLink={<TextLink href="/finances/payouts">Payouts</TextLink>}
        />
      </Section>
      <Section
        title="Change the schedule"
        say="Less frequent payouts leave more in your balance against refunds. A change counts from the day after; payouts on their way are not touched."
        columns={7}
      >
        {may(shop.role, 'change-payout-schedule') ? (
          <ScheduleForm {...schedule} year={year} key={scheduleKey(schedule.current)} />
        ) : (
          <p className="sm muted">Your role cannot change it. Ask an owner of the organisation.</p>
        )}
      </Section>
    </SectionGrid>
  );
}

/** As high as four options beside three days. */
export function ScheduleSkeleton() {
  return (
    <SectionGrid>
      <Section title="Your next payout days" columns={5}>
        <Skeleton lines={4} rowHeight={32} label="Loading your payout days" />
      </Section>
      <Section title="Change the schedule" columns={7}>
        <Skeleton lines={5} rowHeight={44} label="Loading the schedules" />
      </Section>
    </SectionGrid>
  );
}
