import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { type BatchItemRow, type BatchRow, findBatch, finishItem, selectItems } from '../../repositories/bill-batches';
import { payBill } from '../bills/pay-bill';
import { findPayableCards, type PayableCard } from '../bills/payable-card';
import { cashierReturnUrl } from '../bills/return-url';

/** Which batch to carry out. */
export interface PayBatchInput {
  readonly sellerId: number;
  readonly batch: string;
  readonly now: Instant;
  /** Null for the policy's (R8.3). */
  readonly clearingMinutes: number | null;
}

const NOT_SAVED =
  'Nothing was charged for this shop. The card is not one of your saved cards any more; choose another.';

/** Charges one bill of a batch. @returns why it was not charged; null where it was, whatever came of it */
async function payItem(
  database: Database,
  gateway: CardGateway,
  batch: BatchRow,
  item: BatchItemRow,
  card: PayableCard,
  { now, clearingMinutes }: PayBatchInput,
): Promise<string | null> {
  if (item.bill === null || item.amount !== item.confirmed) {
    return 'What is owed has changed since you confirmed it. Nothing was charged for this shop; pay to confirm it anew.';
  }
  const paid = await payBill(database, gateway, {
    bill: item.bill,
    card,
    // The provider is asked once for each attempt, however often the job runs.
    key: `${batch.id}.${item.askedAttempt}`,
    returnUrl: cashierReturnUrl(item.bill),
    now,
    clearingMinutes,
  });
  return paid.ok ? null : `Nothing was charged for this shop. ${paid.refusal.reason}`;
}

/**
 * Charges the bills of a batch that are asked for, one after another, each as if it were paid alone: under its own shop's lock, with its own
 * charge (`payBill`). What becomes of one changes nothing for the others. Broken off and begun again, it goes on where it stood, and charges
 * nothing twice.
 * @returns how many bills were dealt with
 * @throws where the provider says nothing about the card, or a bill could not be dealt with, once the others have been: the job is tried again
 */
export async function payBatch(database: Database, gateway: CardGateway, input: PayBatchInput): Promise<number> {
  const batch = await findBatch(database.pool, input.sellerId, input.batch);
  if (batch === null || batch.card === null) return 0;
  const items = await selectItems(database.pool, input.sellerId, input.batch);
  const asked = items.filter(({ askedAttempt, doneAttempt }) => askedAttempt > doneAttempt);
  if (asked.length === 0) return 0;
  const shopIds = asked.map(({ shopId }) => shopId);
  const cards = await findPayableCards(database, gateway, { shopIds, card: batch.card });
  const failures: unknown[] = [];
  for (const item of asked) {
    const card = cards.get(item.shopId);
    try {
      const refusal = card === undefined ? NOT_SAVED : await payItem(database, gateway, batch, item, card, input);
      await finishItem(database.pool, batch.id, { shopId: item.shopId, attempt: item.askedAttempt, refusal });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} bills of ${batch.id} could not be paid`);
  return asked.length;
}
