import { cents, total } from './cents';
import { compareIds, dayOfInstant, instant, laterDay } from './days';
import { isEngineKind, type Marketplace, marketplaces } from './policy-numbers';
import type { OracleFact, WireFact } from './types';

/** A refund, approved and accepted. `on` is the day it takes effect. */
export interface Refund {
  readonly on: string;
  readonly amount: bigint;
  readonly skus: readonly string[];
  readonly sellerFault: boolean;
  readonly shippingCost: bigint;
}

export interface Posting {
  readonly on: string;
  readonly kind: string;
  readonly amount: bigint;
  readonly order: string | null;
}

export interface Dispute {
  readonly amount: bigint;
  readonly openedOn: string;
  /** `null` while nobody has decided. */
  readonly decidedOn: string | null;
  readonly lost: boolean;
}

/** All that the accepted facts say of an order; `...On` is the day of effect, `true...` when it really happened. */
export interface Order {
  readonly id: string;
  readonly placedOn: string;
  readonly truePlacedOn: string;
  readonly shipBy: string;
  readonly gross: bigint;
  readonly discount: bigint;
  readonly customerShippingFee: bigint;
  readonly shipped: { readonly on: string; readonly trueOn: string; readonly at: number } | null;
  readonly delivered: { readonly on: string; readonly trueOn: string } | null;
  readonly cancelled: { readonly on: string; readonly sellerFault: boolean } | null;
  readonly refunds: readonly Refund[];
  readonly charges: readonly Posting[];
  readonly disputes: readonly Dispute[];
}

/** A change of something about the shop (score, probation, risk), in the order R10.1 gives: by day, occurredAt, id. */
export interface Change {
  readonly on: string;
  readonly type: string;
  readonly score: string | null;
}

export interface Sign {
  readonly on: string;
  readonly trueOn: string;
  readonly reactivates: boolean;
}

export interface History {
  readonly marketplace: Marketplace;
  readonly openedOn: string;
  readonly probationAtOpening: boolean;
  readonly scoreAtOpening: string | null;
  readonly exemptAtOpening: boolean;
  /** R5.7: in effect from `on`; the period counts from the day that it truly happened (R2.2). */
  readonly closed: { readonly on: string; readonly trueOn: string } | null;
  readonly changes: readonly Change[];
  readonly orders: readonly Order[];
  readonly adjustments: readonly Posting[];
  /** R10.5: what counts as activity. */
  readonly signs: readonly Sign[];
  /** What takes effect during a day, in the order of recording (commands). */
  readonly moments: readonly { readonly on: string; readonly fact: WireFact }[];
}

const momentTypes = [
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
];

/** A text of the payload; absent is the empty string. */
export function textOf(fact: WireFact, key: string): string {
  const value = fact[key];
  return value === undefined || value === null ? '' : String(value);
}

/** An amount of the payload in minor units; absent is 0. */
export function centsOf(fact: WireFact, key: string): bigint {
  const value = fact[key];
  return typeof value === 'string' ? cents(value) : 0n;
}

interface WireLine {
  readonly sku: string;
  readonly amount: string;
}

function linesOf(fact: WireFact): readonly WireLine[] {
  const lines = fact.lines;
  return Array.isArray(lines) ? (lines as WireLine[]) : [];
}

/** The history of one shop as its accepted facts tell it. Facts without effect (R2.3, R2.5, R4.5) are left out here. */
export function historyOf(facts: readonly OracleFact[]): History {
  const recorded = [...facts].sort((a, b) => a.no - b.no);
  const opening = recorded.find((entry) => entry.fact.type === 'shop.opened');
  if (opening === undefined) throw new Error('the shop was never opened');
  const marketplace = marketplaces[textOf(opening.fact, 'marketplace')];
  if (marketplace === undefined) throw new Error('unknown marketplace');
  const openedOn = opening.effectiveOn;
  const dated = recorded.map((entry) => ({ on: laterDay(entry.effectiveOn, openedOn), fact: entry.fact }));
  const ofType = (...types: string[]): Dated[] => dated.filter((entry) => types.includes(entry.fact.type));
  const orders = ordersOf(dated, marketplace);
  const closing = ofType('shop.closed')[0];
  return {
    marketplace,
    openedOn,
    probationAtOpening: opening.fact.probation === true,
    scoreAtOpening: typeof opening.fact.score === 'string' ? opening.fact.score : null,
    exemptAtOpening: opening.fact.reserveExempt === true,
    closed:
      closing === undefined
        ? null
        : { on: closing.on, trueOn: dayOfInstant(closing.fact.occurredAt, marketplace.zone) },
    changes: ofType(
      'shop.score-changed',
      'shop.probation-started',
      'shop.probation-ended',
      'shop.risk-flagged',
      'shop.risk-cleared',
    )
      .sort(byDayThenOccurrence)
      .map(({ on, fact }) => ({ on, type: fact.type, score: textOf(fact, 'score') || null })),
    orders,
    adjustments: ofType('adjustment.posted')
      .map(({ on, fact }) => postingOf(on, fact, textOf(fact, 'order') || null))
      .filter((posting) => !isEngineKind(posting.kind)),
    signs: [
      ...ofType('shop.activity').map(({ on, fact }) => ({
        on,
        trueOn: dayOfInstant(fact.occurredAt, marketplace.zone),
        reactivates: ['product-edited', 'order-processed'].includes(textOf(fact, 'kind')),
      })),
      ...orders.flatMap(({ shipped }) =>
        shipped === null ? [] : [{ on: shipped.on, trueOn: shipped.trueOn, reactivates: false }],
      ),
    ],
    moments: ofType(...momentTypes),
  };
}

