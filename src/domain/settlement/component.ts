import type { Minor } from '../money/money';
import { plus, ZERO } from '../money/money';

/** The four sums of a statement, and the reserve beside them (R3.3). */
export type Category = 'revenue' | 'shipping' | 'fees' | 'adjustments' | 'reserve';

/** Every kind of component that the engine knows, with its category (R3.3). */
export const CATEGORY_OF = {
  'gross-sales': 'revenue',
  'seller-discount': 'revenue',
  refund: 'revenue',
  'customer-shipping-fee': 'shipping',
  'actual-shipping-fee': 'shipping',
  'shipping-weight-discrepancy': 'shipping',
  'return-shipping-fee': 'shipping',
  'return-shipping-subsidy': 'shipping',
  'shipping-subsidy': 'shipping',
  'referral-fee': 'fees',
  'referral-fee-refund': 'fees',
  'refund-administration-fee': 'fees',
  'transaction-fee': 'fees',
  'affiliate-commission': 'fees',
  'campaign-service-fee': 'fees',
  'fulfilment-fee': 'fees',
  'sample-shipping-fee': 'fees',
  'late-dispatch-fee': 'fees',
  'platform-penalty': 'adjustments',
  chargeback: 'adjustments',
  'platform-compensation': 'adjustments',
  'logistics-reimbursement': 'adjustments',
  'warranty-reimbursement': 'adjustments',
  'ads-payment': 'adjustments',
  'other-adjustment': 'adjustments',
  'bill-payment': 'adjustments',
  'bill-payment-reversal': 'adjustments',
  'reserve-withheld': 'reserve',
  'reserve-released': 'reserve',
  'reserve-used': 'reserve',
} as const satisfies Record<string, Category>;

export type ComponentKind = keyof typeof CATEGORY_OF;

/** Kinds that only the engine makes: refused in order.charged and adjustment.posted (R3.3). */
export const ENGINE_KINDS: ReadonlySet<string> = new Set<ComponentKind>([
  'gross-sales',
  'seller-discount',
  'refund',
  'customer-shipping-fee',
  'refund-administration-fee',
  'chargeback',
  'bill-payment',
  'bill-payment-reversal',
  'reserve-withheld',
  'reserve-released',
  'reserve-used',
]);

/** Whether the engine knows the kind; an unknown one is kept under its raw name and flagged to ops (R3.3). */
export function isKnownKind(kind: string): kind is ComponentKind {
  return Object.hasOwn(CATEGORY_OF, kind);
}

const CATEGORIES: ReadonlyMap<string, Category> = new Map(Object.entries(CATEGORY_OF));

/** @example categoryOf("refund") === "revenue"; categoryOf("mystery-fee") === "adjustments" */
export function categoryOf(kind: string): Category {
  return CATEGORIES.get(kind) ?? 'adjustments';
}

/** The numbers that a component was computed from, as far as it was computed. */
export interface Basis {
  /** The rule of engine.md that made it. */
  readonly rule: string;
  /** Decimal rate, when it is rate x `of`. */
  readonly rate?: string;
  readonly of?: Minor;
  /** What was given before, where the component is a running total less that (R4.2, R4.3). */
  readonly before?: Minor;
  /** A cap that held, where one did. */
  readonly cap?: Minor;
  readonly note?: string;
}

/** A signed amount of one kind on a line. Never zero (R3.3). */
export interface Component {
  readonly kind: string;
  readonly amount: Minor;
  readonly basis: Basis;
}

/** Sums by category. */
export interface CategorySums {
  readonly revenue: Minor;
  readonly shipping: Minor;
  readonly fees: Minor;
  readonly adjustments: Minor;
  readonly reserve: Minor;
}

/** Adds up components by category. @example sumByCategory([]).fees === ZERO */
export function sumByCategory(components: readonly Component[]): CategorySums {
  const sums = { revenue: ZERO, shipping: ZERO, fees: ZERO, adjustments: ZERO, reserve: ZERO };
  for (const { kind, amount } of components) {
    const category = categoryOf(kind);
    sums[category] = plus(sums[category], amount);
  }
  return sums;
}

/** The four categories together: the settlement, without the reserve (R6.2). */
export function settlementOf(sums: CategorySums): Minor {
  return (sums.revenue + sums.shipping + sums.fees + sums.adjustments) as Minor;
}
