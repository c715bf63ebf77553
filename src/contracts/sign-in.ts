import { z } from 'zod';
import type { Currency } from '@/domain/money/money';
import { keptText } from './kept-text';
import type { OpsRole, SellerRole } from './permissions';

/** What is worth saying about a shop in one word. */
export type ShopStateWord =
  | 'closed'
  | 'negative'
  | 'frozen'
  | 'payout-failed'
  | 'level-0'
  | 'introductory'
  | 'inactive';

interface WorstShop {
  /** Decimal string; null for a person who may see no money. */
  readonly available: string | null;
  readonly currency: Currency;
  readonly states: readonly ShopStateWord[];
}

/** A person whom the demo lets anybody be, with the worst of their shops. */
export interface DemoPersonDto extends WorstShop {
  readonly key: string;
  readonly name: string;
  readonly role: SellerRole;
  readonly seller: string;
  readonly shopCount: number;
  readonly frozenCount: number;
  readonly inactiveCount: number;
}

/** One of the marketplace's people, whom the demo lets anybody be. */
export interface DemoOpsDto {
  readonly key: string;
  readonly name: string;
  readonly role: OpsRole;
}

/** A shop that was imported and has no people: in the demo it may be looked at itself. */
export interface ImportedShopDto extends WorstShop {
  readonly key: string;
  readonly externalId: string;
  readonly name: string;
}

export interface DemoPeopleDto {
  readonly people: readonly DemoPersonDto[];
  readonly ops: readonly DemoOpsDto[];
  readonly imported: readonly ImportedShopDto[];
  /** Of all imported shops. */
  readonly importedCount: number;
}

/** Search parameters of the sign-in page. */
export const signInSearchSchema = z.object({
  shop: keptText().trim().max(120).catch(''),
  /** What happened before: a password was set, or a sign-in has to begin again. */
  notice: z.enum(['password-set', 'start-again']).nullable().catch(null),
});

export type SignInNotice = NonNullable<z.output<typeof signInSearchSchema>['notice']>;

/** Search parameters of the second step. */
export const secondStepSearchSchema = z.object({ with: z.enum(['code', 'recovery-code']).catch('code') });

/** Search parameters of the page to which a mailed link leads. */
export const resetSearchSchema = z.object({ token: keptText().max(200).catch('') });
