/** What happened, and what to do about it. */
export interface FailureWords {
  readonly what: string;
  readonly cure: string;
}

const OTHER_CARD = 'Pay with another card, or by bank transfer.';
const ASK_BANK = 'Ask your bank why, pay with another card, or by bank transfer.';

/** The provider's codes, and ours, in words. Codes that are not here get the words of `card_declined`. */
const WORDS: Readonly<Record<string, FailureWords>> = {
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
  },
  lost_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  stolen_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  pickup_card: { what: 'Your bank does not accept this card any more.', cure: OTHER_CARD },
  card_velocity_exceeded: { what: 'The card has reached its limit.', cure: OTHER_CARD },
  fraudulent: { what: 'The payment was stopped as a precaution.', cure: ASK_BANK },
  authentication_required: {
    what: 'Your bank wants you to confirm the payment, and it was not confirmed.',
    cure: 'Pay again and confirm on the page of your bank.',
  },
  payment_intent_authentication_failure: {
    what: 'Your bank could not confirm that it is you who pays.',
    cure: 'Pay again and confirm on the page of your bank, or pay with another card.',
  },
  abandoned: {
    what: 'The page of your bank was left before the payment was confirmed.',
    cure: 'Pay again and confirm there, or pay another way.',
  },
  'never-charged': {
    what: 'The card provider never received the payment.',
    cure: 'Pay again.',
  },
  refund: { what: 'The payment was refunded to the card before it cleared.', cure: 'Pay again if you still owe.' },
  dispute: { what: 'The payment was disputed at your bank before it cleared.', cure: 'Pay again if you still owe.' },
};

const UNKNOWN: FailureWords = { what: 'The card was declined.', cure: ASK_BANK };

/**
 * Why a payment failed, in words, and the cure.
 * @example failureWords("insufficient_funds").what // "The card does not have enough money for this amount."
 */
export function failureWords(code: string | null): FailureWords {
  return WORDS[code ?? ''] ?? UNKNOWN;
}
