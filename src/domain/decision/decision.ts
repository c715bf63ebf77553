import type { Minor } from '../money/money';
import type { ReserveLevel } from '../policy/policy';

/** Kinds of adjustment that people post (R3.3), and which way each goes: `-` takes from the shop, `+` gives to it. */
export const ADJUSTMENT_SIGNS = {
  'platform-penalty': '-',
  'platform-compensation': '+',
  'logistics-reimbursement': '+',
  'warranty-reimbursement': '+',
  'ads-payment': '-',
  'other-adjustment': '±',
} as const satisfies Record<string, '+' | '-' | '±'>;

export type PostedAdjustment = keyof typeof ADJUSTMENT_SIGNS;

/** What the marketplace's people may decide about a shop. Each writes one fact, and the engine does the rest (R2). */
export type Decision =
  /** From the next day until the next evaluation (R10.3). */
  | { readonly kind: 'reserve-level'; readonly level: ReserveLevel }
  | { readonly kind: 'risk'; readonly flagged: boolean }
  | { readonly kind: 'reserve-exemption'; readonly exempt: boolean }
  | {
      readonly kind: 'adjustment';
      readonly adjustment: PostedAdjustment;
      /** Signed, never zero. */
      readonly amount: Minor;
      readonly order: string | null;
    }
  /** Ids of disputes are unique within their order only. */
  | { readonly kind: 'dispute'; readonly order: string; readonly dispute: string; readonly outcome: 'won' | 'lost' }
  | { readonly kind: 'closure' }
  /** `payout`: the number of the one that failed or came back (R7.5). */
  | { readonly kind: 'payout-retry'; readonly payout: number }
  /** `amount` > 0: how much of what is owed is given up. */
  | { readonly kind: 'write-off'; readonly amount: Minor };

export type DecisionKind = Decision['kind'];

/** Whether it takes a second person: always, never, or above a limit of money. */
export type SecondPerson = 'always' | 'above-limit';

/** The one rule of who decides alone, by kind (docs/decisions/0029). */
export const SECOND_PERSON = {
  'reserve-level': 'always',
  risk: 'always',
  'reserve-exemption': 'always',
  adjustment: 'above-limit',
  dispute: 'above-limit',
  closure: 'always',
  // It frees whatever waits for the account, not the one payout's amount.
  'payout-retry': 'always',
  'write-off': 'always',
} as const satisfies Record<DecisionKind, SecondPerson>;

/**
 * Whether a decision takes a second person. Below the limit all that the same person moved alone in the shop on the day counts with it, so that
 * splitting an amount does not help.
 * @param moved what it is about, without a sign
 * @param movedAlone what the person moved in this shop today without a second one
 * @example limit 100.00, 60.00 moved alone today: 40.00 goes alone, 40.01 does not
 */
export function needsSecondPerson(
  kind: DecisionKind,
  { moved, movedAlone, limit }: { readonly moved: Minor; readonly movedAlone: Minor; readonly limit: Minor },
): boolean {
  const rule: SecondPerson = SECOND_PERSON[kind];
  return rule === 'always' || moved + movedAlone > limit;
}
