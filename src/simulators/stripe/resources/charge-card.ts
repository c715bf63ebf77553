import type Stripe from 'stripe';
import { cardOf, type Decline, type TestCard } from '../cards/catalogue';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { newId, randomText } from '../ids';
import { idOf, insert, type Kept, require, save } from '../store/objects';
import { schedule } from '../store/tasks';
import type { Work } from '../store/work';

/** What Stripe keeps of a card payment: 2.9 % and 30 cents. */
const FEE_PER_THOUSAND = 29;
const FIXED_FEE = 30;
const SETTLES_AFTER_SECONDS = 2 * 86_400;

/** Books money in or out of the balance. Amounts in minor units; negative leaves. */
export async function bookBalance(
  work: Work,
  entry: {
    readonly type: 'adjustment' | 'charge' | 'refund' | 'refund_failure';
    readonly amount: number;
    readonly fee: number;
    readonly currency: string;
    readonly source: string;
    readonly description: string | null;
  },
): Promise<Stripe.BalanceTransaction> {
  const { type, amount, fee, currency, source, description } = entry;
  const created = nowSeconds();
  return insert(work, 'balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: created + SETTLES_AFTER_SECONDS,
    balance_type: 'payments',
    created,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? (amount < 0 ? 'dispute' : 'dispute_reversal') : type,
    source,
    status: 'pending',
    type,
  });
}

function feeOf(amount: number): number {
  return Math.round((amount * FEE_PER_THOUSAND) / 1000) + FIXED_FEE;
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const isBlocked = decline?.declineCode === 'fraudulent';
  return {
    advice_code: decline === null ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: null,
    network_status:
      decline === null ? 'approved_by_network' : isBlocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: decline === null ? null : (decline.declineCode ?? decline.code),
    risk_level: isBlocked ? 'highest' : 'normal',
    risk_score: isBlocked ? 90 : 7,
    seller_message:
      decline === null ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
    type: decline === null ? 'authorized' : isBlocked ? 'blocked' : 'issuer_declined',
  };
}

function methodDetails(method: Stripe.PaymentMethod, isAuthenticated: boolean): Stripe.Charge.PaymentMethodDetails {
  const card = method.card;
  const details = {
    card: {
      amount_authorized: null,
      authorization_code: randomText(6),
      brand: card?.brand ?? null,
      checks: card?.checks ?? null,
      country: card?.country ?? null,
      exp_month: card?.exp_month ?? 0,
      exp_year: card?.exp_year ?? 0,
      fingerprint: card?.fingerprint ?? null,
      funding: card?.funding ?? null,
      installments: null,
      last4: card?.last4 ?? null,
      mandate: null,
      network: card?.brand ?? null,
      network_token: { used: false },
      network_transaction_id: randomText(15),
      regulated_status: 'unregulated',
      three_d_secure: isAuthenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: randomText(24),
            version: '2.2.0',
          }
        : null,
      wallet: null,
    },
    type: 'card',
  };
  return details as unknown as Stripe.Charge.PaymentMethodDetails;
}

/** How a charge is to be made. */
export interface ChargePlan {
  readonly intent: Stripe.PaymentIntent;
  readonly method: Kept<'payment_method'>;
  readonly decline: Decline | null;
  readonly isCaptured: boolean;
  readonly isAuthenticated: boolean;
}

function chargeJson({ intent, method, decline, isCaptured, isAuthenticated }: ChargePlan): Stripe.Charge {
  const { amount, currency } = intent;
  const isPaid = decline === null;
  const charge = {
    id: newId('ch'),
    object: 'charge',
    amount,
    amount_captured: isPaid && isCaptured ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.data.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'EVENKEEL SIMULATOR',
    captured: isPaid && isCaptured,
    created: nowSeconds(),
    currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: method.data.id,
    payment_method_details: methodDetails(method.data, isAuthenticated),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: isPaid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  return charge as unknown as Stripe.Charge;
}

/** Captures money that was only held: the balance gets it, and a disputed card is disputed a little later. */
export async function captureCharge(work: Work, charge: Stripe.Charge, amount: number): Promise<Stripe.Charge> {
  const entry = await bookBalance(work, {
    type: 'charge',
    amount,
    fee: feeOf(amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
  });
  const method = await require(work, 'payment_method', charge.payment_method ?? '');
  if (cardOf(method.hidden).dispute !== undefined) {
    await schedule(work, 'dispute', charge.id, work.settings.disputeAfterMillis);
  }
  return save(work, { ...charge, captured: true, amount_captured: amount, balance_transaction: entry.id });
}

/** Asks the card for money: a charge that succeeded or failed, with its event. */
export async function makeCharge(work: Work, plan: ChargePlan): Promise<Stripe.Charge> {
  const charge = await insert(work, 'charge', chargeJson(plan));
  if (plan.decline !== null) {
    await emit(work, 'charge.failed', charge);
    return charge;
  }
  const made = plan.isCaptured ? await captureCharge(work, charge, plan.intent.amount) : charge;
  await emit(work, 'charge.succeeded', made);
  return made;
}

/** Why this card refuses, or null: a wrong security code can only be found where one was typed. */
export function declineOf(card: TestCard, hasSecurityCode: boolean): Decline | null {
  if (card.decline === undefined) return null;
  return card.decline.code === 'incorrect_cvc' && !hasSecurityCode ? null : card.decline;
}
