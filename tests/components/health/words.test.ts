import { describe, expect, it } from 'vitest';
import type { BetterLevelDto, DisputesDto, MeasuresDto, TierDto } from '@/contracts/health';
import { plainDate } from '@/domain/calendar/plain-date';
import { tierSteps } from '@/domain/evaluation/tier-steps';
import { us } from '@/domain/policy/books/us';
import type { SettlementTier } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import {
  betterText,
  disputesText,
  drawsText,
  exampleText,
  liftText,
  measureText,
  measureTextWithoutMoney,
  nextTierText,
} from '@/features/health/words';

const STYLE = { currency: 'USD', year: '2026' } as const;
/** Days and rates are written with spaces that do not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const FREEZE: MeasuresDto['inForce'][number] = {
  measure: 'freeze-withdrawals',
  since: plainDate('2026-03-06'),
  negativeDays: 1,
  trigger: 'owed-over 100.00',
  owed: '132.40',
};

const DISPUTES: DisputesDto = {
  open: [],
  count: 2,
  total: '84.99',
  reserved: '100.00',
  limit: { rate: '0.85', amount: '85.00', left: '0.01' },
  level: 2,
};

function tierOf(tier: SettlementTier, score: string | null, isOnProbation = false): TierDto {
  const policy = present(us.versions[0], 'first version');
  return {
    tier,
    since: plainDate('2026-01-01'),
    settlementDays: policy.settlementDays[tier],
    score,
    isOnProbation,
    afterProbation: isOnProbation ? 'standard' : null,
    upcoming: null,
    steps: tierSteps(tier, score, policy),
  };
}

describe('measures in words', () => {
  it('132.40 was owed, more than 100.00: withdrawals frozen', () => {
    expect(measureText(FREEZE, STYLE)).toBe(
      '$132.40 was owed at the end of that day, more than $100.00. Until it is lifted no payout is made; what you earn stays in your balance.',
    );
  });

  it('the tenth day-end in a row', () => {
    expect(measureText({ ...FREEZE, trigger: 'negative-days 10', owed: '33.82' }, STYLE)).toContain(
      '$33.82 was owed after 10 day-ends in a row below zero.',
    );
  });

  it('to a role that sees no money neither the amount nor the limit is told', () => {
    expect(measureTextWithoutMoney(FREEZE)).not.toMatch(/\d/);
    expect(measureTextWithoutMoney({ ...FREEZE, trigger: 'negative-days 10' })).not.toMatch(/\d\.\d\d/);
  });

  it('where a marketplace lifts by itself, no appeal is asked for', () => {
    expect(liftText('automatic', 1)).toContain('No appeal is needed.');
    expect(liftText('appeal', 2)).toContain('They end by an appeal');
  });

  it('two draws of the reserve are told each with its day', () => {
    const draws = [
      { no: 9, day: plainDate('2026-03-07'), amount: '3.00' },
      { no: 7, day: plainDate('2026-03-06'), amount: '12.92' },
    ];
    const told = drawsText({ inForce: [], lift: 'appeal', reserveUsed: '15.92', draws, waiting: '0.00' }, STYLE);
    expect(plain(told)).toBe(
      '$15.92 of your reserve was used for what you owed since then: 3.00 on Sat 7 Mar, 12.92 on Fri 6 Mar.',
    );
  });
});

describe('disputes in words (R10.3)', () => {
  it('84.99 of 100.00: 0.01 more would reach 85 %', () => {
    expect(plain(disputesText(DISPUTES, STYLE))).toBe(
      '2 disputes, $84.99 in all. 85 % of the 100.00 in reserve is 85.00: 0.01 more would put you on level 0.',
    );
  });

  it('85.00 of 100.00 is reached', () => {
    const limit = { rate: '0.85', amount: '85.00', left: '0.00' };
    expect(disputesText({ ...DISPUTES, total: '85.00', limit }, STYLE)).toContain('the next close puts you on level 0');
  });

  it('with nothing in reserve no share can be reached', () => {
    expect(disputesText({ ...DISPUTES, limit: null, reserved: '0.00' }, STYLE)).toContain('do not change your level');
  });
});

describe('the next tier in words (R10.1)', () => {
  it('3.4 and standard: 0.1 more is accelerated, 3 days sooner', () => {
    expect(nextTierText(tierOf('standard', '3.4'), '2026')).toContain(
      '0.1 more puts you on accelerated from the day after: you are paid 3 days sooner',
    );
  });

  it('without a score the score that is needed is told', () => {
    expect(nextTierText(tierOf('standard', null), '2026')).toContain('A score of 3.5 or more puts you on accelerated');
  });

  it('express: no tier settles sooner', () => {
    expect(nextTierText(tierOf('express', '4.6'), '2026')).toBe('No tier settles sooner.');
  });

  it('on probation: the end of it brings standard, 23 days sooner', () => {
    expect(nextTierText(tierOf('introductory', null, true), '2026')).toContain('standard tier: 23 days sooner');
  });
});

describe('what a better level would free in words', () => {
  const difference = { orderCount: 1, settlement: '79.24', now: '3.96', better: '0.00', freed: '3.96' };
  const dto: BetterLevelDto = {
    level: 2,
    rate: '0.05',
    better: 3,
    betterRate: '0',
    held: difference,
    coming: { ...difference, freed: '2.82', until: plainDate('2026-03-31') },
    example: { order: 'A', settlement: '79.24', withheld: '3.96', better: '0.00' },
  };

  it('3.96 less today, 2.82 less until 31 March, and that holds keep their rate', () => {
    expect(plain(betterText(dto, STYLE))).toBe(
      '$3.96 less would be in reserve today, and 2.82 less would go in until Tue 31 Mar. Holds keep the rate that they were made with, so a better level frees money as they are released.',
    );
  });

  it('one order as a sum: 5 % of 79.24 is 3.96, 0 % is 0.00', () => {
    expect(plain(exampleText(dto))).toBe(
      'Order A settled for 79.24: 3.96 was withheld; at level 3, 0 % instead of 5 % makes it 0.00.',
    );
  });

  it('with nothing in reserve and nothing coming, a better level changes nothing now', () => {
    const none = { ...difference, orderCount: 0, now: '0.00', freed: '0.00' };
    const nothing = { ...dto, held: none, coming: { ...none, until: plainDate('2026-03-31') } };
    expect(betterText(nothing, STYLE)).toContain('level 3 would change nothing now');
  });
});
