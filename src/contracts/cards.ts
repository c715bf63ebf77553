/** How long a card still lasts: `expires-soon` in the last month that is printed on it and the one before. */
export type CardExpiry = 'valid' | 'expires-soon' | 'expired';

/** A saved card, as far as anybody of ours ever sees it. */
export interface SavedCardDto {
  /** The provider's id, `pm_...`. */
  readonly id: string;
  /** `visa`, `mastercard`, ... in the provider's words. */
  readonly brand: string;
  readonly last4: string;
  /** 1 to 12. */
  readonly expMonth: number;
  /** Four digits. */
  readonly expYear: number;
  readonly expiry: CardExpiry;
  /** Whether it is offered first. */
  readonly isDefault: boolean;
}

/** A seller's cards. Where the provider does not answer none are known, which is not the same as none saved. */
export interface SavedCardsDto {
  readonly isAvailable: boolean;
  /** The default first, then the newest. */
  readonly cards: readonly SavedCardDto[];
}
