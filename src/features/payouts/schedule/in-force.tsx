import type { ReactNode } from 'react';
import { type PayoutScheduleDto, scheduleKey } from '@/contracts/payout-schedule';
import { Day } from '@/ui/day';
import { scheduleText } from '../labels';

interface ScheduleInForceProps {
  readonly schedule: PayoutScheduleDto;
  readonly year: string;
  /** Where it stands what is paid, and why not. */
  readonly payoutsLink: ReactNode;
}

/** The schedule in force, since when, and its next days. */
export function ScheduleInForce({ schedule, year, payoutsLink }: ScheduleInForceProps) {
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
        stands under {payoutsLink}.
      </p>
    </>
  );
}
