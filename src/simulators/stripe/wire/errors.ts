import type Stripe from 'stripe';

/** The kinds of refusal that Stripe knows. */
export type RefusalType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The `error` of an answer, in Stripe's own words. */
export interface RefusalBody {
  readonly type: RefusalType;
  readonly message: string;
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
  readonly param?: string | undefined;
  readonly advice_code?: string | undefined;
  readonly charge?: string | undefined;
  readonly payment_intent?: Stripe.PaymentIntent | undefined;
  readonly payment_method?: Stripe.PaymentMethod | undefined;
  readonly setup_intent?: Stripe.SetupIntent | undefined;
}

/** A request that is refused; whatever it had changed is rolled back. Declines that change something are answers, not this. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, body: RefusalBody) {
    super(body.message);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}

/** The answer's JSON of a refusal. */
export function refusalJson(body: RefusalBody): { readonly error: RefusalBody & { readonly doc_url?: string } } {
  const { code } = body;
  // Only Stripe's documented codes have a page there.
  if (code === undefined) return { error: body };
  return { error: { ...body, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` } };
}

/** A parameter that is wrong, 400. */
export function invalid(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, { type: 'invalid_request_error', message, param, code });
}

/** A parameter that has to be there, 400 `parameter_missing`. */
export function missing(param: string): Refusal {
  return invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
}

const WORDS: Readonly<Record<string, string>> = {
  customer: 'customer',
  payment_method: 'PaymentMethod',
  payment_intent: 'payment_intent',
  setup_intent: 'setupintent',
  charge: 'charge',
  refund: 'refund',
  dispute: 'dispute',
  event: 'event',
  balance_transaction: 'balance transaction',
  'checkout.session': 'checkout.session',
};

/** No such object: 404 where the address names it, 400 where a parameter does. */
export function noSuch(kind: string, id: string, param = 'id'): Refusal {
  // Stripe calls the intent of an address "intent".
  return new Refusal(param === 'id' || param === 'intent' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${WORDS[kind] ?? kind}: '${id}'`,
    param,
  });
}
