'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { checkItemSchema, noteSchema } from '@/contracts/checklist';
import { portfolioSearchSchema } from '@/contracts/portfolio';
import type { Actor } from '@/contracts/shell';
import { CHECK_ITEMS } from '@/domain/checklist/checklist';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import { writeChosenShop } from '@/server/auth/cookies';
import { checkShops } from '@/server/commands/checklist/check-shops';
import { saveView } from '@/server/commands/views/save-view';
import { sellerDatabase } from '@/server/db/seller';
import { removeView, type ViewOwner } from '@/server/repositories/saved-views';
import { chosenShops } from './chosen';
import { PLACES, type Place, queryOf, SHOPS_PATH } from './search';

const places = Object.keys(PLACES) as [Place, ...Place[]];

const NOT_YOURS = 'This shop is not one of yours.';

/** Opens a page of one shop, which becomes the chosen one. "payouts marlow-outdoor" names the page and the shop. */
export const openShop = action(
  {
    name: 'openShop',
    permission: 'see-shops',
    schema: z.object({ go: z.string().max(160) }).transform(({ go }, context) => {
      const [place = '', ...shop] = go.split(' ');
      const read = z.enum(places).safeParse(place);
      if (read.success) return { place: read.data, shop: shop.join(' ') };
      context.addIssue({ code: 'custom', path: ['go'], message: 'There is no such page.' });
      return z.NEVER;
    }),
  },
  async ({ input: { place, shop: wanted }, actor }) => {
    const shop = actor.shops.find(({ externalId }) => externalId === wanted);
    if (shop === undefined) return refusedAction('not-allowed', NOT_YOURS);
    await writeChosenShop(shop.externalId);
    redirect(PLACES[place] as Route);
  },
);

/** Checks all that is left of the checklists of several shops. */
export const checkChosen = action(
  {
    name: 'checkChosen',
    permission: 'check-shops',
    /** One "shop:<code>" for each; fields of a form come once each by name. */
    schema: z.looseObject({ note: noteSchema }).transform(({ note, ...rest }) => ({
      note,
      shops: Object.keys(rest).flatMap((name) => (name.startsWith('shop:') ? [name.slice(5)] : [])),
    })),
    idempotent: true,
    audit: ({ input: { shops } }) => ({ deed: 'shops.checked', subject: `${shops.length} shops` }),
  },
  async ({ input: { shops, note }, actor }) => {
    const chosen = chosenShops(actor, shops);
    if (chosen.length === 0) return refusedAction('invalid', 'Choose at least one shop.');
    const { now } = await requireShop();
    const done = await checkShops(sellerDatabase(), {
      shops: chosen.map(({ id }) => id),
      items: 'open',
      deed: 'checked',
      note,
      by: actor,
      now,
    });
    redirect(`${SHOPS_PATH}?checked=${done.shops}` as Route);
  },
);

/** Checks one row of a shop's checklist, or all that is left of it; or opens a row again. */
export const checkRow = action(
  {
    name: 'checkRow',
    permission: 'check-shops',
    schema: z.object({
      shop: z.string().max(120),
      item: z.union([checkItemSchema, z.literal('open')]),
      deed: z.enum(['checked', 'reopened']),
      note: noteSchema,
    }),
    audit: ({ input: { shop, item, deed } }) => ({ deed: 'shops.checked', subject: shop, detail: { row: item, deed } }),
  },
  async ({ input: { shop: wanted, item, deed, note }, actor }) => {
    const shop = actor.shops.find(({ externalId }) => externalId === wanted);
    if (shop === undefined) return refusedAction('not-allowed', NOT_YOURS);
    const { now } = await requireShop();
    const items = item === 'open' ? (deed === 'reopened' ? CHECK_ITEMS : 'open') : [item];
    await checkShops(sellerDatabase(), { shops: [shop.id], items, deed, note, by: actor, now });
    refresh();
    return doneAction(null);
  },
);

function ownerOf(actor: Actor): ViewOwner | null {
  return actor.seller === null ? null : { sellerId: actor.seller.id, person: actor.person.key };
}

function noViews(): ActionState<never> {
  return refusedAction('conflict', 'This shop belongs to no organisation yet, so it keeps no views.');
}

/** Keeps the filters and the order of the list under a name, for whoever asks. */
export const keepThisView = action(
  {
    name: 'keepThisView',
    permission: 'see-shops',
    schema: z.object({
      name: z.string().trim().min(1, 'Give the view a name.').max(60, 'Keep the name to 60 characters.'),
      query: z
        .string()
        .max(500)
        // Read and written again: nothing but filters of ours is kept.
        .transform((query) => queryOf(portfolioSearchSchema.parse(Object.fromEntries(new URLSearchParams(query))))),
    }),
  },
  async ({ input, actor }) => {
    const owner = ownerOf(actor);
    if (owner === null) return noViews();
    const saved = await saveView(sellerDatabase(), owner, input);
    if (!saved.ok) return refusedAction('conflict', saved.refusal.reason, { name: saved.refusal.reason });
    refresh();
    return doneAction(null);
  },
);

/** Forgets one of one's own views. */
export const forgetView = action(
  { name: 'forgetView', permission: 'see-shops', schema: z.object({ view: z.string().regex(/^viw_\w{1,40}$/) }) },
  async ({ input: { view }, actor }) => {
    const owner = ownerOf(actor);
    if (owner === null) return noViews();
    await removeView(sellerDatabase().pool, owner, view);
    refresh();
    return doneAction(null);
  },
);
