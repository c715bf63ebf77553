/** What happened, and what to do about it. */
export interface FailureWords {
  /** What happened, and what became of the money. */
  readonly what: string;
  readonly cure: string;
  /** How far the payment came, in a word or two. */
  readonly step: string;
}

/** A failure as it is kept here: where nothing else is said, the card was declined. */
interface Failure {
  readonly what: string;
  readonly cure: string;
  readonly step?: string;
  /** Where there is something else to say of it than that nothing was charged. */
  readonly money?: string;
  /** Whether the same card may do when it is tried again. */
  readonly mayTryAgain?: boolean;
}

const NOT_CONFIRMED = 'Not confirmed';
const TAKEN_BACK = 'Taken back';

const OTHER_CARD = 'Pay with another card, or by bank transfer.';
const ASK_BANK = 'Ask your bank why, pay with another card, or by bank transfer.';

/** The provider's codes, and ours, in words. Codes that are not here get the words of `card_declined`. */
const FAILURES: Readonly<Record<string, Failure>> = {
  card_declined: { what: 'Your bank declined the card without saying why.', cure: ASK_BANK },
  generic_decline: { what: 'Your bank declined the card without saying why.', cure: ASK_BANK },
  do_not_honor: { what: 'Your bank declined the card without saying why.', cure: ASK_BANK },
  insufficient_funds: { what: 'The card does not have enough money for this amount.', cure: OTHER_CARD },
  expired_card: { what: 'The card has expired.', cure: 'Add the new card, or pay another way.' },
  incorrect_cvc: { what: 'The security code of the card is wrong.', cure: 'Add the card again with the right code.' },
  incorrect_number: { what: 'The number of the card is wrong.', cure: 'Add the card again with the right number.' },
  processing_error: {
    what: 'Something went wrong at the card provider while it charged the card.',
    cure: 'Try the same card again in a minute, or pay another way.',
    mayTryAgain: true,
  },
  lost_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  stolen_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  pickup_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  card_velocity_exceeded: { what: 'The card has reached its limit.', cure: OTHER_CARD },
  fraudulent: { what: 'The payment was stopped as a precaution.', cure: ASK_BANK },
  authentication_required: {
    what: 'Your bank wants you to confirm the payment, and it was not confirmed.',
    cure: 'Pay again and confirm on the page of your bank.',
    step: NOT_CONFIRMED,
    mayTryAgain: true,
  },
  payment_intent_authentication_failure: {
    what: 'Your bank could not confirm that it is you who pays.',
    cure: 'Pay again and confirm on the page of your bank, or pay with another card.',
    step: NOT_CONFIRMED,
    mayTryAgain: true,
  },
  abandoned: {
    what: 'The page of your bank was left before the payment was confirmed.',
    cure: 'Pay again and confirm there, or pay another way.',
    step: NOT_CONFIRMED,
    mayTryAgain: true,
  },
  'never-charged': {
    what: 'The card provider never received the payment.',
    cure: 'Pay again.',
    step: 'Not received',
    mayTryAgain: true,
  },
  refund: {
    what: 'The payment was refunded before it cleared.',
    cure: 'What you owe stayed as it was. Pay it again, with this card or another.',
    step: TAKEN_BACK,
    money: 'The money went back to your card.',
    mayTryAgain: true,
  },
  dispute: {
    what: 'The holder of the card disputed the payment at the bank before it cleared.',
    cure: 'What you owe stayed as it was. Pay with another card, or by bank transfer.',
    step: TAKEN_BACK,
    money: 'The bank took the money back.',
  },
};

const UNKNOWN: Failure = { what: 'The card was declined.', cure: ASK_BANK };

function failureOf(code: string | null): Failure {
  return FAILURES[code ?? ''] ?? UNKNOWN;
}

/**
 * Why a payment failed, in words, and the cure.
 * @example failureWords("insufficient_funds").what // "The card does not have enough money for this amount. Nothing was charged."
 */
export function failureWords(code: string | null): FailureWords {
  const { what, cure, step = 'Declined', money = 'Nothing was charged.' } = failureOf(code);
  return { what: `${what} ${money}`, cure, step };
}

/** Whether a payment had been captured and was taken back before it cleared (R8.6). */
export function wasTakenBack(code: string | null): boolean {
  return failureOf(code).step === TAKEN_BACK;
}

/** Whether the card that failed may be offered again. */
export function mayTryAgain(code: string | null): boolean {
  return failureOf(code).mayTryAgain ?? false;
}
