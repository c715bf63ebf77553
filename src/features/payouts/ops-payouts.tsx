import type { ReactNode } from 'react';
import { OPS_LIST_PATHS, opsShopPath } from '@/contracts/ops-lists';
import type { OpsPayoutRowDto, OpsPayoutsSearch } from '@/contracts/ops-payouts';
import { withParams } from '@/contracts/search-params';
import type { Actor, ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { opsDatabase } from '@/server/db/ops';
import { listOpsPayouts } from '@/server/queries/ops/payouts';
import { openShopLook } from '@/server/queries/ops/shop-look';
import { readPayout } from '@/server/queries/payouts-detail';
import { OpsPayoutsFilterBar, OpsPayoutsTable } from './ops-list';

/** The payout that the address opens, where it is on the page: that it is looked at is on record in its seller's log. */
async function openPayout(actor: Actor, asked: OpsPayoutsSearch, rows: readonly OpsPayoutRowDto[]) {
  const row = rows.find(({ shop, no }) => asked.open === `${shop.externalId}/${no}`);
  if (row === undefined) return null;
  const look = await openShopLook(actor, row.shop.externalId, `payout ${row.no}`);
  if (look === null) return null;
  const { shop, database } = look;
  const payout = await readPayout(database.pool, shop, row.no);
  return payout === null ? null : { payout, shop };
}

interface OpsPayoutsProps {
  readonly actor: Actor;
  readonly asked: OpsPayoutsSearch;
  /** The menu of saved views. */
  readonly views: ReactNode;
}

/** The payouts of every shop, those that went wrong first. */
export async function OpsPayouts({ actor, asked, views }: OpsPayoutsProps) {
  const path = OPS_LIST_PATHS.payouts;
  const purpose = `list of payouts ${withParams('', { ...asked, open: undefined })}`.trim();
  const page = await listOpsPayouts(opsDatabase({ person: actor.person.key, purpose }).pool, asked);
  return (
    <>
      <OpsPayoutsFilterBar asked={asked} views={views} />
      <OpsPayoutsTable path={path} asked={asked} {...page} opened={await openPayout(actor, asked, page.rows)} />
    </>
  );
}

interface OpsShopPayoutsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsPayoutsSearch;
}

/** The payouts of one shop, whose look is on record already. */
export async function OpsShopPayouts({ shop, database, asked: given }: OpsShopPayoutsProps) {
  // Other pages name a payout by its number alone.
  const open = given.open?.startsWith(`${shop.externalId}/`) === true ? given.open : undefined;
  const asked: OpsPayoutsSearch = { shop: shop.externalId, after: given.after, open };
  const page = await listOpsPayouts(database.pool, asked);
  const row = page.rows.find(({ no }) => open === `${shop.externalId}/${no}`);
  const payout = row === undefined ? null : await readPayout(database.pool, shop, row.no);
  return (
    <OpsPayoutsTable
      path={opsShopPath(shop.externalId, 'payouts')}
      asked={asked}
      {...page}
      opened={payout === null ? null : { payout, shop }}
    />
  );
}
