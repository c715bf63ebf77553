import 'server-only';

/** Something in the books that may not be. */
export interface Violation {
  /** Number of the invariant in R12, or the name of one of ours. */
  readonly invariant: string;
  /** The shop's external id. */
  readonly shop: string;
  readonly detail: string;
}

/** An invariant as one query: rows of (shop_id, detail) are violations. */
export interface Invariant {
  readonly id: string;
  readonly says: string;
  readonly sql: string;
}
