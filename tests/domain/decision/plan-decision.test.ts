import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import type { Decision } from '@/domain/decision/decision';
import { type DecisionStanding, mostToWriteOff, planDecision } from '@/domain/decision/plan-decision';
import type { FactType, RecordedFact } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import { booksThrough, fact, type WireFact } from '../../support/facts';
import { IVY } from '../../support/ivy';

const DAY = plainDate('2026-03-13');
/** Ivy after 12 March: she owes 87.40, at level 2, with an account ending 4417. */
const { state } = booksThrough(IVY, '2026-03-12');

function standing(given: Partial<DecisionStanding> = {}): DecisionStanding {
  return { state, effectiveOn: DAY, openFacts: [], orderFacts: [], billed: minor(0n), failed: null, ...given };
}

const today = (wire: Omit<WireFact, 'occurredAt'> & { readonly type: FactType }): RecordedFact => ({
  ...{ no: 999, occurredOn: DAY, effectiveOn: DAY },
  fact: fact({ occurredAt: '2026-03-13T09:00:00Z', ...wire }),
});

function plan(decision: Decision, given: Partial<DecisionStanding> = {}) {
  return planDecision(standing(given), decision, 'For a test of it');
}

const reasonOf = (planned: ReturnType<typeof plan>) => (planned.ok ? 'accepted' : planned.refusal.reason);
const writeOff = (amount: bigint): Decision => ({ kind: 'write-off', amount: minor(amount) });
const adjust = (adjustment: 'platform-penalty' | 'platform-compensation', amount: bigint): Decision => ({
  ...{ kind: 'adjustment', adjustment, amount: minor(amount), order: null },
});

describe('a reserve level (R10.3)', () => {
  it('level 0 writes shop.reserve-level-set with its reason, and moves no money', () => {
    expect(plan({ kind: 'reserve-level', level: 0 })).toEqual({
      ok: true,
      value: { fact: { type: 'shop.reserve-level-set', level: 0, reason: 'For a test of it' }, moved: 0n },
    });
  });

  it('the level that the shop has is refused, also where it was set today and the close has not met it', () => {
    expect(reasonOf(plan({ kind: 'reserve-level', level: 2 }))).toContain('is 2 already');
    const openFacts = [today({ type: 'shop.reserve-level-set', level: 0, reason: 'x' })];
    expect(reasonOf(plan({ kind: 'reserve-level', level: 0 }, { openFacts }))).toContain('is 0 already');
    expect(plan({ kind: 'reserve-level', level: 2 }, { openFacts }).ok).toBe(true);
  });

  it('on 31 March it is refused: the evaluation of 1 April decides the same night', () => {
    const eve = { effectiveOn: plainDate('2026-03-31') };
    expect(reasonOf(plan({ kind: 'reserve-level', level: 0 }, eve))).toContain('evaluation of 2026-04-01');
    expect(plan({ kind: 'reserve-level', level: 0 }, { effectiveOn: plainDate('2026-03-30') }).ok).toBe(true);
  });
});

describe('a risk flag', () => {
  it('is set once and cleared once, today’s facts counted', () => {
    expect(plan({ kind: 'risk', flagged: true }).ok).toBe(true);
    expect(reasonOf(plan({ kind: 'risk', flagged: false }))).toContain('not flagged');
    const openFacts = [today({ type: 'shop.risk-flagged' })];
    expect(reasonOf(plan({ kind: 'risk', flagged: true }, { openFacts }))).toContain('already');
    expect(plan({ kind: 'risk', flagged: false }, { openFacts }).ok).toBe(true);
  });
});

describe('an adjustment (R3.3)', () => {
  it('a penalty takes and a compensation gives: the other sign and 0.00 are refused with the cure', () => {
    expect(reasonOf(plan(adjust('platform-penalty', 500n)))).toContain('-5.00');
    expect(reasonOf(plan(adjust('platform-compensation', -500n)))).toContain('without a minus, 5.00');
    expect(reasonOf(plan(adjust('platform-penalty', 0n)))).toContain('0.00 changes nothing');
  });

  it('-25.00 counts as 25.00 for the limit', () => {
    const planned = plan(adjust('platform-penalty', -2500n));
    expect(planned.ok && planned.value.moved).toBe(2500n);
  });

  it('an order that the shop does not have is refused at its field', () => {
    const planned = plan({ kind: 'adjustment', adjustment: 'other-adjustment', amount: minor(1n), order: 'Z' });
    expect(planned).toMatchObject({ refusal: { field: 'order' } });
  });
});

