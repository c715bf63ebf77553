import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Currency } from '@/domain/money/money';

/** What a person may do for a seller: `customer-service` sees no money. */
export type Role = 'owner' | 'finance' | 'customer-service';

/** A shop that somebody may choose. */
export interface ShopRef {
  /** The number in the books. */
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly marketplaceName: string;
}

/** Who asks. Sellers' people only, until the ops console exists. */
export interface Actor {
  readonly person: { readonly key: string; readonly name: string };
  readonly kind: 'seller' | 'ops';
  /** Null for a shop that was imported and belongs to no organisation yet. */
  readonly seller: { readonly id: number; readonly name: string } | null;
  /** Ascending by name. */
  readonly shops: readonly ShopRef[];
  readonly role: Role;
}

/** The chosen shop, and the time that its pages go by. */
export interface ShopContext extends ShopRef {
  /** Key of the policy book. */
  readonly marketplace: string;
  readonly currency: Currency;
  /** IANA zone in which the marketplace counts its days. */
  readonly zone: string;
  readonly openedOn: PlainDate;
  /** The day on which the shop was closed for good. */
  readonly closedOn: PlainDate | null;
  /** The last day whose books are closed; null before the first close. */
  readonly closedThrough: PlainDate | null;
  /** The test clock's time in the demo, else the machine's. */
  readonly now: Instant;
  /** What pages call today: the first day that is not closed, even where the clock has run ahead of the books. */
  readonly today: PlainDate;
  /** False where days before the clock's are not closed yet. */
  readonly isUpToDate: boolean;
  readonly role: Role;
}

/** Whether a role may see amounts. @example maySeeMoney("customer-service") === false */
export function maySeeMoney(role: Role): boolean {
  return role !== 'customer-service';
}
