import type { Instant } from '../calendar/instant';
import type { PlainDate } from '../calendar/plain-date';
import type { Minor } from '../money/money';
import type { Measure, ReserveLevel } from '../policy/policy';

export type RegistrationType = 'corporate' | 'individual' | 'sole-proprietorship';
export type ShippingKind = 'ship-by-platform' | 'ship-by-seller' | 'fulfilled-by-platform';
export type CancellationFault = 'seller' | 'buyer' | 'platform';
export type RefundFault = 'seller' | 'not-seller';
export type ActivityKind = 'sign-in' | 'product-edited' | 'order-processed';

/** A line of an order as it was placed; `amount` is the gross line total. */
export interface OrderLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly amount: Minor;
  readonly declaredWeight?: string;
}

export interface RefundLine {
  readonly sku: string;
  readonly quantity: number;
  readonly amount: Minor;
}

/** When payouts are made (R7.3). Weekdays are ISO, Monday 1 to Sunday 7. */
export type PayoutSchedule =
  | { readonly schedule: 'daily' }
  | { readonly schedule: 'weekly' | 'every-two-weeks'; readonly weekday: number }
  | { readonly schedule: 'monthly'; readonly dayOfMonth: number };

/** Payload by fact type (R2). Money is in minor units here, decimal strings on the wire. */
export interface FactPayloads {
  'shop.opened': {
    readonly marketplace: string;
    readonly name: string;
    readonly registrationType: RegistrationType;
    readonly registeredName: string;
    readonly probation: boolean;
    readonly score?: string;
    readonly reserveExempt?: boolean;
  };
  'shop.score-changed': { readonly score: string };
  'shop.probation-started': { readonly reason?: string };
  'shop.probation-ended': { readonly reason?: string };
  'shop.closed': { readonly reason?: string };
  'shop.risk-flagged': { readonly reason?: string };
  'shop.risk-cleared': { readonly reason?: string };
  'shop.activity': { readonly kind: ActivityKind };
  'order.placed': {
    readonly order: string;
    readonly shipBy: Instant;
    readonly shipping: ShippingKind;
    readonly lines: readonly OrderLine[];
    readonly sellerDiscount?: Minor;
    readonly customerShippingFee?: Minor;
  };
  'order.shipped': { readonly order: string; readonly measuredWeight?: string };
  'order.delivered': { readonly order: string };
  'order.cancelled': { readonly order: string; readonly fault: CancellationFault };
  'order.charged': { readonly order: string; readonly kind: string; readonly amount: Minor; readonly note?: string };
  'order.refunded': {
    readonly order: string;
    readonly refund: string;
    readonly lines: readonly RefundLine[];
    readonly fault: RefundFault;
    readonly returnShippingCost?: Minor;
    readonly reason?: string;
  };
  'dispute.opened': {
    readonly order: string;
    readonly dispute: string;
    readonly amount: Minor;
    readonly reason?: string;
  };
  'dispute.won': { readonly order: string; readonly dispute: string; readonly reason?: string };
  'dispute.lost': { readonly order: string; readonly dispute: string; readonly reason?: string };
  'adjustment.posted': {
    readonly kind: string;
    readonly amount: Minor;
    readonly order?: string;
    readonly reason: string;
  };
  // Written by commands only; a file may not hold them.
  'bank-account.verified': { readonly account: string; readonly last4: string; readonly holderName: string };
  'bank-account.disabled': { readonly account: string };
  'payout-schedule.changed': PayoutSchedule;
  'payout.paid': { readonly payout: number };
  'payout.failed': { readonly payout: number; readonly code: string };
  'payout.returned': { readonly payout: number; readonly code: string };
  'bill.captured': { readonly bill: string; readonly amount: Minor };
  'bill.failed': { readonly bill: string; readonly reason?: string };
  'bill.cleared': { readonly bill: string; readonly amount: Minor; readonly statements: readonly number[] };
  'bill.reversed': { readonly bill: string; readonly amount: Minor; readonly reason?: string };
  'appeal.granted': { readonly reason: string; readonly measures?: readonly Measure[] };
  'shop.reserve-level-set': { readonly level: ReserveLevel; readonly reason: string };
  'shop.reserve-exemption-changed': { readonly exempt: boolean; readonly reason: string };
}

export type FactType = keyof FactPayloads;

interface FactHead<Type extends FactType> {
  /** Unique per shop. */
  readonly id: string;
  /** The shop's external id. */
  readonly shop: string;
  readonly type: Type;
  readonly occurredAt: Instant;
}

/** One fact of a given type. */
export type FactOf<Type extends FactType> = Type extends FactType ? FactHead<Type> & FactPayloads[Type] : never;

/** Any fact: the engine's only input (R2). */
export type Fact = FactOf<FactType>;

/** A fact as it stands in the books' record. */
export interface RecordedFact<Type extends FactType = FactType> {
  /** Position in the shop's record, ascending in the order of recording. */
  readonly no: number;
  /** The marketplace day on which it truly occurred. */
  readonly occurredOn: PlainDate;
  /** The day on which it takes effect in the books (R2.2). */
  readonly effectiveOn: PlainDate;
  readonly fact: FactOf<Type>;
}

/** Types that an imported file may hold: the table of R2. */
export const IMPORTED_TYPES = [
  'shop.opened',
  'shop.score-changed',
  'shop.probation-started',
  'shop.probation-ended',
  'shop.closed',
  'shop.risk-flagged',
  'shop.risk-cleared',
  'shop.activity',
  'order.placed',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'order.charged',
  'order.refunded',
  'dispute.opened',
  'dispute.won',
  'dispute.lost',
  'adjustment.posted',
] as const satisfies readonly FactType[];

/** Every type of fact: those of a file, then those that only commands write. */
export const FACT_TYPES = [
  ...IMPORTED_TYPES,
  'bank-account.verified',
  'bank-account.disabled',
  'payout-schedule.changed',
  'payout.paid',
  'payout.failed',
  'payout.returned',
  'bill.captured',
  'bill.failed',
  'bill.cleared',
  'bill.reversed',
  'appeal.granted',
  'shop.reserve-level-set',
  'shop.reserve-exemption-changed',
] as const satisfies readonly FactType[];

/** Whether a recorded fact is of a type, narrowing it. @example isOf(recorded, "order.placed") */
export function isOf<Type extends FactType>(
  recorded: RecordedFact,
  type: Type,
): recorded is RecordedFact<Type> & RecordedFact {
  return recorded.fact.type === type;
}

/** The order that a fact is about as an order or dispute fact, or null. An adjustment may name an order without being about it (R3.5). */
export function orderOf(fact: Fact): string | null {
  return fact.type.startsWith('order.') || fact.type.startsWith('dispute.')
    ? (fact as FactOf<'order.delivered'>).order
    : null;
}
