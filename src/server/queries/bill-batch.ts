import 'server-only';
import { createHash } from 'node:crypto';
import type { BatchDto, BatchItemDto, PayableGroupDto, PayableShopDto } from '@/contracts/bill-batch';
import type { PortfolioRowDto } from '@/contracts/portfolio';
import { formatMinor, type Minor, readMinor, sum, ZERO } from '@/domain/money/money';
import { isPayable, payableOf } from '../commands/bill-batches/ask-payment';
import type { Connection } from '../db/database';
import { type BatchItemRow, findBatch, selectItems } from '../repositories/bill-batches';

const PAID: ReadonlySet<string> = new Set(['paid', 'cleared', 'reversed']);

function amountOf({ status, amount, received }: BatchItemRow): Minor | null {
  return status !== null && PAID.has(status) ? received : amount;
}

function itemDto(item: BatchItemRow): BatchItemDto {
  const amount = amountOf(item);
  return {
    shop: item.shop,
    shopName: item.shopName,
    bill: item.bill,
    refusal: item.refusal,
    amount: amount === null ? null : formatMinor(amount),
    status: item.status,
    needsAction: item.needsAction ?? false,
    isWaiting: item.askedAttempt > item.doneAttempt,
    isPayable: isPayable(item),
    failureCode: item.failureCode,
    actionUrl: item.actionUrl,
  };
}

function totalOf(items: readonly BatchItemRow[], fits: (item: BatchItemRow) => boolean): string {
  return formatMinor(sum(items.filter(fits).map((item) => amountOf(item) ?? ZERO)));
}

const isOnItsWay = (item: BatchItemRow) => item.status === 'processing' || item.askedAttempt > item.doneAttempt;

/** A batch as its page shows it; null for one that the seller does not have. Of its shops those that whoever asks may see. */
export async function readBatch(connection: Connection, sellerId: number, id: string): Promise<BatchDto | null> {
  const batch = await findBatch(connection, sellerId, id);
  if (batch === null) return null;
  const rows = await selectItems(connection, sellerId, id);
  const items = rows.map(itemDto);
  return {
    id,
    currency: batch.currency,
    items,
    payable: formatMinor(payableOf(rows)),
    paid: totalOf(rows, ({ status }) => status !== null && PAID.has(status)),
    underWay: totalOf(rows, isOnItsWay),
    isMoving: rows.some(
      (item) =>
        item.status === 'paid' ||
        item.askedAttempt > item.doneAttempt ||
        (item.status === 'processing' && !item.needsAction),
    ),
    version: createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 16),
  };
}

/** What can be paid of some shops in one go: a group for each currency, since no payment has two. */
export function payableGroups(rows: readonly PortfolioRowDto[]): readonly PayableGroupDto[] {
  const payable = rows.flatMap((row) =>
    row.money !== null && readMinor(row.money.billable) > ZERO ? [{ row, money: row.money }] : [],
  );
  const currencies = [...new Set(payable.map(({ row }) => row.currency))].sort();
  return currencies.map((currency) => {
    const own = payable.filter(({ row }) => row.currency === currency);
    const shops = own.map(
      ({ row, money }): PayableShopDto => ({
        shop: row.externalId,
        shopName: row.name,
        owed: money.owed,
        billable: money.billable,
      }),
    );
    return { currency, shops, total: formatMinor(sum(shops.map(({ billable }) => readMinor(billable)))) };
  });
}