interface Dated {
  readonly on: string;
  readonly fact: WireFact;
}

/** R10.1: of several on a day the last by (occurredAt, id) counts. */
function byDayThenOccurrence(a: Dated, b: Dated): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return instant(a.fact.occurredAt) - instant(b.fact.occurredAt) || compareIds(a.fact.id, b.fact.id);
}

function postingOf(on: string, fact: WireFact, order: string | null): Posting {
  return { on, kind: textOf(fact, 'kind'), amount: centsOf(fact, 'amount'), order };
}

/** R2.3: only orders that were placed; their facts take effect no earlier than the order itself. */
function ordersOf(dated: readonly Dated[], marketplace: Marketplace): readonly Order[] {
  const placed = new Map<string, Dated>();
  for (const entry of dated) {
    const id = textOf(entry.fact, 'order');
    if (entry.fact.type === 'order.placed' && !placed.has(id)) placed.set(id, entry);
  }
  return [...placed.entries()]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([id, placing]) => {
      const own = dated
        .filter((entry) => textOf(entry.fact, 'order') === id && /^(order|dispute)\./.test(entry.fact.type))
        .map(({ on, fact }) => ({ on: laterDay(on, placing.on), fact }));
      return orderOf(id, placing, own, marketplace);
    });
}

/** `own` is in the order of recording: of two that exclude one another the first is the valid one (R2.5). */
function orderOf(id: string, placing: Dated, own: readonly Dated[], { zone }: Marketplace): Order {
  const first = (type: string): number => own.findIndex((entry) => entry.fact.type === type);
  const delivery = own[first('order.delivered')];
  const shipping = own[first('order.shipped')];
  const cancellation = own[first('order.cancelled')];
  const cancelledTooLate = delivery !== undefined && first('order.delivered') < first('order.cancelled');
  const gross = total(linesOf(placing.fact).map((line) => cents(line.amount)));
  const discount = centsOf(placing.fact, 'sellerDiscount');
  return {
    id,
    placedOn: placing.on,
    truePlacedOn: dayOfInstant(placing.fact.occurredAt, zone),
    shipBy: textOf(placing.fact, 'shipBy'),
    gross,
    discount,
    customerShippingFee: centsOf(placing.fact, 'customerShippingFee'),
    shipped:
      shipping === undefined
        ? null
        : {
            on: shipping.on,
            trueOn: dayOfInstant(shipping.fact.occurredAt, zone),
            at: instant(shipping.fact.occurredAt),
          },
    delivered:
      delivery === undefined ? null : { on: delivery.on, trueOn: dayOfInstant(delivery.fact.occurredAt, zone) },
    cancelled:
      cancellation === undefined || cancelledTooLate
        ? null
        : { on: cancellation.on, sellerFault: textOf(cancellation.fact, 'fault') === 'seller' },
    refunds: refundsOf(own, gross - discount),
    charges: own
      .filter((entry) => entry.fact.type === 'order.charged')
      .map(({ on, fact }) => postingOf(on, fact, id))
      .filter((posting) => !isEngineKind(posting.kind)),
    disputes: disputesOf(own),
  };
}

/** R4.5: in the order of recording, a refund that would exceed what was paid has no effect. */
function refundsOf(own: readonly Dated[], most: bigint): readonly Refund[] {
  const accepted: Refund[] = [];
  for (const { on, fact } of own) {
    if (fact.type !== 'order.refunded') continue;
    const amount = total(linesOf(fact).map((line) => cents(line.amount)));
    if (total(accepted.map((refund) => refund.amount)) + amount > most) continue;
    accepted.push({
      on,
      amount,
      skus: linesOf(fact).map((line) => line.sku),
      sellerFault: textOf(fact, 'fault') === 'seller',
      shippingCost: centsOf(fact, 'returnShippingCost'),
    });
  }
  return accepted;
}

/** R2.5: opened once, decided once, and not decided before it was opened. */
function disputesOf(own: readonly Dated[]): readonly Dispute[] {
  const of = (type: RegExp, dispute: string): number =>
    own.findIndex((entry) => type.test(entry.fact.type) && textOf(entry.fact, 'dispute') === dispute);
  const ids = new Set(
    own.filter((entry) => entry.fact.type === 'dispute.opened').map((e) => textOf(e.fact, 'dispute')),
  );
  return [...ids].flatMap((id) => {
    const openedAt = of(/^dispute\.opened$/, id);
    const opening = own[openedAt];
    if (opening === undefined) return [];
    const decision = own
      .slice(openedAt)
      .find((entry) => /^dispute\.(won|lost)$/.test(entry.fact.type) && textOf(entry.fact, 'dispute') === id);
    return [
      {
        amount: centsOf(opening.fact, 'amount'),
        openedOn: opening.on,
        decidedOn: decision === undefined ? null : laterDay(decision.on, opening.on),
        lost: decision?.fact.type === 'dispute.lost',
      },
    ];
  });
}
