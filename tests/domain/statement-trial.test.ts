import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { type StatementTrial, tryStatement } from '@/domain/forecast/statement-trial';
import { formatMinor } from '@/domain/money/money';
import { rate } from '@/domain/money/rate';
import { us } from '@/domain/policy/books/us';
import type { Policy } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { record } from '../support/facts';
import { IVY } from '../support/ivy';

const SHIPPED = present(us.versions[0], 'version 1');

/** Statement 1 of Ivy, of 10 March: order A, gross 84.30, settlement 79.24, withheld 3.96, payable 75.28. */
function tries(changed: Partial<Policy>, no = 1, from = '2026-02-26'): StatementTrial {
  const trial = tryStatement({
    facts: record(IVY),
    book: us,
    candidate: { ...SHIPPED, version: 2, ...changed },
    from: plainDate(from),
    through: plainDate('2026-04-10'),
    bank: () => () => [],
    no,
  });
  return present(trial, 'trial');
}

const shown = ({ lines }: StatementTrial) =>
  lines.map(
    ({ event, before, after, afterOn }) => `${event} ${formatMinor(before)} / ${formatMinor(after)} on ${afterOn}`,
  );

describe('What another version of the policy would have given for a statement', () => {
  it('the same numbers give the same: no line otherwise, payable 75.28 on both sides', () => {
    const trial = tries({});
    expect(trial.changedCount).toBe(0);
    expect([trial.before.payable, trial.after.payable].map(formatMinor)).toEqual(['75.28', '75.28']);
  });

  it('a referral fee of 10 %: 84.30 - 8.43 = 75.87 settled, 5 % = 3.79 withheld, payable 72.08', () => {
    const trial = tries({ referralRate: rate('0.10') });
    expect(shown(trial)).toEqual([
      'settlement 79.24 / 75.87 on 2026-03-10',
      'reserve-withheld -3.96 / -3.79 on 2026-03-10',
    ]);
    expect(formatMinor(trial.after.fees)).toBe('-8.43');
    expect(formatMinor(trial.after.withheld)).toBe('3.79');
    expect(formatMinor(trial.after.payable)).toBe('72.08');
  });

  it('pairs amounts by kind: gross 84.30 stays, the fee goes from -5.06 to -8.43', () => {
    const [line] = tries({ referralRate: rate('0.10') }).lines;
    expect(line?.amounts.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['gross-sales', 8430n, 8430n],
      ['referral-fee', -506n, -843n],
    ]);
  });

  it('no reserve at level 2: the withholding is not made, so 79.24 is payable', () => {
    const trial = tries({ reserveLevels: { ...SHIPPED.reserveLevels, 2: SHIPPED.reserveLevels[3] } });
    expect(shown(trial)).toEqual(['settlement 79.24 / 79.24 on 2026-03-10', 'reserve-withheld -3.96 / 0.00 on null']);
    expect(formatMinor(trial.after.payable)).toBe('79.24');
    expect(trial.changedCount).toBe(1);
  });

  it('settlement after 5 days and not 8: the same amounts, on 7 March', () => {
    const trial = tries({ settlementDays: { ...SHIPPED.settlementDays, standard: 5 } });
    expect(shown(trial)).toEqual([
      'settlement 79.24 / 79.24 on 2026-03-07',
      'reserve-withheld -3.96 / -3.96 on 2026-03-07',
    ]);
    expect(trial.changedCount).toBe(2);
  });

  it('settlement after 12 days: the refund of 12 March is then part of the settlement, no line of its own', () => {
    const trial = tries({ settlementDays: { ...SHIPPED.settlementDays, standard: 12 } }, 2);
    expect(shown(trial)).toEqual(['refund -87.40 / 0.00 on null']);
  });

  it('a version that withholds where this one did not: its line is shown beside the settlement', () => {
    const none = { ...SHIPPED.reserveLevels, 2: SHIPPED.reserveLevels[3] };
    const book = { ...us, versions: [{ ...SHIPPED, reserveLevels: none }] };
    const trial = tryStatement({
      facts: record(IVY),
      book,
      candidate: { ...SHIPPED, version: 2 },
      from: plainDate('2026-02-26'),
      through: plainDate('2026-04-10'),
      bank: () => () => [],
      no: 1,
    });
    expect(shown(present(trial, 'trial'))).toEqual([
      'settlement 79.24 / 79.24 on 2026-03-10',
      'reserve-withheld 0.00 / -3.96 on 2026-03-10',
    ]);
  });

  it('a version from after the day changes nothing of the statement', () => {
    expect(tries({ referralRate: rate('0.10') }, 1, '2026-03-11').changedCount).toBe(0);
  });

  it('a statement that the facts do not make is none', () => {
    const asked = { facts: record(IVY), book: us, candidate: SHIPPED, from: plainDate('2026-02-26'), no: 99 };
    expect(tryStatement({ ...asked, through: plainDate('2026-04-10'), bank: () => () => [] })).toBeNull();
  });
});
