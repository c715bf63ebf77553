'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { opsShopPath } from '@/contracts/ops-lists';
import { action } from '@/server/auth/action';
import { clearShop, readChosenShop } from '@/server/auth/cookies';
import { machineTime } from '@/server/clock';
import { leaveSellerView } from '@/server/commands/seller-view/leave-seller-view';
import { systemDatabase } from '@/server/db/site';

/** Leaves the seller's pages, back to the marketplace's own: the one thing that can be done there. */
export const leaveSellersView = action(
  { name: 'leaveSellersView', permission: 'use-own-account', schema: z.object({}), inSellerView: true },
  async ({ actor }) => {
    const shop = await readChosenShop();
    const { person, sessionId, role, viewedBy } = actor;
    const by = { person, sessionId, role: viewedBy?.role ?? role };
    if (!(await leaveSellerView(systemDatabase(), by, machineTime()))) redirect('/finances');
    await clearShop();
    redirect((shop === null ? '/ops' : opsShopPath(shop)) as Route);
  },
);
