import 'server-only';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Connection } from '../../db/database';
import type { BillRow } from '../../repositories/bills';
import { type PostedNotice, postNotice } from '../notices/post-notice';
import type { ShopStanding } from './shop-standing';

/** What became of a bill. `of` names the attempt, receipt or reversal: a bill may have several. */
export type BillHappening =
  | { readonly kind: 'bill-due' }
  | { readonly kind: 'bill-paid'; readonly of: string; readonly amount: Minor; readonly clearsAt: Instant }
  | { readonly kind: 'bill-failed'; readonly of: string; readonly amount: Minor }
  | { readonly kind: 'bill-cleared'; readonly of: string; readonly amount: Minor; readonly statement: number }
  | { readonly kind: 'bill-reversed'; readonly of: string; readonly amount: Minor };

type Detailed = Pick<PostedNotice, 'kind' | 'detail'>;

function detailOf(bill: BillRow, happening: BillHappening, zone: string): Detailed {
  const named = (amount: Minor) => ({ bill: bill.id, amount: formatMinor(amount) });
  switch (happening.kind) {
    case 'bill-due':
      return { kind: 'bill-due', detail: { ...named(bill.amount), until: wallTime(bill.expiresAt, zone) } };
    case 'bill-paid':
      return {
        kind: 'bill-paid',
        detail: { ...named(happening.amount), clearsAt: wallTime(happening.clearsAt, zone) },
      };
    case 'bill-cleared':
      return { kind: 'bill-cleared', detail: { ...named(happening.amount), statement: happening.statement } };
    case 'bill-failed':
    case 'bill-reversed':
      return { kind: happening.kind, detail: named(happening.amount) };
  }
}

/** Tells the shop's people what became of a bill, in the caller's transaction; once for each happening. */
export async function tellOfBill(
  connection: Connection,
  { shop, book }: Pick<ShopStanding, 'shop' | 'book'>,
  bill: BillRow,
  happening: BillHappening,
  now: Instant,
): Promise<void> {
  const of = 'of' in happening ? `:${happening.of}` : '';
  await postNotice(connection, {
    ...detailOf(bill, happening, book.zone),
    key: `shop:${shop.id}:${happening.kind}:${bill.id}${of}`,
    sellerId: shop.sellerId,
    shopId: shop.id,
    at: now,
  });
}
