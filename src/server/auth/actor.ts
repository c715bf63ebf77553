import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { may } from '@/contracts/permissions';
import type { Actor, ShopContext } from '@/contracts/shell';
import { machineTime, readClock } from '../clock';
import { systemDatabase, systemPrisma } from '../db/site';
import { env } from '../env';
import { findSellerView } from '../repositories/seller-views';
import { readChosenShop } from './cookies';
import { findActor, findViewer, readShopContext } from './people';
import { readSession } from './session';

/**
 * Who asks, or null. Pages, actions and routes learn it here and nowhere else, so that another kind of sign-in changes this folder only.
 * Asked any number of times in a request, it looks once.
 */
export const getActor: () => Promise<Actor | null> = cache(async () => {
  const session = await readSession();
  if (session === null) return null;
  const actor = await findActor(systemPrisma(), session, { isDemo: env().mode === 'demo' });
  if (actor === null || actor.kind !== 'ops' || !may(actor.role, 'see-every-shop')) return actor;
  const view = await findSellerView(systemDatabase().pool, session.id, machineTime());
  return view === null || view.personKey !== actor.person.key ? actor : findViewer(systemPrisma(), actor, view);
});

/** Who asks; whoever is not signed in is sent to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  const actor = await getActor();
  if (actor === null) redirect('/sign-in');
  return actor;
}

/**
 * The shop that the actor has chosen, else the first of theirs, and the time that its pages go by.
 * @returns null for somebody who has no shop
 */
export const getShop: () => Promise<ShopContext | null> = cache(async () => {
  const actor = await requireActor();
  const chosen = await readChosenShop();
  const ref = actor.shops.find((shop) => shop.externalId === chosen) ?? actor.shops[0];
  if (ref === undefined) return null;
  const { pool } = systemDatabase();
  const now = await readClock(pool, env().mode === 'demo');
  return readShopContext(pool, ref, { now, role: actor.role });
});

/** The chosen shop; somebody without one is sent to the sign-in page. */
export async function requireShop(): Promise<ShopContext> {
  const shop = await getShop();
  if (shop === null) redirect('/sign-in');
  return shop;
}
