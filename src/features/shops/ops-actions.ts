'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { doneAction, refusedAction } from '@/contracts/action';
import { OPS_LISTS, type OpsList } from '@/contracts/ops-lists';
import { opsPayoutsSearchSchema } from '@/contracts/ops-payouts';
import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { withParams } from '@/contracts/search-params';
import { action } from '@/server/auth/action';
import { saveView } from '@/server/commands/views/save-view';
import { systemDatabase } from '@/server/db/site';
import { removeView } from '@/server/repositories/saved-views';

const SCHEMAS = {
  shops: opsShopsSearchSchema,
  statements: opsStatementsSearchSchema,
  payouts: opsPayoutsSearchSchema,
} as const satisfies Record<OpsList, z.ZodType>;

/** Read and written again: nothing but filters of ours is kept, and no place in the list. */
function keptQuery(list: OpsList, query: string): string {
  const { after: _after, ...asked } = SCHEMAS[list].parse(Object.fromEntries(new URLSearchParams(query)));
  return withParams('', asked).slice(1);
}

/** Keeps the filters and the order of a list across shops under a name, for whoever asks. */
export const keepOpsView = action(
  {
    name: 'keepOpsView',
    permission: 'see-every-shop',
    schema: z.object({
      list: z.enum(OPS_LISTS),
      name: z.string().trim().min(1, 'Give the view a name.').max(60, 'Keep the name to 60 characters.'),
      query: z.string().max(500),
    }),
  },
  async ({ input: { list, name, query }, actor }) => {
    const owner = { list, person: actor.person.key };
    const saved = await saveView(systemDatabase(), owner, { name, query: keptQuery(list, query) });
    if (!saved.ok) return refusedAction('conflict', saved.refusal.reason, { name: saved.refusal.reason });
    refresh();
    return doneAction(null);
  },
);

/** Forgets one of one's own views of a list across shops. */
export const forgetOpsView = action(
  {
    name: 'forgetOpsView',
    permission: 'see-every-shop',
    schema: z.object({ list: z.enum(OPS_LISTS), view: z.string().regex(/^viw_\w{1,40}$/) }),
  },
  async ({ input: { list, view }, actor }) => {
    await removeView(systemDatabase().pool, { list, person: actor.person.key }, view);
    refresh();
    return doneAction(null);
  },
);
