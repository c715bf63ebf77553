import { notFound, redirect } from 'next/navigation';
import type { OpsShopDto, OpsShopTab } from '@/contracts/ops-shop';
import { may } from '@/contracts/permissions';
import { shopIdSchema } from '@/contracts/portfolio';
import type { Actor, ShopContext } from '@/contracts/shell';
import { requireActor } from '@/server/auth/actor';
import type { Database } from '@/server/db/database';
import { readOpsShop } from '@/server/queries/ops/shop';
import { openShopLook } from '@/server/queries/ops/shop-look';

/** What every tab of a shop's page shows. */
export interface OpenShop {
  readonly actor: Actor;
  readonly shop: ShopContext;
  readonly of: OpsShopDto;
  /** Every shop's books, to read. */
  readonly database: Database;
}

/** The shop that an address names, for somebody of the marketplace: that they look is on record before anything is shown. */
export async function openShop(params: Promise<{ readonly shop: string }>, tab: OpsShopTab): Promise<OpenShop> {
  const actor = await requireActor();
  if (!may(actor.role, 'see-every-shop')) redirect('/ops/shops');
  const named = shopIdSchema.safeParse(decodeURIComponent((await params).shop));
  const look = named.success ? await openShopLook(actor, named.data, tab === 'summary' ? 'shop' : tab) : null;
  if (look === null) notFound();
  const { shop, database } = look;
  return { actor, shop, database, of: await readOpsShop(database.pool, shop.id) };
}