describe('a write-off', () => {
  it('87.40 owed, a bill of 20.00 under way, 30.00 given today already: at most 37.40', () => {
    const openFacts = [today({ type: 'adjustment.posted', kind: 'other-adjustment', amount: '30.00', reason: 'x' })];
    const given = { billed: minor(2000n), openFacts };
    expect(mostToWriteOff(standing(given))).toBe(3740n);
    expect(plan(writeOff(3740n), given).ok).toBe(true);
    expect(reasonOf(plan(writeOff(3741n), given))).toContain('At most 37.40');
  });

  it('what a penalty of today takes is not owed yet: at most 87.40', () => {
    const openFacts = [today({ type: 'adjustment.posted', kind: 'platform-penalty', amount: '-30.00', reason: 'x' })];
    expect(mostToWriteOff(standing({ openFacts }))).toBe(8740n);
  });

  it('nothing that bills ask for is written off', () => {
    expect(reasonOf(plan(writeOff(1n), { billed: minor(8740n) }))).toContain('Nothing can be written off');
  });
});

describe('closing a shop (R5.7)', () => {
  it('is done once, also on the same day', () => {
    expect(plan({ kind: 'closure' }).ok).toBe(true);
    expect(reasonOf(plan({ kind: 'closure' }, { openFacts: [today({ type: 'shop.closed' })] }))).toContain(
      'closed already',
    );
    const closed = { ...state, closedOn: plainDate('2026-03-01') };
    expect(reasonOf(plan({ kind: 'closure' }, { state: closed }))).toContain('since 2026-03-01');
  });

  it('before the first close nothing can be decided', () => {
    expect(reasonOf(plan({ kind: 'closure' }, { state: { ...state, closedThrough: null } }))).toContain(
      'no closed day',
    );
  });
});

describe('a payout that is sent again (R7.5)', () => {
  const retry: Decision = { kind: 'payout-retry', payout: 3 };
  const failed = { ...state, payoutFailed: true };

  it('confirms the account that the shop has, 4417, and moves the 64.77 of the payout', () => {
    expect(
      plan(retry, {
        state: failed,
        failed: { no: 3, code: 'account-blocked', amount: minor(6477n), account: 'acc-1' },
      }),
    ).toMatchObject({
      value: { fact: { type: 'bank-account.verified', account: 'acc-1', last4: '4417' }, moved: 6477n },
    });
  });

  it('is refused where the bank said that the name does not match: the seller has to act', () => {
    const planned = plan(retry, {
      state: failed,
      failed: { no: 3, code: 'name-mismatch', amount: minor(6477n), account: 'acc-1' },
    });
    expect(reasonOf(planned)).toContain('the seller has to correct the account or link another');
  });

  it('goes ahead where the name did not match of an account that the seller has left', () => {
    const old = { no: 3, code: 'name-mismatch', amount: minor(6477n), account: 'acc-0' };
    expect(plan(retry, { state: failed, failed: old })).toMatchObject({ value: { fact: { account: 'acc-1' } } });
  });

  it('is refused once the account was confirmed, where another failed since, and without an account', () => {
    expect(reasonOf(plan(retry, { failed: { no: 3, code: 'x', amount: minor(6477n), account: 'acc-1' } }))).toContain(
      'No payout waits',
    );
    expect(
      reasonOf(plan(retry, { state: failed, failed: { no: 4, code: 'x', amount: minor(6477n), account: 'acc-1' } })),
    ).toContain('Payout 4 has failed since');
    const none = { ...failed, payoutAccount: null };
    expect(
      reasonOf(plan(retry, { state: none, failed: { no: 3, code: 'x', amount: minor(6477n), account: 'acc-1' } })),
    ).toContain('no verified bank account');
  });
});

describe('the outcome of a dispute', () => {
  const disputed = { ...state, openDisputes: [{ dispute: 'D-1', order: 'B', amount: minor(6000n) }] };
  const lost: Decision = { kind: 'dispute', order: 'B', dispute: 'D-1', outcome: 'lost' };

  it('lost writes dispute.lost of its order, and 60.00 count for the limit', () => {
    expect(plan(lost, { state: disputed })).toMatchObject({
      value: { fact: { type: 'dispute.lost', order: 'B', dispute: 'D-1' }, moved: 6000n },
    });
  });

  it('lost, of two that are called D-1: the 60.00 of order B count, not the 10.00 of order A', () => {
    const openDisputes = [{ dispute: 'D-1', order: 'A', amount: minor(1000n) }, ...disputed.openDisputes];
    expect(plan(lost, { state: { ...state, openDisputes } })).toMatchObject({
      value: { fact: { order: 'B' }, moved: 6000n },
    });
  });

  it('is decided once: one that is not open, or was decided since the last close, is refused', () => {
    expect(reasonOf(plan(lost))).toContain('not open in the books');
    const orderFacts = [today({ type: 'dispute.won', order: 'B', dispute: 'D-1' })];
    expect(reasonOf(plan(lost, { state: disputed, orderFacts }))).toContain('decided already');
  });
});
