import { type PayoutScheduleDto, scheduleKey } from '@/contracts/payout-schedule';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readPayoutSchedule } from '@/server/queries/payout-schedule';
import { TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { Section, SectionGrid } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { scheduleText } from '../labels';
import { ScheduleForm } from './schedule-form';

function InForce({ schedule, year }: { readonly schedule: PayoutScheduleDto; readonly year: string }) {
  const { current, changedOn, nextDays } = schedule;
  return (
    <>
      <p className="b">{scheduleText(current)}</p>
      <p className="sm muted">
        {changedOn === null ? (
          'The schedule that every shop begins with.'
        ) : (
          <>
            Chosen on <Day value={changedOn} year={year} />.
          </>
        )}
      </p>
      <ol className="next-days">
        {(nextDays[scheduleKey(current)] ?? []).map((day) => (
          <li key={day}>
            <Day value={day} year={year} />
          </li>
        ))}
      </ol>
      <p className="sm muted">
        A payout day that is a weekend or a bank holiday moves to the next business day. What is paid, and why not,
        stands under <TextLink href="/finances/payouts">Payouts</TextLink>.
      </p>
    </>
  );
}

/** When payouts are made, the next three days, and the choice of another schedule (R7.3). */
export async function Schedule({ shop }: { readonly shop: ShopContext }) {
  const schedule = await readPayoutSchedule(sellerDatabase().pool, shop);
  const year = shop.today.slice(0, 4);
  return (
    <SectionGrid>
      <Section title="Your next payout days" columns={5}>
        <InForce schedule={schedule} year={year} />
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
