import 'server-only';
import { LAST_DAY_OF_MONTH, PAYOUT_WEEKDAYS, type PayoutScheduleDto, scheduleKey } from '@/contracts/payout-schedule';
import type { ShopContext } from '@/contracts/shell';
import type { BankHolidays } from '@/domain/calendar/business-days';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import type { PayoutSchedule } from '@/domain/fact/fact';
import { nextPayoutDay, type ScheduleInForce } from '@/domain/payout/schedule';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { selectStates } from '../repositories/shops';

/** How many payout days are shown of each schedule. */
const SHOWN_DAYS = 3;

/** Every schedule that can be chosen. */
function choices(): readonly PayoutSchedule[] {
  const monthDays = Array.from({ length: LAST_DAY_OF_MONTH }, (_, index) => index + 1);
  return [
    { schedule: 'daily' },
    ...PAYOUT_WEEKDAYS.map((weekday) => ({ schedule: 'weekly', weekday }) as const),
    ...PAYOUT_WEEKDAYS.map((weekday) => ({ schedule: 'every-two-weeks', weekday }) as const),
    ...monthDays.map((dayOfMonth) => ({ schedule: 'monthly', dayOfMonth }) as const),
  ];
}

function nextDays(today: PlainDate, inForce: ScheduleInForce, holidays: BankHolidays): readonly PlainDate[] {
  const days: PlainDate[] = [];
  let after = today;
  while (days.length < SHOWN_DAYS) {
    after = nextPayoutDay(after, inForce, holidays);
    days.push(after);
  }
  return days;
}

/** The schedule in force, and on which days payouts come next by it and by any other (R7.3). */
export async function readPayoutSchedule(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today'>,
): Promise<PayoutScheduleDto> {
  const state = present((await selectStates(connection, [shop.id])).get(shop.id), `state of shop ${shop.id}`);
  const inForce = { schedule: state.schedule, changedOn: state.scheduleChangedOn };
  const { bankHolidays } = bookOf(MARKETPLACES, shop.marketplace);
  const days = (each: ScheduleInForce) => nextDays(shop.today, each, bankHolidays);
  const others = choices().map(
    (schedule) => [scheduleKey(schedule), days({ schedule, changedOn: shop.today })] as const,
  );
  const { schedule, changedOn } = inForce;
  return {
    current: schedule,
    changedOn,
    nextDays: { ...Object.fromEntries(others), [scheduleKey(schedule)]: days(inForce) },
  };
}
