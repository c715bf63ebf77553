import { z } from 'zod';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { PayoutStatus } from '@/domain/payout/payout';
import { OPS_MARKETPLACES } from './ops-shops';
import { shopIdSchema } from './portfolio';
import { dayParam, wordsParam } from './search-params';
import { typedAmount } from './typed-amount';

export const OPS_PAYOUT_STATUSES = [
  'failed',
  'returned',
  'processing',
  'paid',
] as const satisfies readonly PayoutStatus[];

/** How many payouts a page has. */
export const OPS_PAYOUTS_A_PAGE = 50;

/** Filters of the payouts of every shop, as they stand in the URL. */
export const opsPayoutsSearchSchema = z.object({
  /** A payout's trace or file reference, an order, a bill, "shop/statement"; else a part of the shop's or seller's name. */
  q: wordsParam,
  status: z.enum(OPS_PAYOUT_STATUSES).optional().catch(undefined),
  from: dayParam,
  to: dayParam,
  min: typedAmount,
  max: typedAmount,
  shop: shopIdSchema.optional().catch(undefined),
  marketplace: z.enum(OPS_MARKETPLACES).optional().catch(undefined),
  /** Keyset: "wrong~2026-03-11~12~45": those that went wrong come first. */
  after: z
    .string()
    .regex(/^(wrong|other)~\d{4}-\d{2}-\d{2}~\d{1,9}~\d{1,9}$/)
    .refine((text) => isPlainDate(text.slice('wrong~'.length, 'wrong~'.length + 10)))
    .optional()
    .catch(undefined),
  /** The payout that is opened in the list: "ivy-prints/12". */
  open: z
    .string()
    .max(140)
    .regex(/^.+\/\d{1,9}$/)
    .optional()
    .catch(undefined),
});

export type OpsPayoutsSearch = z.infer<typeof opsPayoutsSearchSchema>;

/** A payout of any shop; money as decimal strings. */
export interface OpsPayoutRowDto {
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly status: PayoutStatus;
  readonly amount: string;
  readonly last4: string;
  readonly statementCount: number;
  readonly settledOn: PlainDate | null;
  readonly code: string | null;
  /** Whether its shop's account has still to be confirmed or changed (R7.5). */
  readonly isBlocked: boolean;
  readonly shop: {
    readonly externalId: string;
    readonly name: string;
    readonly currency: string;
    readonly marketplace: string;
  };
}

/** A page of the list. */
export interface OpsPayoutsPageDto {
  readonly rows: readonly OpsPayoutRowDto[];
  readonly next: string | null;
}
