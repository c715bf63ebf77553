import 'server-only';
import type { Currency, Minor } from '@/domain/money/money';

/** A saved card, as far as anybody of ours ever sees it. */
export interface SavedCard {
  /** The provider's id, `pm_...`. */
  readonly id: string;
  /** `visa`, `mastercard`, ... in the provider's words. */
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
}

/** One attempt to charge a saved card. */
export interface CardCharge {
  /** Our payment's id: the idempotency key, so that asking again never charges again. */
  readonly payment: string;
  readonly bill: string;
  readonly shop: string;
  readonly customer: string;
  readonly card: string;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Where the bank's page sends the browser back to. */
  readonly returnUrl: string;
}

/**
 * What the provider says of a charge. `unknown`: it did not answer, or not clearly; it may have charged, so it is asked again and never
 * shown as failed (R8.2).
 */
export type ChargeOutcome =
  | { readonly kind: 'captured'; readonly ref: string; readonly amount: Minor }
  | { readonly kind: 'requires-action'; readonly ref: string; readonly url: string }
  | { readonly kind: 'processing'; readonly ref: string }
  | { readonly kind: 'failed'; readonly ref: string | null; readonly code: string }
  | { readonly kind: 'unknown' };

/** What the provider tells by itself: the truth of a charge, or that money of it was taken back. */
export type CardEvent =
  | { readonly kind: 'charge'; readonly payment: string; readonly outcome: ChargeOutcome }
  | {
      readonly kind: 'reversed';
      readonly ref: string;
      readonly amount: Minor;
      readonly reason: 'refund' | 'dispute';
      /** The provider's id of the refund or dispute: the same one again has no effect. */
      readonly id: string;
    };

/** An event whose signature is right. */
export interface SignedCardEvent {
  /** The provider's id: the same event may come again. */
  readonly id: string;
  /** The provider's word for it, such as `payment_intent.succeeded`. */
  readonly type: string;
  /**
   * What there is to learn from it, in the order to record it; empty for events that are none of ours. Asks the provider where the event may
   * have been overtaken. @throws CardProviderError where the provider does not answer
   */
  readonly tell: () => Promise<readonly CardEvent[]>;
}

/** Money that moved at the provider, from its own ledger. */
export interface CardMovement {
  /** The provider's id of the entry. */
  readonly id: string;
  /** A charge was captured, refunded or disputed, or money that had gone back came again (a dispute won, a refund that failed). */
  readonly kind: 'captured' | 'refunded' | 'disputed' | 'given-back';
  /** The provider's id of the payment; null where it names none. */
  readonly ref: string | null;
  /** Of the refund or dispute; of a capture the charge. */
  readonly source: string;
  /** What we wrote on the payment when we asked for it. Null where it is none of ours, and of what is no capture. */
  readonly payment: string | null;
  readonly bill: string | null;
  readonly shop: string | null;
  /** Above zero. */
  readonly amount: Minor;
  readonly currency: string;
  /** A refund that has not arrived yet. */
  readonly isPending: boolean;
}

/** The provider did not answer, or refused what no person can mend. Nothing that was asked may be taken for done. */
export class CardProviderError extends Error {
  override readonly name = 'CardProviderError';
}

/**
 * Whether an error is a CardProviderError. By name: the gateway lives on the process, and a bundle that asks may hold a class of its own.
 */
export function isCardProviderError(error: unknown): error is CardProviderError {
  return error instanceof Error && error.name === 'CardProviderError';
}

/** The port to the card provider. One file implements it, over the official SDK; the simulator stands behind the same file. */
export interface CardGateway {
  /** Makes the provider's customer of a seller. The same `key` again, within a day, gives the same one. @throws CardProviderError */
  readonly createCustomer: (seller: {
    readonly id: string;
    readonly name: string;
    readonly key: string;
  }) => Promise<string>;
  /** A hosted page on which a card is bound; returns its address. @throws CardProviderError */
  readonly startCardBinding: (input: {
    readonly customer: string;
    /** The provider puts the binding's id where this says `{CHECKOUT_SESSION_ID}`. */
    readonly successUrl: string;
    readonly cancelUrl: string;
  }) => Promise<string>;
  /** The card that a hosted page bound, and to whom; null where it bound none, or where there was no such page. @throws CardProviderError */
  readonly readCardBinding: (session: string) => Promise<{ readonly customer: string; readonly card: string } | null>;
  /** The customer's cards, newest first. @throws CardProviderError */
  readonly listCards: (customer: string) => Promise<readonly SavedCard[]>;
  /** Forgets a card; one that is not the customer's is left alone. @throws CardProviderError */
  readonly removeCard: (customer: string, card: string) => Promise<void>;
  readonly charge: (charge: CardCharge) => Promise<ChargeOutcome>;
  /** Asks what became of a charge: by the provider's id, or where none was learnt by charging again under the same key. */
  readonly askAgain: (charge: CardCharge, ref: string | null) => Promise<ChargeOutcome>;
  /** Looks for a charge of which no id was learnt, without charging; null where the provider never got it. */
  readonly findCharge: (charge: Pick<CardCharge, 'payment' | 'customer'>) => Promise<ChargeOutcome | null>;
  /**
   * Gives up a charge that waits for the bank's page and was left: afterwards it can no longer capture, and says so; or it already had.
   */
  readonly giveUp: (ref: string) => Promise<ChargeOutcome>;
  /**
   * Verifies the signature of an event (either secret, at most five minutes old by the machine's clock).
   * @param payload the body as it came, byte for byte
   * @returns null where it is forged, old or unreadable
   */
  readonly readEvent: (payload: string, signature: string) => SignedCardEvent | null;
  /**
   * Everything that moved in a time, all of it or nothing.
   * @param time seconds since 1970, the second one not included
   * @throws CardProviderError where the provider does not answer, also in the middle
   */
  readonly listMovements: (time: { readonly from: number; readonly until: number }) => Promise<readonly CardMovement[]>;
  /**
   * What of a payment was captured (`pi_...`), or what a refund (`re_...`) or dispute took, whenever that was; null where it took nothing, or
   * where the provider has no such thing. @throws CardProviderError where the provider does not answer
   */
  readonly findMovement: (id: string) => Promise<{ readonly amount: Minor; readonly currency: string } | null>;
}
