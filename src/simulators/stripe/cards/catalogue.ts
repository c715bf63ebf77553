/** How a bank says no. */
export interface Decline {
  readonly code: string;
  readonly declineCode?: string;
  readonly message: string;
}

/**
 * When the bank wants to see its customer (3-D Secure): `always`; `unless-set-up`: not for payments without the customer once the card was set
 * up; `set-up`: the same, and it counts as set up from the beginning; `on-request`: only where the request asks for it.
 */
export type Authentication = 'always' | 'unless-set-up' | 'set-up' | 'on-request';

/** One of the test cards that Stripe documents (https://docs.stripe.com/testing). */
export interface TestCard {
  /** Our name for it: what is kept in place of its number. */
  readonly key: string;
  readonly number: string;
  readonly brand: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  /** Names behind `pm_card_` and `tok_`. */
  readonly names: readonly string[];
  /** What every charge of it ends in. */
  readonly decline?: Decline;
  /** False: it cannot be attached to a customer, nor set up. */
  readonly attaches: boolean;
  readonly authentication?: Authentication;
  readonly dispute?: { readonly reason: string; readonly isInquiry: boolean };
  readonly refund?: 'slow' | 'fails';
  /** Its security code is found wrong. */
  readonly failsSecurityCode?: boolean;
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
});
const DECLINED = declined('generic_decline');
const INSUFFICIENT = declined('insufficient_funds', 'Your card has insufficient funds.');

type Traits = Partial<Omit<TestCard, 'key' | 'number' | 'names'>>;

function card(number: string, names: readonly [string, ...string[]], traits: Traits = {}): TestCard {
  const plain = { brand: 'visa', funding: 'credit', country: 'US', attaches: true } as const;
  return { ...plain, ...traits, key: names[0], number, names };
}

/** A card that is refused wherever it is used; so it is never saved. */
function refused(number: string, names: readonly [string, ...string[]], decline: Decline): TestCard {
  return card(number, names, { decline, attaches: false });
}

