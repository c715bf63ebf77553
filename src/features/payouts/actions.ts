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
  {
    permission: 'change-payout-schedule',
    schema: scheduleFormSchema,
    audit: ({ input }) => ({ deed: 'payout-schedule.changed', subject: scheduleKey(input) }),
  },
  async ({ input: schedule }) => {
    const shop = await requireShop();
    const changed = await changePayoutSchedule(sellerDatabase(), { shopId: shop.id, schedule, now: shop.now });
    if (!changed.ok) return refusedAction('conflict', changed.refusal);
    refresh();
    return doneAction({ schedule: scheduleKey(schedule), isChanged: changed.value });
  },
);
