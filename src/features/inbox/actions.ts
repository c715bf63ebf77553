'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { doneAction, refusedAction } from '@/contracts/action';
import { noticeIdSchema } from '@/contracts/inbox';
import { action } from '@/server/auth/action';
import { markRead as mark } from '@/server/commands/notices/mark-read';
import { sellerDatabase } from '@/server/db/seller';

/** Marks one notice of the actor's inbox as read, or with none named all of them. */
export const markRead = action(
  { name: 'markRead', permission: 'see-shops', schema: z.object({ notice: noticeIdSchema.optional() }) },
  async ({ input, actor }) => {
    if (actor.seller === null) return refusedAction('conflict', 'This shop belongs to no organisation yet.');
    const notice = input.notice ?? null;
    const count = await mark(sellerDatabase().pool, { personKey: actor.person.key, sellerId: actor.seller.id, notice });
    refresh();
    return doneAction({ count });
  },
);
