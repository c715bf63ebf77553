'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { scheduleFormSchema, scheduleKey } from '@/contracts/payout-schedule';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { changePayoutSchedule } from '@/server/commands/payout-rail/change-payout-schedule';
import { sellerDatabase } from '@/server/db/seller';

/** Changes the chosen shop's payout days. */
export const chooseSchedule = action(
  { name: 'chooseSchedule', permission: 'change-payout-schedule', schema: scheduleFormSchema },
  async ({ input: schedule, actor }) => {
    const shop = await requireShop();
    const asked = { shopId: shop.id, schedule, by: actor, now: shop.now };
    const changed = await changePayoutSchedule(sellerDatabase(), asked);
    if (!changed.ok) return refusedAction('conflict', changed.refusal);
    refresh();
    return doneAction({ schedule: scheduleKey(schedule), isChanged: changed.value });
  },
);
