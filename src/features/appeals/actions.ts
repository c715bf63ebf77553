'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { APPEAL_FILE_FIELDS, fileAppealSchema } from '@/contracts/appeals';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { fileAppeal, type GivenFile } from '@/server/commands/appeals/file-appeal';
import { sellerDatabase } from '@/server/db/seller';
import { refusalText } from './words';

/** Files an appeal against all measures that are in force for the chosen shop. */
export const sendAppeal = action(
  { name: 'sendAppeal', permission: 'appeal-measures', schema: fileAppealSchema, idempotent: true },
  async ({ input, actor }) => {
    const shop = await requireShop();
    const files: GivenFile[] = [];
    for (const field of APPEAL_FILE_FIELDS) {
      const file = input[field];
      if (file === null) continue;
      files.push({ field, name: file.name, content: new Uint8Array(await file.arrayBuffer()) });
    }
    const filed = await fileAppeal(sellerDatabase(), {
      shopId: shop.id,
      words: input.words,
      files,
      by: actor,
      now: shop.now,
    });
    if (!filed.ok) {
      const { refusal } = filed;
      const typed = { words: input.words };
      if (refusal.kind !== 'files') return { ...refusedAction('conflict', refusalText(refusal, shop.currency)), typed };
      const fields = Object.fromEntries(refusal.fields.map(({ field, reason }) => [field, reason]));
      return { ...refusedAction('invalid', 'Your appeal was not sent.', fields), typed };
    }
    refresh();
    return doneAction({ appeal: filed.value });
  },
);
