import fc from 'fast-check';
import { amountText, cents } from '../oracle/cents';
import { after, amount, type Draft, feeAmount, type Moment, maybe, moment, signed } from './basics';

const chargeKind = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'actual-shipping-fee',
      'shipping-weight-discrepancy',
      'shipping-subsidy',
      'transaction-fee',
      'affiliate-commission',
      'fulfilment-fee',
      'late-dispatch-fee',
    ),
  },
  { weight: 1, arbitrary: fc.constant('referral-fee') },
  { weight: 1, arbitrary: fc.constantFrom('moon-tax', 'Unknown Kind', 'referral_fee') },
);

/** Ids that sort differently by bytes than by letters (R1.6). */
const orderPrefix = fc.constantFrom('A', 'a', 'Z', 'o-', 'Ö', '10', '9', '\u{1F4E6}', '\uFF21');

const sku = fc.constantFrom('sku-1', 'sku-2', 'sku-3');

export interface OrderShape {
  readonly prefix: string;
  readonly placed: Moment;
  readonly shipWithin: number;
  readonly lines: readonly { readonly sku: string; readonly amount: string }[];
  readonly discountPercent: number | null;
  readonly shippingFee: string | null;
  readonly shipped: Moment | null;
  readonly delivered: Moment | null;
  readonly cancelled: { readonly at: Moment; readonly fault: string } | null;
  readonly charges: readonly { readonly at: Moment; readonly kind: string; readonly amount: string }[];
  readonly refunds: readonly RefundShape[];
  readonly disputes: readonly DisputeShape[];
}

interface RefundShape {
  readonly at: Moment;
  readonly percent: number;
  readonly sku: string;
  readonly fault: string;
  readonly cost: string | null;
}

interface DisputeShape {
  readonly at: Moment;
  readonly amount: string;
  readonly decided: { readonly at: Moment; readonly lost: boolean } | null;
}

/** Sometimes before the order (R2.3), before or after its settlement, sometimes more than was paid (R4.5). */
const refundShape: fc.Arbitrary<RefundShape> = fc.record({
  at: moment(-3, 45),
  percent: fc.constantFrom(0, 1, 10, 33, 33, 50, 100, 101),
  sku,
  fault: fc.constantFrom('seller', 'not-seller'),
  cost: maybe(50, feeAmount),
});

/** Decided before it was opened, now and then: refused (R2.5). */
const disputeShape: fc.Arbitrary<DisputeShape> = fc.record({
  at: moment(-1, 30),
  amount,
  decided: maybe(75, fc.record({ at: moment(-1, 14), lost: fc.boolean() })),
});

export const orderShape: fc.Arbitrary<OrderShape> = fc.record({
  prefix: orderPrefix,
  placed: moment(1, 75),
  shipWithin: fc.integer({ min: 0, max: 4 }),
  lines: fc.array(fc.record({ sku, amount }), { minLength: 1, maxLength: 3 }),
  discountPercent: maybe(30, fc.constantFrom(0, 5, 33, 100)),
  shippingFee: maybe(30, amount),
  shipped: maybe(85, moment(0, 7)),
  delivered: maybe(80, moment(1, 16)),
  cancelled: maybe(12, fc.record({ at: moment(0, 12), fault: fc.constantFrom('seller', 'buyer', 'platform') })),
  charges: fc.array(fc.record({ at: moment(-1, 40), kind: chargeKind, amount: signed(feeAmount) }), { maxLength: 2 }),
  refunds: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(refundShape, { maxLength: 4 }) },
  ),
  disputes: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(disputeShape, { maxLength: 2 }) },
  ),
});

const percentOf = (percent: number, whole: bigint): string => amountText((whole * BigInt(percent)) / 100n);

export function orderDrafts(shape: OrderShape, index: number): readonly Draft[] {
  const order = `${shape.prefix}${index}`;
  const gross = shape.lines.reduce((sum, line) => sum + cents(line.amount), 0n);
  const drafts: Draft[] = [];
  const push = (type: string, at: Moment, payload: Readonly<Record<string, unknown>> = {}): void => {
    drafts.push({ type, at, payload: { order, ...payload } });
  };
  push('order.placed', shape.placed, {
    shipBy: { ...shape.placed, day: shape.placed.day + shape.shipWithin },
    shipping: 'ship-by-seller',
    lines: shape.lines.map((line) => ({ ...line, name: line.sku, quantity: 1 })),
    ...(shape.discountPercent === null ? {} : { sellerDiscount: percentOf(shape.discountPercent, gross) }),
    ...(shape.shippingFee === null ? {} : { customerShippingFee: shape.shippingFee }),
  });
  if (shape.shipped !== null) push('order.shipped', after(shape.placed, shape.shipped));
  if (shape.delivered !== null) push('order.delivered', after(shape.placed, shape.delivered));
  if (shape.cancelled !== null) {
    push('order.cancelled', after(shape.placed, shape.cancelled.at), { fault: shape.cancelled.fault });
  }
  for (const charge of shape.charges) {
    push('order.charged', after(shape.placed, charge.at), { kind: charge.kind, amount: charge.amount });
  }
  shape.refunds.forEach((refund, no) => {
    push('order.refunded', after(shape.placed, refund.at), {
      refund: `${order}-refund-${no}`,
      lines: [{ sku: refund.sku, quantity: 1, amount: percentOf(refund.percent, gross) }],
      fault: refund.fault,
      ...(refund.cost === null ? {} : { returnShippingCost: refund.cost }),
    });
  });
  shape.disputes.forEach((dispute, no) => {
    const opened = after(shape.placed, dispute.at);
    push('dispute.opened', opened, { dispute: `${order}-dispute-${no}`, amount: dispute.amount });
    if (dispute.decided === null) return;
    const type = dispute.decided.lost ? 'dispute.lost' : 'dispute.won';
    push(type, after(opened, dispute.decided.at), { dispute: `${order}-dispute-${no}` });
  });
  return drafts;
}
