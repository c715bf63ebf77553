import type Stripe from 'stripe';
import { cardOf } from '../cards/catalogue';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { newId } from '../ids';
import { findAll, idOf, insert, lock, require, save } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import type { FormValue } from '../wire/form';
import { dated, listPage } from '../wire/lists';
import { expandable, flag, ignoring, mergeMetadata, metadata, type ReadAll, type Shape, text } from '../wire/params';
import { bookBalance } from './charge-card';
import { retrieval } from './retrieval';

const FEE = 1500;
const DUE_AFTER_SECONDS = 7 * 86_400;
const EVIDENCE = [
  'access_activity_log',
  'billing_address',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'product_description',
  'receipt',
  'refund_policy',
  'service_date',
  'shipping_documentation',
  'uncategorized_text',
] as const;

async function openDispute(work: Work, charge: Stripe.Charge, reason: string, isInquiry: boolean): Promise<void> {
  const id = newId('du');
  const { currency } = charge;
  const amount = charge.amount_captured - charge.amount_refunded;
  const entry = isInquiry
    ? []
    : [
        await bookBalance(work, {
          type: 'adjustment',
          amount: -amount,
          fee: FEE,
          currency,
          source: id,
          description: `Chargeback withdrawal for ${charge.id}`,
        }),
      ];
  const dispute = await insert(work, 'dispute', {
    id,
    object: 'dispute',
    amount,
    balance_transactions: entry,
    charge: charge.id,
    created: nowSeconds(),
    currency,
    enhanced_eligibility_types: [],
    evidence: Object.fromEntries(EVIDENCE.map((name) => [name, null])),
    evidence_details: {
      due_by: nowSeconds() + DUE_AFTER_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: null,
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1',
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: isInquiry ? 'inquiry' : 'chargeback',
        network_reason_code: '10.4',
      },
      type: 'card',
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  } as unknown as Stripe.Dispute);
  await save(work, { ...charge, disputed: true });
  await emit(work, 'charge.dispute.created', dispute);
  if (!isInquiry) await emit(work, 'charge.dispute.funds_withdrawn', dispute);
}

/** Disputes a captured charge, once: for the reason that its card stands for, or as fraud. */
export async function disputeCharge(work: Work, id: string): Promise<void> {
  const charge = await lock(work, 'charge', id, 'charge');
  const isThere = (await findAll(work, 'dispute', { charge: id })).length > 0;
  if (isThere || !charge.data.captured || charge.data.refunded) return;
  const method = await require(work, 'payment_method', charge.data.payment_method ?? '');
  const { reason, isInquiry } = cardOf(method.hidden).dispute ?? { reason: 'fraudulent', isInquiry: false };
  await openDispute(work, charge.data, reason, isInquiry);
}

async function closeDispute(work: Work, id: string, isWon: boolean): Promise<Stripe.Dispute> {
  const { data } = await lock(work, 'dispute', id);
  const isInquiry = data.status.startsWith('warning_');
  if (data.status === 'won' || data.status === 'lost' || data.status === 'warning_closed') {
    throw invalid('This dispute is already closed.', undefined, 'dispute_already_closed');
  }
  const status = isInquiry ? 'warning_closed' : isWon ? 'won' : 'lost';
  const given = isWon && !isInquiry;
  const back = given
    ? [
        await bookBalance(work, {
          type: 'adjustment',
          amount: data.amount,
          fee: -FEE,
          currency: data.currency,
          source: data.id,
          description: `Chargeback reversal for ${idOf(data.charge)}`,
        }),
      ]
    : [];
  const closed = await save(work, { ...data, status, balance_transactions: [...data.balance_transactions, ...back] });
  await emit(work, 'charge.dispute.closed', closed);
  if (given) await emit(work, 'charge.dispute.funds_reinstated', closed);
  return closed;
}

/** Any of the fields of evidence; the simulator understands two texts, as Stripe's test mode does. */
const evidence: Shape<Readonly<Record<string, string>> | undefined> = {
  read: (value: FormValue | undefined, param: string) => {
    if (value === undefined) return undefined;
    if (typeof value === 'string') throw invalid('Invalid object', param);
    return Object.fromEntries([...value].map(([name, each]) => [name, text.read(each, `${param}[${name}]`) ?? '']));
  },
};
const UPDATED = { ...expandable, evidence, metadata, submit: flag, ...ignoring('intended_submission_method') };

async function updateDispute(work: Work, params: ReadAll<typeof UPDATED>, id: string): Promise<Stripe.Dispute> {
  const { data } = await lock(work, 'dispute', id);
  if (params.evidence !== undefined && !data.status.endsWith('needs_response')) {
    throw invalid('This dispute does not take evidence any more.', 'evidence');
  }
  const isSubmitted = params.evidence !== undefined && params.submit !== false;
  const details = data.evidence_details;
  const status = data.status === 'warning_needs_response' ? 'warning_under_review' : 'under_review';
  const updated = await save(work, {
    ...data,
    evidence: { ...data.evidence, ...params.evidence },
    evidence_details: isSubmitted
      ? { ...details, has_evidence: true, submission_count: details.submission_count + 1 }
      : { ...details, has_evidence: details.has_evidence || params.evidence !== undefined },
    metadata: mergeMetadata(data.metadata, params.metadata),
    status: isSubmitted ? status : data.status,
  });
  await emit(work, 'charge.dispute.updated', updated);
  const word = params.evidence?.['uncategorized_text'];
  if (!isSubmitted || (word !== 'winning_evidence' && word !== 'losing_evidence')) return updated;
  return closeDispute(work, id, word === 'winning_evidence');
}

/** `/v1/disputes`. */
export const disputeRoutes: readonly Route[] = [
  route('GET', '/v1/disputes', { ...dated, charge: text, payment_intent: text }, (work, params) => {
    const { charge, payment_intent } = params;
    return listPage(work, 'dispute', '/v1/disputes', params, { charge, payment_intent });
  }),
  retrieval('dispute', '/v1/disputes'),
  route('POST', '/v1/disputes/:id', UPDATED, (work, params, id = '') => updateDispute(work, params, id), true),
  route('POST', '/v1/disputes/:id/close', expandable, (work, _params, id = '') => closeDispute(work, id, false), true),
];
