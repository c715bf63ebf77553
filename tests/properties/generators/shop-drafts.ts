import fc from 'fast-check';
import { amountText } from '../oracle/cents';
import { type Draft, feeAmount, maybe, moment, signed } from './basics';

/** Days over which a shop is told. */
export const span = 120;

const adjustmentKind = fc.constantFrom(
  'platform-penalty',
  'platform-compensation',
  'logistics-reimbursement',
  'warranty-reimbursement',
  'ads-payment',
  'other-adjustment',
  'a-kind-of-tomorrow',
);

const draft = (type: string, payload: fc.Arbitrary<Readonly<Record<string, unknown>>>): fc.Arbitrary<Draft> =>
  fc.record({ type: fc.constant(type), at: moment(1, span - 10), payload });

const nothing = fc.constant({});

/** What happens to the shop itself; a large adjustment makes it owe more than 100.00. */
const events = fc.array(
  fc.oneof(
    draft('shop.score-changed', fc.record({ score: fc.constantFrom('0.0', '3.4', '3.5', '3.9', '4.0', '5.0') })),
    draft('shop.probation-started', nothing),
    draft('shop.probation-ended', nothing),
    draft('shop.risk-flagged', nothing),
    draft('shop.risk-cleared', nothing),
  ),
  { maxLength: 4 },
);

const activities = fc.array(
  draft('shop.activity', fc.record({ kind: fc.constantFrom('sign-in', 'product-edited', 'order-processed') })),
  { maxLength: 6 },
);

const adjustments = fc.array(
  draft('adjustment.posted', fc.record({ kind: adjustmentKind, amount: signed(feeAmount), reason: fc.constant('x') })),
  { maxLength: 4 },
);

const largePenalty = draft(
  'adjustment.posted',
  fc.record({
    kind: fc.constant('platform-penalty'),
    amount: fc.bigInt({ min: -700_00n, max: -60_00n }).map(amountText),
    reason: fc.constant('a large one'),
  }),
);

export const shopDrafts: fc.Arbitrary<readonly Draft[]> = fc
  .tuple(events, activities, adjustments, maybe(25, largePenalty))
  .map(([some, signs, amounts, large]) => [...some, ...signs, ...amounts, ...(large === null ? [] : [large])]);

/** The commands that need no books: accounts, schedules, levels, exemption. */
export const commandDrafts: fc.Arbitrary<readonly Draft[]> = fc.array(
  fc.oneof(
    draft(
      'payout-schedule.changed',
      fc.oneof(
        fc.constant({ schedule: 'daily' }),
        fc.record({
          schedule: fc.constantFrom('weekly', 'every-two-weeks'),
          weekday: fc.integer({ min: 1, max: 7 }),
        }),
        fc.record({ schedule: fc.constant('monthly'), dayOfMonth: fc.integer({ min: 1, max: 28 }) }),
      ),
    ),
    draft(
      'shop.reserve-level-set',
      fc.record({ level: fc.integer({ min: 0, max: 3 }), reason: fc.constant('looked at') }),
    ),
    draft('shop.reserve-exemption-changed', fc.record({ exempt: fc.boolean(), reason: fc.constant('agreed') })),
    draft('bank-account.disabled', fc.record({ account: fc.constantFrom('bank-1', 'bank-2') })),
    draft(
      'bank-account.verified',
      fc.record({
        account: fc.constantFrom('bank-1', 'bank-2'),
        last4: fc.constant('0002'),
        holderName: fc.constant('X'),
      }),
    ),
  ),
  { maxLength: 5 },
);
