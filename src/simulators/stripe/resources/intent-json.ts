import type Stripe from 'stripe';
import { cardOf, type Decline, type TestCard } from '../cards/catalogue';
import { idOf, type Kept } from '../store/objects';
import type { Work } from '../store/work';
import { invalid, type RefusalBody } from '../wire/errors';

/** The bank wants to see its customer, and she is not there. */
export const NEEDS_CUSTOMER: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};

/** Where the bank's page is. */
export function bankPage(
  work: Work,
  kind: 'payment_intent' | 'setup_intent',
  id: string,
  secret: string | null,
): string {
  const query = new URLSearchParams({ [kind]: id, [`${kind}_client_secret`]: secret ?? '' });
  return `${work.origin}/3d_secure_2/hosted?${query}`;
}

/** `next_action` of an intent that waits for the bank's page; without a way back Stripe leaves it to its script in the page. */
export function nextAction(url: string, returnUrl: string | null): Stripe.PaymentIntent.NextAction {
  const action =
    returnUrl === null
      ? {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: url },
        }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  return action as Stripe.PaymentIntent.NextAction;
}

/** What is said of a refusal in an intent and in the answer. */
export function refusalOf(
  decline: Decline,
  method: Stripe.PaymentMethod | null,
  charge: string | null = null,
): RefusalBody {
  const { code, declineCode, message } = decline;
  const param = code === 'incorrect_cvc' ? 'cvc' : code === 'expired_card' ? 'exp_month' : undefined;
  return {
    type: 'card_error',
    code,
    decline_code: declineCode,
    message,
    param,
    ...(code === 'card_declined' ? { advice_code: 'try_again_later' } : {}),
    ...(charge === null ? {} : { charge }),
    ...(method === null ? {} : { payment_method: method }),
  };
}

/** What is kept in an intent of a refusal: the answer's words, and where Stripe explains them. */
export function lastErrorOf(refusal: RefusalBody): Stripe.PaymentIntent.LastPaymentError {
  const { code } = refusal;
  const doc_url =
    code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` };
  return { ...refusal, ...doc_url } as Stripe.PaymentIntent.LastPaymentError;
}

/** True where the bank wants to see its customer before this payment. */
export function needsAuthentication(
  card: TestCard,
  isSetUp: boolean,
  { isOffSession, isAskedFor }: { readonly isOffSession: boolean; readonly isAskedFor: boolean },
): boolean {
  switch (card.authentication) {
    case 'always':
      return true;
    case 'unless-set-up':
    case 'set-up':
      return !(isOffSession && isSetUp);
    case 'on-request':
      return isAskedFor;
    case undefined:
      return false;
  }
}

/** Reads `isSetUp` and the card of a payment method. */
export function behaviourOf({ hidden }: Kept<'payment_method'>): {
  card: TestCard;
  isSetUp: boolean;
  hasCode: boolean;
} {
  return { card: cardOf(hidden), isSetUp: hidden.isSetUp === true, hasCode: hidden.hasSecurityCode === true };
}

/** A payment method that was taken away from its customer is of no use any more. */
export function requireNotDetached({ data, hidden }: Kept<'payment_method'>): void {
  if (hidden.isDetached !== true) return;
  throw invalid(
    `The PaymentMethod ${data.id} was detached from its customer and may not be used again. Attach a new one.`,
    'payment_method',
  );
}

/** A payment method of one customer does not pay for another, and one that was taken away for nobody. */
export function requireSameCustomer(kept: Kept<'payment_method'>, customer: string | null): void {
  requireNotDetached(kept);
  const method = kept.data;
  const holder = idOf(method.customer);
  if (holder === null || holder === customer) return;
  throw invalid(
    customer === null
      ? `The PaymentMethod ${method.id} is attached to a customer. Provide that customer (${holder}) with it.`
      : `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
    customer === null ? 'customer' : 'payment_method',
    customer === null ? undefined : 'resource_missing',
  );
}

/** The types of payment methods that we know of. */
export function requireCards(types: readonly string[] | undefined, param: string): void {
  const other = types?.findIndex((type) => type !== 'card') ?? -1;
  if (other < 0) return;
  throw invalid(
    `The payment method type "${types?.[other]}" is invalid. The simulator knows cards only.`,
    `${param}[${other}]`,
  );
}
