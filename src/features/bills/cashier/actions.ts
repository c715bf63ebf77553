'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { billIdSchema } from '@/contracts/bills';
import type { Actor, ShopContext } from '@/contracts/shell';
import { formatMinor } from '@/domain/money/money';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { needsProof } from '@/server/auth/step-up';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import { giveUpCharge } from '@/server/commands/bills/give-up-charge';
import { payBill } from '@/server/commands/bills/pay-bill';
import { findPayableCard } from '@/server/commands/bills/payable-card';
import { cashierReturnUrl } from '@/server/commands/bills/return-url';
import { chooseDefaultCard } from '@/server/commands/cards/choose-default-card';
import { removeCard } from '@/server/commands/cards/remove-card';
import { startCardBinding } from '@/server/commands/cards/start-card-binding';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { findBill, listPayments } from '@/server/repositories/bills';

const paySchema = z.object({
  bill: billIdSchema,
  /** A saved card's id, or what else was chosen. */
  method: z.string('Choose how you pay.').regex(/^(pm_\w{1,80}|new-card|bank-transfer)$/, 'Choose how you pay.'),
  key: z.string().regex(/^[\w-]{8,64}$/),
  /** What the payer saw. What is charged is the bill's amount: if it is another one, they are asked again. */
  asks: z.string().max(20),
});

type Paying = z.infer<typeof paySchema>;

/** Pays a bill the way that was chosen: charges a saved card, opens the provider's page for a new one, or says what to transfer. */
export const pay = action(
  {
    name: 'pay',
    permission: 'pay-bills',
    schema: paySchema,
    stepUp: chargesMuch,
    audit: ({ input }) => ({ deed: 'bill.payment-asked', subject: input.bill, detail: { method: input.method } }),
  },
  async ({ input, actor }) => {
    const shop = await requireShop();
    if (input.method === 'bank-transfer') return byTransfer(shop, input.bill);
    const sellerId = sellerOf(actor);
    if (sellerId === null)
      return refusedAction(
        'conflict',
        'This shop belongs to no organisation yet, so it has no cards. Pay by bank transfer.',
      );
    return input.method === 'new-card' ? addCard(sellerId, input.bill) : byCard(shop, input);
  },
);

/**
 * Whether saved cards would be charged more than goes without a fresh proof: what is asked is the bill's amount, not the form's, with what was
 * charged for the shop within a day, so that many small bills are no way around it.
 */
async function chargesMuch({ input: { bill, method } }: { readonly input: Paying }): Promise<boolean> {
  if (method === 'bank-transfer' || method === 'new-card') return false;
  const shop = await requireShop();
  const { pool } = sellerDatabase();
  const found = await findBill(pool, shop.id, bill);
  return found !== null && needsProof(pool, { shopIds: [shop.id], now: shop.now }, found.amount);
}

async function byTransfer(shop: ShopContext, bill: string): Promise<ActionState<never>> {
  const chosen = await chooseMethod(sellerDatabase(), {
    shopId: shop.id,
    bill,
    method: 'bank-transfer',
    now: shop.now,
  });
  if (!chosen.ok) {
    if (chosen.refusal.code === 'amount-changed') redirect(`/cashier/${bill}?problem=amount-changed` as Route);
    return refusedAction('conflict', chosen.refusal.reason);
  }
  redirect(`/cashier/${bill}/transfer` as Route);
}

async function addCard(sellerId: number, bill: string): Promise<ActionState<never>> {
  const { appOrigin } = env();
  const started = await startCardBinding(sellerDatabase(), siteCardGateway(), {
    sellerId,
    successUrl: `${appOrigin}/cashier/cards/return?bill=${bill}&session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${appOrigin}/cashier/${bill}`,
  });
  if (!started.ok) return refusedAction('conflict', started.refusal.reason);
  redirect(started.value.url as Route);
}

async function byCard(shop: ShopContext, { bill, method, key, asks }: Paying): Promise<ActionState<never>> {
  const database = sellerDatabase();
  const shown = await findBill(database.pool, shop.id, bill);
  if (shown !== null && formatMinor(shown.amount) !== asks) {
    redirect(`/cashier/${bill}?problem=amount-changed&card=${method}` as Route);
  }
  const gateway = siteCardGateway();
  const card = await findPayableCard(database, gateway, { shopId: shop.id, card: method });
  if (!card.ok) {
    // Pressed twice, the other press may be charging: then "nothing was charged" would be untrue.
    const stands = await findBill(database.pool, shop.id, bill);
    if (stands?.status === 'processing' || stands?.status === 'paid') redirect(`/cashier/${bill}/result` as Route);
    return refusedAction('conflict', card.refusal.reason);
  }
  const paid = await payBill(database, gateway, {
    bill,
    card: card.value,
    // A form that the browser kept from before a refusal may be sent again with another card: that is another payment.
    key: `${key}.${method}`,
    returnUrl: cashierReturnUrl(bill),
    now: shop.now,
    clearingMinutes: env().clearingMinutes,
  });
  if (!paid.ok) {
    if (paid.refusal.code === 'amount-changed')
      redirect(`/cashier/${bill}?problem=amount-changed&card=${method}` as Route);
    return refusedAction('conflict', paid.refusal.reason);
  }
  const payments = paid.value.needsAction ? await listPayments(database.pool, shop.id, bill) : [];
  const bank = payments.find(({ status }) => status === 'processing')?.actionUrl;
  redirect((bank ?? `/cashier/${bill}/result`) as Route);
}

/** Gives up what waits at the bank's page, so that the bill can be paid another way. */
export const payAnotherWay = action(
  { name: 'payAnotherWay', permission: 'pay-bills', schema: z.object({ bill: billIdSchema }) },
  async ({ input: { bill }, actor }) => {
    const shop = await requireShop();
    const asked = { shopId: shop.id, bill, by: actor, now: shop.now, clearingMinutes: env().clearingMinutes };
    const given = await giveUpCharge(sellerDatabase(), siteCardGateway(), asked);
    if (!given.ok) return refusedAction('conflict', given.refusal.reason);
    redirect((given.value.status === 'failed' ? `/cashier/${bill}` : `/cashier/${bill}/result`) as Route);
  },
);

const cardSchema = z.object({
  card: z.string().regex(/^pm_\w{1,80}$/),
  change: z.enum(['remove', 'default']),
});

function sellerOf(actor: Actor | null): number | null {
  return actor?.seller?.id ?? null;
}

/** Removes a saved card, or makes it the one that is offered first. */
export const changeCard = action(
  { name: 'changeCard', permission: 'manage-cards', schema: cardSchema },
  async ({ input: { card, change }, actor }) => {
    const sellerId = sellerOf(actor);
    if (sellerId === null) return refusedAction('conflict', 'This shop has no cards.');
    const work = change === 'remove' ? removeCard : chooseDefaultCard;
    const changed = await work(sellerDatabase(), siteCardGateway(), { sellerId, card, by: actor });
    if (!changed.ok) return refusedAction('conflict', changed.refusal.reason);
    refresh();
    return doneAction(null);
  },
);
