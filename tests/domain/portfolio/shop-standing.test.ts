import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { countsFrom, findingOf, isChecked } from '@/domain/checklist/checklist';
import { minor } from '@/domain/money/money';
import { sea } from '@/domain/policy/books/sea';
import { us } from '@/domain/policy/books/us';
import { policyOn } from '@/domain/policy/policy';
import { idleOutlook, nextMeasures, urgencyOf, worstFirst } from '@/domain/portfolio/shop-standing';

const DAY = plainDate('2026-03-14');
const US = policyOn(us, DAY);

describe('what the ladder does next (R9.1)', () => {
  it('owed 86.05 after eight negative day-ends: above 100.00, or at the end of tomorrow, the tenth', () => {
    expect(nextMeasures(minor(8605n), 8, DAY, US)).toEqual({ above: 10000n, atEndOf: '2026-03-15' });
  });
  it('owed 237.99: above 100.00 is passed; ten days are still to come', () => {
    expect(nextMeasures(minor(23799n), 0, DAY, US)).toEqual({ above: null, atEndOf: '2026-03-23' });
  });
  it('in South-East Asia 120.00 is on its way to 250.00, and no days count', () => {
    expect(nextMeasures(minor(12000n), 3, DAY, policyOn(sea, DAY))).toEqual({ above: 25000n, atEndOf: null });
  });
});

describe('the order of a list that begins with the worst', () => {
  const shop = (standing: 'frozen' | 'negative' | 'active', urgency: number, name: string) => ({
    standing,
    urgency,
    name,
    shop: name,
  });
  it('is by standing, then by how near the next measure is, then by name', () => {
    const shops = [
      shop('active', 0, 'a'),
      shop('negative', 200, 'b'),
      shop('frozen', 10, 'c'),
      shop('negative', 900, 'd'),
      shop('active', 0, 'A'),
    ];
    expect([...shops].sort(worstFirst).map(({ name }) => name)).toEqual(['c', 'd', 'b', 'A', 'a']);
  });
  it('compares shares of limits and no amounts: 90.00 of 100.00 is 900 ‰, eight days of ten 800 ‰', () => {
    expect([urgencyOf(minor(9000n), 0, US), urgencyOf(minor(500n), 8, US), urgencyOf(minor(0n), 9, US)]).toEqual([
      900, 800, 0,
    ]);
  });
});

describe('idle shops (R10.5)', () => {
  it('last active on 11 February: inactive on 13 March, without products on 20 March', () => {
    const lastActiveOn = plainDate('2026-02-11');
    expect(idleOutlook({ activity: 'active', lastActiveOn }, US)).toEqual({ becomes: 'inactive', on: '2026-03-13' });
    expect(idleOutlook({ activity: 'inactive', lastActiveOn }, US)).toEqual({
      becomes: 'products-removed',
      on: '2026-03-20',
    });
    expect(idleOutlook({ activity: 'banned', lastActiveOn }, US)).toBeNull();
  });
});

describe('the self-check list [P]', () => {
  const calm = {
    activity: 'active',
    idleDays: 6,
    isOwing: false,
    urgentOrderCount: 0,
    openDisputeCount: 0,
    reserveLevel: 3,
    probation: false,
    trustedCount: 2,
    unprotectedCount: 0,
  } as const;
  it('asks for a sign-in once a week: in order after six days, not after seven', () => {
    expect([findingOf('activity', calm), findingOf('activity', { ...calm, idleDays: 7 })]).toEqual(['ok', 'attention']);
  });
  it('takes level 1 on probation for what it is, and level 2 otherwise for something to see to', () => {
    expect(findingOf('reserve-level', { ...calm, reserveLevel: 1, probation: true })).toBe('ok');
    expect(findingOf('reserve-level', { ...calm, reserveLevel: 2 })).toBe('attention');
  });
  it('answers nothing about reviews, messages and pictures, which Evenkeel does not hold', () => {
    expect(
      ['review-complaints', 'response-rate', 'ip-warnings'].map((item) => findingOf(item as 'ip-warnings', calm)),
    ).toEqual(['none', 'none', 'none']);
  });
  it('counts a check of the account’s security for seven days, of anything else for one', () => {
    expect([countsFrom('account-security', DAY), countsFrom('balance', DAY)]).toEqual(['2026-03-08', '2026-03-14']);
    expect(isChecked('account-security', 'attention', plainDate('2026-03-08'), DAY)).toBe(true);
    expect(isChecked('account-security', 'attention', plainDate('2026-03-07'), DAY)).toBe(false);
    expect(isChecked('balance', 'attention', plainDate('2026-03-13'), DAY)).toBe(false);
  });
});
