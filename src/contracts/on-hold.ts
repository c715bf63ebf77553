import { z } from 'zod';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import type { SettlementTier } from '@/domain/policy/policy';
import { keptText } from './kept-text';
import { wordsParam } from './search-params';
import type { AmountDto } from './statement';

/** How many orders a page of either list has. */
export const ON_HOLD_A_PAGE = 20;
/** How far back orders without a delivery are looked for. */
export const UNDELIVERED_DAYS = 90;

/** Where a list goes on: behind this order of this day. */
export interface OrderCursor {
  readonly day: PlainDate;
  readonly order: string;
}

/** @example cursorText({ day: "2026-03-17", order: "IV-10497" }) === "2026-03-17_IV-10497" */
export function cursorText({ day, order }: OrderCursor): string {
  return `${day}_${order}`;
}

function readCursor(text: string): OrderCursor | undefined {
  const [day = '', order = ''] = [text.slice(0, 10), text.slice(11)];
  return isPlainDate(day) && text[10] === '_' && order !== '' ? { day, order } : undefined;
}

const cursor = keptText().max(300).transform(readCursor).optional().catch(undefined);

/** What the page of orders on hold shows, as it stands in its URL. */
export const onHoldSearchSchema = z.object({
  /** An order id, or the first letters of it. */
  q: wordsParam,
  /** Keyset: orders on hold that settle after this one. */
  after: cursor,
  /** Keyset: undelivered orders that were placed before this one. */
  before: cursor,
  /** The order that is opened in place. */
  open: keptText().max(300).optional().catch(undefined),
});

export type OnHoldSearch = z.infer<typeof onHoldSearchSchema>;

/** What an order that is not settled comes to so far; money as decimal strings. */
interface UnsettledOrderDto {
  readonly order: string;
  readonly products: readonly string[];
  readonly placedOn: PlainDate;
  /** What it would settle to as it stands, and of what. */
  readonly amount: string;
  readonly components: readonly AmountDto[];
}

/** An order that is delivered and not settled. */
export interface HeldOrderDto extends UnsettledOrderDto {
  readonly deliveredOn: PlainDate;
  /** The day given to it at delivery; with an open dispute it may settle later. */
  readonly settlesOn: PlainDate;
  readonly tier: SettlementTier;
  readonly settlementDays: number;
  /** Whether open disputes keep it from settling, so that it has no day yet. */
  readonly isDeferred: boolean;
  /** The disputes that it waits for. */
  readonly disputes: readonly { readonly dispute: string }[];
}

/** A page of the orders on hold, those that settle first in front. */
export interface OnHoldPageDto {
  readonly rows: readonly HeldOrderDto[];
  /** The order that the address opens, where it is on hold. */
  readonly opened: HeldOrderDto | null;
  readonly next: OrderCursor | null;
  /** How many are on hold in all. */
  readonly count: number;
}

/** What settles on a day, if nothing else happens. */
export interface OnHoldDayDto {
  /** Null for those that wait for a dispute. */
  readonly day: PlainDate | null;
  readonly count: number;
  readonly amount: string;
}

/** What is on hold by day, with the figure that the books keep. */
export interface OnHoldDaysDto {
  readonly days: readonly OnHoldDayDto[];
  /** Sum and number of the orders, added up from the days. */
  readonly sum: string;
  readonly sumCount: number;
  /** What the close of the last day wrote. */
  readonly kept: string;
  readonly keptCount: number;
}

/** An order that is placed or shipped and not delivered: nothing of it is on hold yet. */
export interface UndeliveredOrderDto extends UnsettledOrderDto {
  readonly shippedOn: PlainDate | null;
  /** Delivered on a day whose books are not closed yet. */
  readonly deliveredOn: PlainDate | null;
}

/** A page of the undelivered orders, the latest in front. */
export interface UndeliveredPageDto {
  readonly rows: readonly UndeliveredOrderDto[];
  readonly opened: UndeliveredOrderDto | null;
  readonly next: OrderCursor | null;
}
