'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refusedAction } from '@/contracts/action';
import { billIdSchema } from '@/contracts/bills';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { sellerDatabase } from '@/server/db/seller';
import { billHref } from './search';

/** Gives up a bill that is unpaid or failed (R8.2); its page then says Cancelled. */
export const giveUpBill = action(
  { name: 'giveUpBill', permission: 'pay-bills', schema: z.object({ bill: billIdSchema }) },
  async ({ input, actor }) => {
    const shop = await requireShop();
    const cancelled = await cancelBill(sellerDatabase(), { shopId: shop.id, bill: input.bill, by: actor });
    if (!cancelled.ok) return refusedAction('conflict', cancelled.refusal.reason);
    // The frame around the page stays where it is, and its banner counts the bill.
    refresh();
    redirect(billHref(input.bill) as Route);
  },
);
