import { describe, expect, it } from 'vitest';
import type { MeasureInForce } from '@/domain/books';
import { plainDate } from '@/domain/calendar/plain-date';
import { type AppealStanding, owedForMeasures, planAppeal, planGrant } from '@/domain/enforcement/appeal';
import { minor } from '@/domain/money/money';
import { us } from '@/domain/policy/books/us';
import type { Measure, Policy } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';

const policy = present(us.versions[0], 'first version');
const AUTOMATIC: Policy = { ...policy, enforcement: { ...policy.enforcement, lift: 'automatic' } };

const inForce = (measure: Measure): MeasureInForce => ({
  measure,
  since: plainDate('2026-03-21'),
  owed: minor(3382n),
  negativeDays: 10,
  trigger: 'negative-days 10',
});

const FROZEN: readonly MeasureInForce[] = [inForce('suspend-promotions'), inForce('freeze-withdrawals')];

function standing(open: bigint, capturedBill = 0n, measures = FROZEN): AppealStanding {
  return {
    measures,
    pending: open === 0n ? [] : [{ no: 7, open: minor(open) }],
    capturedBills: capturedBill === 0n ? [] : [{ bill: 'bil_1', amount: minor(capturedBill) }],
  };
}

describe('an appeal is allowed once nothing is owed (R9.3)', () => {
  it('27.04 owed: refused, and the amount is told', () => {
    expect(planAppeal(standing(-2704n), policy, false)).toEqual({ ok: false, refusal: { kind: 'owes', owed: 2704n } });
  });

  it('27.04 owed, 27.04 captured and clearing: owed is 0.00, both measures are appealed', () => {
    expect(owedForMeasures(standing(-2704n, 2704n))).toBe(0n);
    expect(planAppeal(standing(-2704n, 2704n), policy, false)).toEqual({
      ok: true,
      value: ['suspend-promotions', 'freeze-withdrawals'],
    });
  });

  it('27.04 owed, 27.03 captured: 0.01 is owed', () => {
    expect(planAppeal(standing(-2704n, 2703n), policy, false)).toMatchObject({ refusal: { kind: 'owes', owed: 1n } });
  });

  it('with 12.00 open in the shop’s favour nothing is owed', () => {
    expect(planAppeal(standing(1200n), policy, false).ok).toBe(true);
  });

  it('no measure in force: there is nothing to appeal', () => {
    expect(planAppeal(standing(0n, 0n, []), policy, false)).toMatchObject({ refusal: { kind: 'no-measure' } });
  });

  it('one appeal at a time', () => {
    expect(planAppeal(standing(0n), policy, true)).toMatchObject({ refusal: { kind: 'under-way' } });
  });

  it('a marketplace that lifts by itself needs none', () => {
    expect(planAppeal(standing(0n), AUTOMATIC, false)).toMatchObject({ refusal: { kind: 'lifts-by-itself' } });
  });
});

describe('granting an appeal lifts from then on (R9.3)', () => {
  it('lifts what it is about, and no measure that was applied since', () => {
    expect(planGrant(standing(0n), ['freeze-withdrawals'])).toEqual({ ok: true, value: ['freeze-withdrawals'] });
  });

  it('is refused while something is owed: the ladder would apply it again', () => {
    expect(planGrant(standing(-1n), ['freeze-withdrawals'])).toMatchObject({ refusal: { kind: 'owes', owed: 1n } });
  });

  it('is refused where nothing is left to lift', () => {
    expect(planGrant(standing(0n, 0n, []), ['freeze-withdrawals'])).toMatchObject({ refusal: { kind: 'no-measure' } });
  });
});
