import type Stripe from 'stripe';
import type { Decline } from '../cards/catalogue';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { Declined } from '../http/route';
import { newClientSecret, newId } from '../ids';
import { idOf, insert, lock, save } from '../store/objects';
import type { Work } from '../store/work';
import { Refusal, refusalJson } from '../wire/errors';
import { mergeMetadata } from '../wire/params';
import { authenticationFailure, type BankOutcome } from './confirm-payment';
import { bankPage, behaviourOf, lastErrorOf, nextAction, refusalOf, requireSameCustomer } from './intent-json';
import { attach, takeMethod } from './payment-methods';

/** A new intent to bind a card; nothing is decided yet. */
export async function createSetup(
  work: Work,
  given: {
    readonly customer: string | null;
    readonly usage?: 'off_session' | 'on_session' | undefined;
    readonly description?: string | null | undefined;
    readonly metadata?: Readonly<Record<string, string>> | null | undefined;
    readonly method?: string | null;
    readonly types?: readonly string[] | undefined;
  },
): Promise<Stripe.SetupIntent> {
  const id = newId('seti');
  const intent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: given.types ?? null,
    application: null,
    automatic_payment_methods: given.types === undefined ? { allow_redirects: 'always', enabled: true } : null,
    cancellation_reason: null,
    client_secret: newClientSecret(id),
    created: nowSeconds(),
    customer: given.customer,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: given.method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: given.types ?? ['card'],
    single_use_mandate: null,
    status: given.method ? 'requires_confirmation' : 'requires_payment_method',
    usage: given.usage ?? 'off_session',
  };
  const made = await insert(work, 'setup_intent', intent as unknown as Stripe.SetupIntent);
  await emit(work, 'setup_intent.created', made);
  return made;
}

/** @throws Refusal 400 `setup_intent_unexpected_state` */
export function requireOpen(intent: Stripe.SetupIntent, verb: string): void {
  if (['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) return;
  throw new Refusal(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message: `You cannot ${verb} this SetupIntent because it has already ${intent.status === 'succeeded' ? 'succeeded' : 'been canceled'}.`,
    setup_intent: intent,
  });
}

async function declineSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  why: Decline,
): Promise<Declined> {
  const refusal = refusalOf(why, method);
  const failed = await save(work, {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: lastErrorOf(refusal) as Stripe.SetupIntent.LastSetupError,
  });
  await emit(work, 'setup_intent.setup_failed', failed);
  return new Declined(402, refusalJson({ ...refusal, setup_intent: failed }));
}

async function finishSetup(work: Work, intent: Stripe.SetupIntent): Promise<Stripe.SetupIntent> {
  const method = idOf(intent.payment_method) ?? '';
  const customer = idOf(intent.customer);
  if (customer !== null) await attach(work, method, customer, intent.usage === 'off_session');
  const done = await save(work, { ...intent, status: 'succeeded', next_action: null, last_setup_error: null });
  await emit(work, 'setup_intent.succeeded', done);
  return done;
}

/**
 * Binds the card of an intent: at once, or after the bank's page.
 *
 * @returns the intent, or the refusal that it was answered with (402)
 */
export async function confirmSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  returnUrl: string | null,
): Promise<Stripe.SetupIntent | Declined> {
  requireOpen(intent, 'confirm');
  const id = idOf(intent.payment_method);
  if (id === null) {
    throw new Refusal(400, {
      type: 'invalid_request_error',
      code: 'setup_intent_unexpected_state',
      message: "You cannot confirm this SetupIntent because it's missing a payment method.",
      setup_intent: intent,
    });
  }
  const method = await takeMethod(work, id);
  requireSameCustomer(method, idOf(intent.customer));
  const { card } = behaviourOf(method);
  if (!card.attaches && card.decline !== undefined) return declineSetup(work, intent, method.data, card.decline);
  if (card.authentication !== 'always' && card.authentication !== 'unless-set-up') return finishSetup(work, intent);
  const action = nextAction(bankPage(work, 'setup_intent', intent.id, intent.client_secret), returnUrl);
  const waiting = { ...intent, status: 'requires_action', next_action: action } as Stripe.SetupIntent;
  await save(work, waiting, { returnUrl });
  await emit(work, 'setup_intent.requires_action', waiting);
  return waiting;
}

/** Ends what waits for the bank's page. Whatever was decided before stays. */
export async function endSetupPage(work: Work, id: string, outcome: BankOutcome): Promise<Stripe.SetupIntent> {
  const { data } = await lock(work, 'setup_intent', id);
  if (data.status !== 'requires_action') return data;
  if (outcome === 'complete') return finishSetup(work, data);
  const method = await lock(work, 'payment_method', idOf(data.payment_method) ?? '');
  await declineSetup(work, data, method.data, authenticationFailure('setup', outcome));
  return (await lock(work, 'setup_intent', id)).data;
}
