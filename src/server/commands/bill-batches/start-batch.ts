import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Currency } from '@/domain/money/money';
import type { Database } from '../../db/database';
import { newId } from '../../ids';
import { type BatchRow, keepBatch, keepItem, selectItems } from '../../repositories/bill-batches';
import { startBill } from '../bills/start-bill';

/** What a seller asks to pay: all that can be billed in each of some shops of one currency. */
export interface StartBatchInput {
  readonly sellerId: number;
  /** Numbers of shops of the actor. */
  readonly shops: readonly number[];
  readonly currency: Currency;
  /** What the form calls this request: sent twice, it makes one batch. */
  readonly key: string;
  readonly createdBy: string;
  readonly now: Instant;
}

/**
 * Makes a bill for all that each shop owes (R8.1): one bill each, each under its own shop's lock, so that one shop's refusal keeps no other
 * from its bill. Asked again, as after a crash, it makes those that are missing and no second one.
 * @returns the batch; what became of each shop stands in its items
 * @example await startBatch(database, { sellerId, shops: [1, 2, 3], currency: "USD", key, createdBy, now })
 */
export async function startBatch(database: Database, input: StartBatchInput): Promise<BatchRow> {
  const { sellerId, shops, key, currency, createdBy, now } = input;
  const batch = await keepBatch(database.pool, {
    sellerId,
    id: newId('bat'),
    key,
    currency,
    createdBy,
    createdAt: now,
  });
  const known = new Set((await selectItems(database.pool, sellerId, batch.id)).map(({ shopId }) => shopId));
  for (const shopId of [...new Set(shops)].sort((left, right) => left - right)) {
    if (known.has(shopId)) continue;
    const request = { kind: 'full' } as const;
    const started = await startBill(database, { shopId, request, key: `batch:${batch.id}`, createdBy, now });
    await keepItem(database.pool, {
      sellerId,
      batch: batch.id,
      shopId,
      bill: started.ok ? started.value.id : null,
      refusal: started.ok ? null : started.refusal.reason,
    });
  }
  return batch;
}
