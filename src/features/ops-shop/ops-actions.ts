'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { doneAction, refusedAction } from '@/contracts/action';
import { MOST_NOTE_LETTERS } from '@/contracts/ops-shop';
import { shopIdSchema } from '@/contracts/portfolio';
import { LARGEST_NUMBER } from '@/contracts/search-params';
import { action } from '@/server/auth/action';
import { writeChosenShop } from '@/server/auth/cookies';
import { machineTime } from '@/server/clock';
import { writeNote } from '@/server/commands/notes/write-note';
import { openSellerView } from '@/server/commands/seller-view/open-seller-view';
import { systemDatabase } from '@/server/db/site';

/** A statement of the shop; empty for the shop as a whole. */
const statementNo = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(LARGEST_NUMBER)])
  .default(null);

/** Writes a note on a shop, or on one of its statements. It stays as it is. */
export const writeShopNote = action(
  {
    name: 'writeShopNote',
    permission: 'write-notes',
    schema: z.object({
      shop: shopIdSchema,
      statement: statementNo,
      words: z
        .string()
        .trim()
        .min(1, 'Write what a colleague should know.')
        .max(MOST_NOTE_LETTERS, `Keep the note to ${MOST_NOTE_LETTERS.toLocaleString('en-US')} characters.`),
    }),
    idempotent: true,
  },
  async ({ input: { shop, statement, words }, actor }) => {
    const asked = { shop, statementNo: statement, words, by: actor, at: machineTime() };
    const written = await writeNote(systemDatabase(), asked);
    if (!written.ok) return { ...refusedAction('conflict', written.refusal.reason), typed: { words } };
    refresh();
    return doneAction({ note: written.value.id });
  },
);

/** Opens a shop's pages as its seller's members see them, read only. */
export const openSellersView = action(
  {
    name: 'openSellersView',
    permission: 'see-every-shop',
    schema: z.object({
      shop: shopIdSchema,
      statement: statementNo,
      purpose: z
        .string()
        .trim()
        .min(3, 'Say what you look for: the seller reads it.')
        .max(200, 'Keep it to 200 characters.'),
    }),
  },
  async ({ input: { shop, statement, purpose }, actor }) => {
    const opened = await openSellerView(systemDatabase(), { by: actor, shop, purpose, now: machineTime() });
    if (!opened.ok) return refusedAction('conflict', opened.refusal.reason);
    await writeChosenShop(opened.value.shop);
    redirect((statement === null ? '/finances' : `/finances/statements/${statement}`) as Route);
  },
);
