import type { LevelChange, ShopState, TierChange } from '../books';
import { tierFor } from '../evaluation/tier';
import type { RecordedFact } from '../fact/fact';
import { ZERO } from '../money/money';
import { type Policies, policyOn } from '../policy/policy';
import { present } from '../shared/assert';

/** The book of a marketplace. @throws a defect if there is none: recording refuses such shops */
export function bookOf<Book>(books: Readonly<Record<string, Book>>, marketplace: string): Book {
  return present(books[marketplace], `policy book for marketplace ${marketplace}`);
}

/**
 * The books of a shop at its opening, before any day is closed (R10.1, R10.2).
 * @example a shop that opens on probation: introductory tier, reserve level 1
 */
export function openShop(opened: RecordedFact<'shop.opened'>, policies: Policies): ShopState {
  const { fact, effectiveOn } = opened;
  const policy = policyOn(bookOf(policies, fact.marketplace), effectiveOn);
  const score = fact.score ?? null;
  const tier: TierChange = {
    from: effectiveOn,
    tier: tierFor({ probation: fact.probation, score }, policy),
    score,
    probation: fact.probation,
  };
  const level: LevelChange = {
    from: effectiveOn,
    level: fact.probation ? 1 : 3,
    reason: 'opening',
    note: null,
    probation: fact.probation,
    measurement: null,
    openDisputes: ZERO,
    reserved: ZERO,
    policyVersion: policy.version,
  };
  return {
    shop: fact.shop,
    marketplace: fact.marketplace,
    name: fact.name,
    registrationType: fact.registrationType,
    registeredName: fact.registeredName,
    openedOn: effectiveOn,
    closedThrough: null,
    closedOn: null,
    probation: fact.probation,
    score,
    riskFlagged: false,
    reserveExempt: fact.reserveExempt ?? false,
    tiers: [tier],
    levels: [level],
    levelSetByOps: false,
    negativeDays: 0,
    owedAtDayEnd: ZERO,
    measures: [],
    bankAccounts: [],
    payoutAccount: null,
    schedule: { schedule: 'daily' },
    scheduleChangedOn: null,
    payoutFailed: false,
    lastActiveOn: effectiveOn,
    activity: 'active',
    nextStatementNo: 1,
    nextAllocationNo: 1,
    nextPayoutNo: 1,
    pending: [],
    onHold: ZERO,
    deferred: [],
    openDisputes: [],
    capturedBills: [],
    momentsThrough: 0,
  };
}
