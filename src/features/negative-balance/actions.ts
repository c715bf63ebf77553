'use server';

import { createHash } from 'node:crypto';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { PAY_CHOICES, readPayRequest } from '@/contracts/negative-balance';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { startBill } from '@/server/commands/bills/start-bill';
import { sellerDatabase } from '@/server/db/seller';
import { namedIn, payHref, textOf } from './search';

const schema = z
  .looseObject({
    choice: z.enum(PAY_CHOICES).catch('full'),
    amount: z.string().max(40).catch(''),
    /** Made for this rendering of the form. */
    nonce: z.string().regex(/^[\w-]{8,64}$/),
    /** The request whose preview the page showed. */
    shown: z.string().max(4000),
    intent: z.literal('preview').optional(),
  })
  .transform(({ choice, amount, nonce, shown, intent, ...rest }) => ({
    request: { choice, amount, no: [...namedIn(Object.keys(rest))] },
    nonce,
    shown,
    isPreview: intent === 'preview',
  }));

/** The same form sent again for the same request makes the same bill; for another request it makes another. */
function keyOf(nonce: string, asked: string): string {
  return `${nonce}.${createHash('sha256').update(asked).digest('base64url').slice(0, 16)}`;
}

/**
 * Starts a bill for what the page showed, and goes on to its cashier. A choice that has not been shown yet is shown first: nobody pays
 * before seeing what it clears. What is refused is shown again, with the sentence at its field.
 */
export const startPaying = action(
  { name: 'startPaying', permission: 'pay-bills', schema },
  async ({ input, actor }) => {
    const { request, nonce, shown, isPreview } = input;
    const read = readPayRequest(request);
    if (isPreview || !read.ok || textOf(read.value) !== shown) redirect(`${payHref(request)}#pay` as Route);
    const shop = await requireShop();
    const started = await startBill(sellerDatabase(), {
      shopId: shop.id,
      request: read.value,
      key: keyOf(nonce, shown),
      createdBy: actor.person.key,
      by: actor,
      now: shop.now,
    });
    redirect((started.ok ? `/cashier/${started.value.id}` : `${payHref(request, true)}#pay`) as Route);
  },
);
