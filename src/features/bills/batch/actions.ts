'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, refusedAction } from '@/contracts/action';
import { batchIdSchema } from '@/contracts/bill-batch';
import { billIdSchema } from '@/contracts/bills';
import type { Actor, ShopRef } from '@/contracts/shell';
import { type Minor, readMinor, ZERO } from '@/domain/money/money';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { writeChosenShop } from '@/server/auth/cookies';
import { needsProof } from '@/server/auth/step-up';
import { askPayment, isPayable } from '@/server/commands/bill-batches/ask-payment';
import { startBatch } from '@/server/commands/bill-batches/start-batch';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { findPayableCards } from '@/server/commands/bills/payable-card';
import { startCardBinding } from '@/server/commands/cards/start-card-binding';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { isCardProviderError } from '@/server/gateways/card-gateway';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { payableGroups, readBatch } from '@/server/queries/bill-batch';
import { readPortfolio } from '@/server/queries/portfolio';
import { findBillsBatch, selectItems } from '@/server/repositories/bill-batches';
import { billHref } from '../search';
import { batchHref } from './paths';

const SHOP_FIELD = 'shop:';

const paySchema = z
  .looseObject({
    /** A batch that was made before; else one is made of the shops that the form names. */
    batch: batchIdSchema.optional(),
    currency: z.enum(['USD', 'BRL']),
    method: z.string('Choose how you pay.').regex(/^(pm_\w{1,80}|new-card)$/, 'Choose how you pay.'),
    key: z.string().regex(/^[\w-]{8,64}$/),
    /** What the payer saw; it is confirmed, not believed. */
    asks: z.string().max(20),
  })
  .transform(({ batch, currency, method, key, asks, ...rest }) => ({
    batch,
    currency,
    method,
    key,
    asks,
    shops: Object.keys(rest).flatMap((name) => (name.startsWith(SHOP_FIELD) ? [name.slice(SHOP_FIELD.length)] : [])),
  }));

type Paying = z.output<typeof paySchema>;

function named(actor: Actor, shops: readonly string[]): readonly ShopRef[] {
  return actor.shops.filter(({ externalId }) => shops.includes(externalId));
}

/** What would be charged: the bills of the batch that can be paid, or what can be billed of the shops. The server's sum, not the form's. */
async function totalOf({ batch, currency, shops }: Paying, actor: Actor): Promise<Minor> {
  const { pool } = sellerDatabase();
  if (batch !== undefined) {
    const made = actor.seller === null ? null : await readBatch(pool, actor.seller.id, batch);
    return made === null ? ZERO : readMinor(made.payable);
  }
  const { now } = await requireShop();
  const rows = await readPortfolio(pool, named(actor, shops), { now, seesMoney: true });
  const group = payableGroups(rows).find((each) => each.currency === currency);
  return group === undefined ? ZERO : readMinor(group.total);
}

/**
 * Pays several shops' negative balances by one confirmation: a bill each, all charged to one card, each by a charge of its own. The sum of
 * all is what asks for a fresh proof.
 */
export const payShops = action(
  {
    name: 'payShops',
    permission: 'pay-bills',
    schema: paySchema,
    stepUp: async ({ input, actor }) => {
      if (input.method === 'new-card') return false;
      const { now } = await requireShop();
      const shopIds = actor.shops.map(({ id }) => id);
      return needsProof(sellerDatabase().pool, { shopIds, now }, await totalOf(input, actor));
    },
    audit: ({ input: { batch, shops, asks, currency } }) =>
      batch === undefined
        ? { deed: 'bills.batch-started', subject: `${shops.length} shops`, detail: { amount: `${asks} ${currency}` } }
        : { deed: 'bills.batch-asked', subject: batch, detail: { amount: `${asks} ${currency}` } },
  },
  async ({ input, actor }) => {
    const sellerId = actor.seller?.id;
    if (sellerId === undefined)
      return refusedAction('conflict', 'These shops belong to no organisation yet, so they have no cards.');
    const batch = input.batch ?? (await makeBatch(input, actor, sellerId));
    if (batch === null) return refusedAction('invalid', 'Choose at least one shop that owes.');
    return input.method === 'new-card' ? addCard(sellerId, batch) : byCard(sellerId, batch, input);
  },
);

async function makeBatch({ shops, currency, key }: Paying, actor: Actor, sellerId: number): Promise<string | null> {
  const { now } = await requireShop();
  const database = sellerDatabase();
  const rows = await readPortfolio(database.pool, named(actor, shops), { now, seesMoney: false });
  const own = rows.filter((row) => row.currency === currency).map(({ id }) => id);
  if (own.length === 0) return null;
  const asked = { sellerId, shops: own, currency, key, createdBy: actor.person.key, now };
  return (await startBatch(database, asked)).id;
}

async function addCard(sellerId: number, batch: string): Promise<ActionState<never>> {
  const { appOrigin } = env();
  const started = await startCardBinding(sellerDatabase(), siteCardGateway(), {
    sellerId,
    successUrl: `${appOrigin}${batchHref(batch)}/card?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${appOrigin}${batchHref(batch)}`,
  });
  if (!started.ok) return refusedAction('conflict', started.refusal.reason);
  redirect(started.value.url as Route);
}

const NO_ANSWER = 'The card provider does not answer. Nothing was charged. Try again in a minute.';

async function byCard(sellerId: number, batch: string, { method, asks, key }: Paying): Promise<ActionState<never>> {
  const database = sellerDatabase();
  const { now } = await requireShop();
  const items = await selectItems(database.pool, sellerId, batch);
  try {
    const shopIds = items.slice(0, 1).map(({ shopId }) => shopId);
    const cards = await findPayableCards(database, siteCardGateway(), { shopIds, card: method });
    if (cards.size === 0) {
      return refusedAction('conflict', 'This card is not one of your saved cards. Choose another or add one.');
    }
  } catch (error) {
    if (!isCardProviderError(error)) throw error;
    return refusedAction('conflict', NO_ANSWER);
  }
  const asked = await askPayment(database, { sellerId, batch, card: method, asks, key: `${key}.pay`, now });
  if (asked.ok) redirect(batchHref(batch) as Route);
  if (asked.refusal.code === 'changed') redirect(`${batchHref(batch)}?problem=amount-changed` as Route);
  if (asked.refusal.code === 'conflict') redirect(batchHref(batch) as Route);
  return refusedAction('conflict', asked.refusal.reason);
}

/** Gives up the bills of a batch that are not paid (R8.2). */
export const giveUpBatch = action(
  { name: 'giveUpBatch', permission: 'pay-bills', schema: z.object({ batch: batchIdSchema }) },
  async ({ input: { batch }, actor }) => {
    if (actor.seller === null) return refusedAction('conflict', 'There is no such payment.');
    const database = sellerDatabase();
    const items = await selectItems(database.pool, actor.seller.id, batch);
    for (const item of items.filter(isPayable)) {
      if (item.bill !== null) await cancelBill(database, { shopId: item.shopId, bill: item.bill, by: actor });
    }
    redirect(batchHref(batch) as Route);
  },
);

/** Opens the page of a bill, whose shop becomes the chosen one. */
export const openBill = action(
  { name: 'openBill', permission: 'see-money', schema: z.object({ bill: billIdSchema }) },
  async ({ input: { bill }, actor }) => {
    const found = await findBillsBatch(sellerDatabase().pool, bill);
    const shop = actor.shops.find(({ id }) => id === found?.shopId);
    if (shop === undefined) return refusedAction('not-allowed', 'There is no such bill.');
    await writeChosenShop(shop.externalId);
    redirect(billHref(bill) as Route);
  },
);
