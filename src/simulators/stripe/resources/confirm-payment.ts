import type Stripe from 'stripe';
import type { Decline } from '../cards/catalogue';
import { emit } from '../events/emit';
import { Declined } from '../http/route';
import { idOf, type Kept, lock, save } from '../store/objects';
import { schedule } from '../store/tasks';
import type { Work } from '../store/work';
import { invalid, Refusal, refusalJson } from '../wire/errors';
import { fields, flag, ignored, ignoring, oneOf, type ReadAll, text } from '../wire/params';
import { declineOf, makeCharge } from './charge-card';
import {
  bankPage,
  behaviourOf,
  lastErrorOf,
  NEEDS_CUSTOMER,
  needsAuthentication,
  nextAction,
  refusalOf,
  requireSameCustomer,
} from './intent-json';
import { attach } from './payment-methods';

const methodOptions = fields({
  card: fields({
    request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
    ...ignoring('capture_method', 'cvc_token', 'installments', 'mandate_options', 'network', 'setup_future_usage'),
    ...ignoring('moto', 'request_extended_authorization', 'request_incremental_authorization', 'request_multicapture'),
    ...ignoring(
      'request_overcapture',
      'require_cvc_recollection',
      'statement_descriptor_suffix_kana',
      'three_d_secure',
    ),
  }),
});

/** What says how a payment is to be confirmed. */
export const confirmParams = {
  off_session: {
    read: (value: unknown) => value === 'true' || value === 'one_off' || value === 'recurring' || undefined,
  },
  return_url: text,
  error_on_requires_action: flag,
  payment_method_options: methodOptions,
  use_stripe_sdk: flag,
  mandate: ignored,
  mandate_data: ignored,
  radar_options: ignored,
};

/** What a confirmation may say besides. */
export type Confirmation = Partial<ReadAll<typeof confirmParams>> & {
  readonly capture_method?: Stripe.PaymentIntent.CaptureMethod | undefined;
  readonly setup_future_usage?: 'off_session' | 'on_session' | undefined;
};

