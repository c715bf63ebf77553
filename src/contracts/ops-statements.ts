import { z } from 'zod';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { PendingReason } from '@/domain/payout/conditions';
import type { StatementKind, StatementStatus } from '@/domain/statement/statement';
import { OPS_MARKETPLACES } from './ops-shops';
import { shopIdSchema } from './portfolio';
import { dayParam, wordsParam } from './search-params';
import { PENDING_REASONS, STATEMENT_KINDS, STATEMENT_STATUSES } from './statements';
import { typedAmount } from './typed-amount';

/** What the list can be put in order by; `newest` is the way it begins. */
export const OPS_STATEMENT_SORTS = [
  'newest',
  'oldest',
  'most-owed',
  'most-open',
  'lowest-payable',
  'highest-payable',
] as const;
export type OpsStatementSort = (typeof OPS_STATEMENT_SORTS)[number];

/** How many statements a page has. */
export const OPS_STATEMENTS_A_PAGE = 50;

/** Filters and order of the statements of every shop, as they stand in the URL. */
export const opsStatementsSearchSchema = z.object({
  /** An order, a bill, a payout's reference or "shop/statement"; where it is none of these, a part of the shop's or seller's name. */
  q: wordsParam,
  status: z.enum(STATEMENT_STATUSES).optional().catch(undefined),
  reason: z.enum(PENDING_REASONS).optional().catch(undefined),
  kind: z.enum(STATEMENT_KINDS).optional().catch(undefined),
  from: dayParam,
  to: dayParam,
  /** Least and most payable, then open: decimal strings. */
  min: typedAmount,
  max: typedAmount,
  openMin: typedAmount,
  openMax: typedAmount,
  /** A shop's id, and a seller's. */
  shop: shopIdSchema.optional().catch(undefined),
  seller: shopIdSchema.optional().catch(undefined),
  marketplace: z.enum(OPS_MARKETPLACES).optional().catch(undefined),
  sort: z.enum(OPS_STATEMENT_SORTS).optional().catch(undefined),
  /** Keyset: "2026-03-11~12~45", the key of the order, the shop's number, the statement's. */
  after: z
    .string()
    .regex(/^(?:\d{4}-\d{2}-\d{2}|-?\d{1,16})~\d{1,9}~\d{1,9}$/)
    .refine((text) => !/^\d{4}-/.test(text) || isPlainDate(text.slice(0, 10)))
    .optional()
    .catch(undefined),
});

export type OpsStatementsSearch = z.infer<typeof opsStatementsSearchSchema>;

/** A statement of any shop; money as decimal strings. */
export interface OpsStatementRowDto {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  /** Why it is pending; null otherwise. */
  readonly reason: PendingReason | null;
  readonly settlement: string;
  readonly reserveNet: string;
  readonly payable: string;
  readonly open: string;
  readonly orderCount: number;
  readonly bill: string | null;
  readonly payoutNo: number | null;
  readonly shop: { readonly externalId: string; readonly name: string; readonly currency: string };
  readonly seller: string | null;
}

/** What the words of a search were taken for. */
export type OpsFoundBy = 'reference' | 'name' | null;

/** A page of the list. */
export interface OpsStatementsPageDto {
  readonly rows: readonly OpsStatementRowDto[];
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
  readonly foundBy: OpsFoundBy;
}
