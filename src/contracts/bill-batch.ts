import { z } from 'zod';
import type { Currency } from '@/domain/money/money';
import type { BillStatus } from './bill';

/** Shape of a batch's id in an address. */
export const batchIdSchema = z.string().regex(/^bat_\w{1,40}$/);

/** One shop of a batch of bills; amounts as decimal strings. */
export interface BatchItemDto {
  readonly shop: string;
  readonly shopName: string;
  /** Null where no bill could be made; then `refusal` says why. */
  readonly bill: string | null;
  /** Why nothing was charged for it, in a sentence. */
  readonly refusal: string | null;
  /** What its bill asks for, or what was paid. */
  readonly amount: string | null;
  readonly status: BillStatus | null;
  readonly needsAction: boolean;
  /** Asked for, and not carried out yet. */
  readonly isWaiting: boolean;
  readonly isPayable: boolean;
  readonly failureCode: string | null;
  /** Where the payer's bank waits for this bill. */
  readonly actionUrl: string | null;
}

/** Bills of several shops that are paid by one confirmation. */
export interface BatchDto {
  readonly id: string;
  readonly currency: Currency;
  readonly items: readonly BatchItemDto[];
  /** What can be charged now; what was paid; what is being charged. */
  readonly payable: string;
  readonly paid: string;
  readonly underWay: string;
  /** Whether something changes without anybody doing anything. */
  readonly isMoving: boolean;
  /** Changes whenever something of it does. */
  readonly version: string;
}

/** What can be paid of one shop, before there is a bill. */
export interface PayableShopDto {
  readonly shop: string;
  readonly shopName: string;
  readonly owed: string;
  /** What no bill asks for yet. */
  readonly billable: string;
}

/** What can be paid of some shops in one go: of one currency. */
export interface PayableGroupDto {
  readonly currency: Currency;
  readonly shops: readonly PayableShopDto[];
  readonly total: string;
}