/** @throws Refusal 400 `payment_intent_unexpected_state` */
export function requireState(
  intent: Stripe.PaymentIntent,
  states: readonly Stripe.PaymentIntent.Status[],
  verb: 'cancel' | 'capture' | 'confirm' | 'update',
): void {
  if (states.includes(intent.status)) return;
  const names = states.length === 1 ? states[0] : `${states.slice(0, -1).join(', ')}, or ${states.at(-1)}`;
  throw new Refusal(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${verb === 'cancel' ? 'canceled' : `${verb}${verb.endsWith('e') ? 'd' : verb === 'confirm' ? 'ed' : 'd'}`}: ${names}.`,
    payment_intent: intent,
  });
}

/** A refusal of a payment: it stays, without its card, and can be tried with another one. */
async function decline(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  why: Decline,
  charge: string | null,
): Promise<Declined> {
  const refusal = refusalOf(why, method, charge);
  const failed = await save(work, {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: lastErrorOf(refusal),
    latest_charge: charge ?? intent.latest_charge,
  });
  await emit(work, 'payment_intent.payment_failed', failed);
  return new Declined(402, refusalJson({ ...refusal, payment_intent: failed }));
}

/** Charges the card of an intent, the bank having seen its customer or not wanting to. */
export async function settleIntent(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Kept<'payment_method'>,
  isAuthenticated: boolean,
): Promise<Stripe.PaymentIntent | Declined> {
  const { card, hasCode } = behaviourOf(method);
  const why = declineOf(card, hasCode);
  const isCaptured = intent.capture_method !== 'manual';
  const charge = await makeCharge(work, { intent, method, decline: why, isCaptured, isAuthenticated });
  if (why !== null) return decline(work, intent, method.data, why, charge.id);
  const done = await save(work, {
    ...intent,
    status: isCaptured ? 'succeeded' : 'requires_capture',
    amount_received: isCaptured ? intent.amount : 0,
    amount_capturable: isCaptured ? 0 : intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    processing: null,
  });
  await emit(work, isCaptured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', done);
  const customer = idOf(done.customer);
  if (done.setup_future_usage !== null && customer !== null) {
    await attach(work, method.data.id, customer, done.setup_future_usage === 'off_session');
  }
  return done;
}

async function askBank(
  work: Work,
  intent: Stripe.PaymentIntent,
  returnUrl: string | null,
): Promise<Stripe.PaymentIntent> {
  const url = bankPage(work, 'payment_intent', intent.id, intent.client_secret);
  const waiting = await save(
    work,
    { ...intent, status: 'requires_action', next_action: nextAction(url, returnUrl) },
    { returnUrl },
  );
  await emit(work, 'payment_intent.requires_action', waiting);
  return waiting;
}

async function keepProcessing(work: Work, intent: Stripe.PaymentIntent, millis: number): Promise<Stripe.PaymentIntent> {
  const waiting = await save(work, { ...intent, status: 'processing' });
  await emit(work, 'payment_intent.processing', waiting);
  await schedule(work, 'processing', intent.id, millis);
  return waiting;
}

function checkReturnUrl(intent: Stripe.PaymentIntent, params: Confirmation): string | null {
  const given = params.return_url;
  if (given !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(given))
    throw invalid('Not a valid URL', 'return_url', 'url_invalid');
  const mayRedirect = intent.automatic_payment_methods?.allow_redirects === 'always';
  if (given === undefined && mayRedirect && params.off_session !== true && params.use_stripe_sdk !== true) {
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
      'return_url',
    );
  }
  return given ?? null;
}

/**
 * Confirms a payment: the card is charged, or the bank's page is asked for.
 *
 * @returns the intent, or the refusal that it was answered with (402)
 */
export async function confirmIntent(
  work: Work,
  before: Stripe.PaymentIntent,
  params: Confirmation,
): Promise<Stripe.PaymentIntent | Declined> {
  requireState(before, ['requires_payment_method', 'requires_confirmation', 'requires_action'], 'confirm');
  const id = idOf(before.payment_method);
  if (id === null) {
    throw new Refusal(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message:
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      payment_intent: before,
    });
  }
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: 'requires_confirmation',
    next_action: null,
    capture_method: params.capture_method ?? before.capture_method,
    setup_future_usage: params.setup_future_usage ?? before.setup_future_usage,
  };
  const returnUrl = checkReturnUrl(intent, params);
  const method = await lock(work, 'payment_method', id);
  requireSameCustomer(method, idOf(intent.customer));
  const { card, isSetUp } = behaviourOf(method);
  const isOffSession = params.off_session === true;
  const asked = params.payment_method_options?.card?.request_three_d_secure;
  const isAskedFor = asked === 'any' || asked === 'challenge';
  if (needsAuthentication(card, isSetUp, { isOffSession, isAskedFor })) {
    const isRefused = isOffSession || params.error_on_requires_action === true;
    return isRefused ? decline(work, intent, method.data, NEEDS_CUSTOMER, null) : askBank(work, intent, returnUrl);
  }
  const slow = work.faults.get('processing');
  return slow === undefined ? settleIntent(work, intent, method, false) : keepProcessing(work, intent, slow.millis);
}

/** What the bank's page ends in. */
export type BankOutcome = 'complete' | 'fail' | 'cancel';

/** Ends what waits for the bank's page. Whatever was decided before stays. */
export async function endBankPage(work: Work, id: string, outcome: BankOutcome): Promise<Stripe.PaymentIntent> {
  const { data } = await lock(work, 'payment_intent', id);
  if (data.status !== 'requires_action') return data;
  const method = await lock(work, 'payment_method', idOf(data.payment_method) ?? '');
  if (outcome === 'complete') await settleIntent(work, data, method, true);
  else await decline(work, data, method.data, authenticationFailure('payment', outcome), null);
  return (await lock(work, 'payment_intent', id)).data;
}

/** Why an intent failed whose holder was not let through, or went away. */
export function authenticationFailure(what: 'payment' | 'setup', outcome: 'fail' | 'cancel'): Decline {
  const message =
    outcome === 'fail'
      ? 'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
      : 'The customer canceled the authentication of the payment method.';
  return { code: `${what}_intent_authentication_failure`, message };
}

/** Ends what the provider was still working on: the card is charged after all. */
export async function endProcessing(work: Work, id: string): Promise<void> {
  const { data } = await lock(work, 'payment_intent', id);
  if (data.status !== 'processing') return;
  await settleIntent(work, data, await lock(work, 'payment_method', idOf(data.payment_method) ?? ''), false);
}
