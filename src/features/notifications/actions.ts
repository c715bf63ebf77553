'use server';

import { z } from 'zod';
import { doneAction, refusedAction } from '@/contracts/action';
import { preferenceField } from '@/contracts/inbox';
import { NOTICE_CHANNELS } from '@/contracts/notices';
import { action } from '@/server/auth/action';
import { savePreferences } from '@/server/commands/notices/save-preferences';
import { sellerDatabase } from '@/server/db/seller';
import { kindsFor } from '@/server/queries/inbox';

/** Keeps what the actor wants to be told: a box that is not ticked is not sent. */
export const saveWanted = action(
  { name: 'saveWanted', permission: 'see-shops', schema: z.record(z.string(), z.unknown()) },
  async ({ input, actor }) => {
    if (actor.seller === null) return refusedAction('conflict', 'This shop belongs to no organisation yet.');
    const wanted = kindsFor(actor.role).flatMap((kind) =>
      NOTICE_CHANNELS.map((channel) => ({ kind, channel, isOn: input[preferenceField(kind, channel)] === 'on' })),
    );
    await savePreferences(sellerDatabase().pool, {
      personKey: actor.person.key,
      sellerId: actor.seller.id,
      wanted,
    });
    return doneAction({ at: Date.now() });
  },
);
