import type Stripe from 'stripe';
import { cardOf } from '../cards/catalogue';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { newId, randomText } from '../ids';
import { idOf, insert, type Kept, lock, require, save } from '../store/objects';
import { schedule } from '../store/tasks';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import { dated, listPage } from '../wire/lists';
import {
  expandable,
  flag,
  ignoring,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  type ReadAll,
  required,
  text,
} from '../wire/params';
import { bookBalance } from './charge-card';
import { retrieval } from './retrieval';

const CREATED = {
  ...expandable,
  amount: integer({ min: 1 }),
  charge: text,
  payment_intent: text,
  metadata,
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: flag,
  reverse_transfer: flag,
  ...ignoring('currency', 'customer', 'instructions_email', 'origin'),
};

const shown = (amount: number, currency: string): string =>
  `${currency === 'usd' ? '$' : ''}${(amount / 100).toFixed(2)}${currency === 'usd' ? '' : ` ${currency}`}`;

/** The charge that a refund names, locked. The intent is locked first: everything that touches both does it in this order. */
async function refundedCharge(work: Work, params: ReadAll<typeof CREATED>): Promise<Stripe.Charge> {
  if (params.payment_intent !== undefined) {
    const intent = await lock(work, 'payment_intent', params.payment_intent, 'payment_intent');
    const charge = idOf(intent.data.latest_charge);
    if (charge === null || intent.data.status !== 'succeeded') {
      throw invalid(
        `This PaymentIntent (${intent.data.id}) does not have a successful charge to refund.`,
        'payment_intent',
        charge === null ? undefined : 'charge_not_captured',
      );
    }
    return (await lock(work, 'charge', charge)).data;
  }
  if (params.charge === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.');
  }
  return (await lock(work, 'charge', params.charge, 'charge')).data;
}

function refundableAmount(charge: Stripe.Charge, wanted: number | undefined): number {
  const left = charge.amount_captured - charge.amount_refunded;
  if (!charge.captured) throw invalid(`Charge ${charge.id} has not been captured.`, undefined, 'charge_not_refundable');
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, undefined, 'charge_disputed');
  }
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  if (wanted !== undefined && wanted > left) {
    throw invalid(
      `Refund amount (${shown(wanted, charge.currency)}) is greater than ${charge.amount_refunded > 0 ? 'unrefunded amount on charge' : 'charge amount'} (${shown(left, charge.currency)})`,
      'amount',
    );
  }
  return wanted ?? left;
}

async function createRefund(work: Work, params: ReadAll<typeof CREATED>): Promise<Stripe.Refund> {
  const charge = await refundedCharge(work, params);
  const amount = refundableAmount(charge, params.amount);
  const method = await require(work, 'payment_method', charge.payment_method ?? '');
  const later = cardOf(method.hidden).refund;
  const id = newId('re');
  const { currency } = charge;
  const entry = await bookBalance(work, {
    type: 'refund',
    amount: -amount,
    fee: 0,
    currency,
    source: id,
    description: `REFUND FOR CHARGE${charge.description === null ? '' : ` (${charge.description})`}`,
  });
  const refund = await insert(work, 'refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: entry.id,
    charge: charge.id,
    created: nowSeconds(),
    currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: {
      card: {
        reference: randomText(16),
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: later === 'slow' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  const refunded = charge.amount_refunded + amount;
  const changed = await save(work, {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
  await emit(work, 'refund.created', refund);
  await emit(work, 'charge.refunded', changed, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  if (later !== undefined) await schedule(work, 'refund', refund.id, work.settings.refundAfterMillis);
  return refund;
}

async function failRefund(work: Work, { data: refund }: Kept<'refund'>): Promise<void> {
  const charge = await lock(work, 'charge', idOf(refund.charge) ?? '');
  const entry = await bookBalance(work, {
    type: 'refund_failure',
    amount: refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FAILURE',
  });
  const failed = await save(work, {
    ...refund,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: entry.id,
  });
  await save(work, { ...charge.data, amount_refunded: charge.data.amount_refunded - refund.amount, refunded: false });
  await emit(work, 'refund.updated', failed);
  await emit(work, 'refund.failed', failed);
}

/** What becomes of a refund that is decided later: it arrives, or the card could not take it. */
export async function decideRefund(work: Work, id: string): Promise<void> {
  const refund = await lock(work, 'refund', id);
  if (refund.data.status === 'pending') {
    await emit(work, 'refund.updated', await save(work, { ...refund.data, status: 'succeeded' }));
  } else if (refund.data.status === 'succeeded') {
    await failRefund(work, refund);
  }
}

/** `/v1/refunds`. */
export const refundRoutes: readonly Route[] = [
  route('POST', '/v1/refunds', CREATED, createRefund, true),
  route('GET', '/v1/refunds', { ...dated, charge: text, payment_intent: text }, (work, params) => {
    const { charge, payment_intent } = params;
    return listPage(work, 'refund', '/v1/refunds', params, { charge, payment_intent });
  }),
  retrieval('refund', '/v1/refunds'),
  route('POST', '/v1/refunds/:id', { ...expandable, metadata: required(metadata) }, async (work, params, id = '') => {
    const { data } = await lock(work, 'refund', id);
    return save(work, { ...data, metadata: mergeMetadata(data.metadata ?? {}, params.metadata) });
  }),
];