const SUCCEEDING: readonly TestCard[] = [
  card('4242424242424242', ['visa', 'us', 'bypassPendingVisa', 'riskLevelElevated', 'avsUnchecked']),
  card('4000056655665556', ['visa_debit'], { funding: 'debit' }),
  card('5555555555554444', ['mastercard'], { brand: 'mastercard' }),
  card('2223003122003222', ['mastercard_2_series'], { brand: 'mastercard' }),
  card('5200828282828210', ['mastercard_debit'], { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', ['mastercard_prepaid'], { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', ['amex', 'amex_threeDSecureNotSupported'], { brand: 'amex' }),
  card('371449635398431', ['amex_2'], { brand: 'amex' }),
  card('6011111111111117', ['discover'], { brand: 'discover' }),
  card('6011000990139424', ['discover_2'], { brand: 'discover' }),
  card('6011981111111113', ['discover_debit'], { brand: 'discover', funding: 'debit' }),
  card('3056930009020004', ['diners'], { brand: 'diners' }),
  card('36227206271667', ['diners_14_digits'], { brand: 'diners' }),
  card('3566002020360505', ['jcb'], { brand: 'jcb' }),
  card('6200000000000005', ['unionpay'], { brand: 'unionpay' }),
  card('6200000000000047', ['unionpay_debit'], { brand: 'unionpay', funding: 'debit' }),
  card('6205500000000000004', ['unionpay_19_digits'], { brand: 'unionpay' }),
  card('4000000000000077', ['bypassPending']),
  card('4000000000000101', ['cvcCheckFail'], { failsSecurityCode: true }),
  card('4000000760000002', ['br'], { country: 'BR' }),
  card('4000001240000000', ['ca'], { country: 'CA' }),
  card('4000004840008001', ['mx'], { country: 'MX' }),
  card('4000002760000016', ['de'], { country: 'DE' }),
  card('4000002500000003', ['fr'], { country: 'FR' }),
  card('4000008260000000', ['gb'], { country: 'GB' }),
  card('4000000360000006', ['au'], { country: 'AU' }),
  card('4000003560000008', ['in'], { country: 'IN' }),
  card('4000003920000003', ['jp'], { country: 'JP' }),
  card('4000007020000003', ['sg'], { country: 'SG' }),
];

const DECLINING: readonly TestCard[] = [
  refused('4000000000000002', ['visa_chargeDeclined', 'chargeDeclined'], DECLINED),
  refused(
    '4000000000009995',
    [
      'visa_chargeDeclinedInsufficientFunds',
      'chargeDeclinedInsufficientFunds',
      'visa_debit_chargeDeclinedInsufficientFunds',
    ],
    INSUFFICIENT,
  ),
  refused('4000000000009987', ['visa_chargeDeclinedLostCard', 'chargeDeclinedLostCard'], declined('lost_card')),
  refused('4000000000009979', ['visa_chargeDeclinedStolenCard', 'chargeDeclinedStolenCard'], declined('stolen_card')),
  refused('4000000000000069', ['chargeDeclinedExpiredCard', 'visa_chargeDeclinedExpiredCard'], {
    code: 'expired_card',
    message: 'Your card has expired.',
  }),
  refused('4000000000000127', ['chargeDeclinedIncorrectCvc', 'visa_chargeDeclinedIncorrectCvc'], {
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  }),
  refused('4000000000000119', ['chargeDeclinedProcessingError', 'visa_chargeDeclinedProcessingError'], {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
  refused(
    '4000000000006975',
    ['visa_chargeDeclinedVelocityLimitExceeded', 'chargeDeclinedVelocityLimitExceeded'],
    declined(
      'card_velocity_exceeded',
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    ),
  ),
  refused(
    '4100000000000019',
    ['chargeDeclinedFraudulent', 'visa_chargeDeclinedFraudulent', 'radarBlock'],
    declined('fraudulent'),
  ),
  refused('4000000000004954', ['riskLevelHighest'], declined('fraudulent')),
];

const AUTHENTICATING: readonly TestCard[] = [
  card('4000000000003220', ['threeDSecure2Required', 'threeDSecureRequired'], {
    authentication: 'always',
    country: 'IE',
  }),
  card('4000008400000027', ['threeDSecureRequired_us'], { authentication: 'always' }),
  card('4000002760003184', ['authenticationRequired'], { authentication: 'always', country: 'DE' }),
  card('4000002500003155', ['authenticationRequiredOnSetup'], { authentication: 'unless-set-up', country: 'FR' }),
  card('4000003800000446', ['authenticationRequiredSetupForOffSession'], { authentication: 'set-up', country: 'IT' }),
  card('4000008260003178', ['authenticationRequiredChargeDeclinedInsufficientFunds'], {
    authentication: 'always',
    country: 'GB',
    decline: INSUFFICIENT,
  }),
  card('4000008400001629', ['threeDSecureRequiredChargeDeclined'], { authentication: 'always', decline: DECLINED }),
  card('4000008400001280', ['threeDSecureRequiredProcessingError'], { decline: DECLINED, attaches: false }),
  card('4000000000003055', ['threeDSecureOptional'], { authentication: 'on-request' }),
  card('4000000000003097', ['threeDSecureOptionalProcessingError']),
];

const LATER: readonly TestCard[] = [
  card('4000000000000341', ['chargeCustomerFail', 'visa_chargeCustomerFail'], { decline: DECLINED }),
  card('4000000000000259', ['createDispute'], { dispute: { reason: 'fraudulent', isInquiry: false } }),
  card('4000000000002685', ['createDisputeProductNotReceived'], {
    dispute: { reason: 'product_not_received', isInquiry: false },
  }),
  card('4000000000001976', ['createDisputeInquiry'], { dispute: { reason: 'fraudulent', isInquiry: true } }),
  card('4000000000007726', ['pendingRefund', 'refundPending'], { refund: 'slow' }),
  card('4000000000005126', ['refundFail'], { refund: 'fails' }),
];

/** Every test card that is accepted, in the order in which people look for them. */
export const TEST_CARDS: readonly TestCard[] = [...SUCCEEDING, ...DECLINING, ...AUTHENTICATING, ...LATER];

const byNumber = new Map(TEST_CARDS.map((each) => [each.number, each]));
const byKey = new Map(TEST_CARDS.map((each) => [each.key, each]));
const byName = new Map(TEST_CARDS.flatMap((each) => each.names.map((name) => [name, each] as const)));

/** The test card with this number, digits only; undefined for every other number there is. */
export function findByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** The test card that `pm_card_visa` or `tok_visa` names. */
export function findByName(id: string): TestCard | undefined {
  const name = /^(?:pm_card_|tok_)(?:card_)?(.+)$/.exec(id)?.[1];
  return name === undefined ? undefined : byName.get(name);
}

/** The test card of a payment method that was kept. */
export function cardOf(hidden: { readonly card?: string }): TestCard {
  const found = byKey.get(hidden.card ?? '');
  if (found === undefined) throw new Error(`A payment method of the test card "${hidden.card}", which is none`);
  return found;
}
