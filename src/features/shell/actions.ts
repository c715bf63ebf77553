'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refusedAction } from '@/contracts/action';
import { action } from '@/server/auth/action';
import { writeChosenShop } from '@/server/auth/cookies';
import { endSession } from '@/server/auth/session';

/** Chooses one of the actor's shops; the overview of the chosen one opens, since numbers of statements are the shop's own. */
export const chooseShop = action(
  { name: 'chooseShop', permission: 'see-shops', schema: z.object({ shop: z.string().min(1).max(120) }) },
  async ({ input, actor }) => {
    const shop = actor.shops.find(({ externalId }) => externalId === input.shop);
    if (shop === undefined) return refusedAction('not-allowed', 'This shop is not one of yours.');
    await writeChosenShop(shop.externalId);
    redirect('/finances');
  },
);

/** Ends the session. */
export const signOut = action({ name: 'signOut', permission: 'use-own-account', schema: z.object({}) }, async () => {
  await endSession();
  redirect('/sign-in');
});
