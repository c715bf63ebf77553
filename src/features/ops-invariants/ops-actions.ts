'use server';

import { refresh } from 'next/cache';
import { doneAction, refusedAction } from '@/contracts/action';
import { checkBooksSchema } from '@/contracts/verification';
import { action } from '@/server/auth/action';
import { askVerification } from '@/server/commands/verification/make-verifications';
import { systemDatabase } from '@/server/db/site';

/** Asks the worker to check the books of every shop against every invariant. */
export const checkBooks = action<typeof checkBooksSchema, string, 'check-books'>(
  { name: 'checkBooks', permission: 'check-books', schema: checkBooksSchema },
  async ({ actor }) => {
    const asked = await askVerification(systemDatabase(), actor);
    if (!asked.ok) return refusedAction('conflict', asked.refusal);
    refresh();
    return doneAction('Asked. The worker checks every shop.');
  },
);
