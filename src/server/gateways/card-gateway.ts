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

/** What the provider tells by itself, read from a signed event. */
export type CardEvent =
  | { readonly kind: 'charge'; readonly payment: string; readonly outcome: ChargeOutcome }
  | {
      readonly kind: 'reversed';
      readonly ref: string;
      readonly amount: Minor;
      readonly reason: 'refund' | 'dispute';
      /** The provider's id of the refund or dispute: the same one again has no effect. */
      readonly id: string;
    }
  | { readonly kind: 'other' };

/** The port to the card provider. One file implements it, over the official SDK; the simulator stands behind the same file. */
export interface CardGateway {
  readonly createCustomer: (seller: { readonly id: string; readonly name: string }) => Promise<string>;
  /** A hosted page on which a card is bound; returns its address. */
  readonly startCardBinding: (input: {
    readonly customer: string;
    readonly successUrl: string;
    readonly cancelUrl: string;
  }) => Promise<string>;
  readonly listCards: (customer: string) => Promise<readonly SavedCard[]>;
  readonly removeCard: (customer: string, card: string) => Promise<void>;
  readonly charge: (charge: CardCharge) => Promise<ChargeOutcome>;
  /** Asks what became of a charge: by the provider's id, or where none was learnt by charging again under the same key. */
  readonly askAgain: (charge: CardCharge, ref: string | null) => Promise<ChargeOutcome>;
  /**
   * Gives up a charge that waits for the bank's page and was left: afterwards it can no longer capture, and says so; or it already had.
   */
  readonly giveUp: (ref: string) => Promise<ChargeOutcome>;
  /** Verifies the signature (either secret, five minutes) and reads the event; null where it is forged, old or unreadable. */
  readonly readEvent: (
    payload: string,
    signature: string,
  ) => Promise<{ readonly id: string; readonly type: string; readonly event: CardEvent } | null>;
}
