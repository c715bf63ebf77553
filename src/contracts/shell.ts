import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Currency } from '@/domain/money/money';
import type { LineEvent } from '@/domain/statement/statement';
import type { Role } from './permissions';

/** A shop that somebody may choose. */
export interface ShopRef {
  /** The number in the books. */
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly marketplaceName: string;
}

/** Who asks. */
export interface Actor {
  readonly person: { readonly key: string; readonly name: string };
  /** Who signed in; the same user may be a member of several sellers, and so several persons. */
  readonly userId: string;
  /** What the user signs in with; it never becomes another's. */
  readonly email: string;
  readonly sessionId: string;
  /** When the user last proved who they are in this session, by password or one-time code; of the machine's time. */
  readonly freshAt: Instant;
  readonly kind: 'seller' | 'ops';
  /** Null for a shop that was imported and belongs to no organisation yet. */
  readonly seller: { readonly id: number; readonly name: string } | null;
  /** Worst first: by what is available. */
  readonly shops: readonly ShopRef[];
  readonly role: Role;
  /** Set where somebody of the marketplace sees the seller's pages: they read what members read, and may do nothing. */
  readonly viewedBy?: SellerViewing;
}

/** Who sees a seller's pages, and until when. */
export interface SellerViewing {
  /** What they are for the marketplace. */
  readonly role: Role;
  readonly purpose: string;
  readonly until: Instant;
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

/** The amounts in the side navigation, as decimal strings. */
export interface ShellFiguresDto {
  readonly inTransit: string;
  readonly onHold: string;
  readonly reserved: string;
  /** Zero or more. */
  readonly owed: string;
  /** What of it no bill asks for yet (R8.1). */
  readonly billable: string;
}

/** The line that hurt most, of those that took a shop below zero. */
export interface CauseDto {
  readonly event: LineEvent;
  readonly order: string | null;
  /** Kind of its largest negative component. */
  readonly kind: string;
  readonly day: PlainDate;
  readonly statement: number;
  /** What the line came to, signed. */
  readonly amount: string;
  readonly isCancelled: boolean;
  /** Whether the order's settlement had been in a payout. */
  readonly wasPaidOut: boolean;
  /** How many other lines are below zero too. */
  readonly otherCount: number;
}

/** When and how a shop that owes comes above zero if it does nothing: the engine run forward on what is known. */
export interface RecoveryDto {
  /** Null if nothing that is known covers it. */
  readonly on: PlainDate | null;
  /** The one order that does it; null if there are several, or none. */
  readonly order: string | null;
  readonly event: LineEvent | null;
  /** The day on which withdrawals are frozen before that, and why. */
  readonly frozenOn: PlainDate | null;
  readonly frozenTrigger: string | null;
}

/** What bills under way ask of what is owed (R8.1). */
export interface BilledDto {
  readonly count: number;
  readonly asked: string;
  /** What no bill asks for yet. */
  readonly billable: string;
  /** Captured and not cleared, and the moment by which the last of it clears. */
  readonly clearing: string;
  readonly clearsBy: Instant | null;
}

/** What interrupts every page of a shop, the first that holds. */
export type BannerDto =
  | {
      readonly kind: 'owed';
      readonly owed: string;
      readonly cause: CauseDto | null;
      readonly recovery: RecoveryDto;
      readonly frozenSince: PlainDate | null;
      readonly billed: BilledDto;
    }
  | {
      readonly kind: 'frozen';
      readonly measure: 'freeze-withdrawals' | 'deactivate-shop' | 'suspend-promotions';
      readonly since: PlainDate;
      /** What was owed then, on which negative day in a row, and the rule that fired: "negative-days 10". */
      readonly owedThen: string;
      readonly negativeDays: number;
      readonly trigger: string;
      readonly cause: CauseDto | null;
      /** What waits behind it. */
      readonly available: string;
    }
  | {
      readonly kind: 'payout-failed';
      readonly payout: number;
      readonly amount: string;
      readonly on: PlainDate;
      readonly isReturned: boolean;
      readonly code: string;
      readonly last4: string;
      readonly holderName: string;
      readonly registeredName: string;
    }
  | { readonly kind: 'closed'; readonly on: PlainDate; readonly paysFrom: PlainDate; readonly held: string }
  | { readonly kind: 'no-bank-account'; readonly available: string };
