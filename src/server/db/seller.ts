import 'server-only';
import { cache } from 'react';
import { present } from '@/domain/shared/assert';
import { getActor } from '../auth/actor';
import { type Database, type Scope, withinScope } from './database';
import { siteDatabase } from './site';

/**
 * The books as whoever asks may see them: the shops that they may act for and what belongs to their seller, by row-level security. Somebody
 * who is not signed in sees nothing. What a query names by mistake or by malice does not widen it.
 * @example const page = await listBills(sellerDatabase().pool, shop, asked);
 */
export function sellerDatabase(): Database {
  // Asked now and not by the first query: the rows of a download are read after its answer began, when nobody knows any more who asked.
  const scope = scopeOfActor();
  scope.catch(() => undefined);
  return withinScope(siteDatabase('evenkeel_app'), () => scope);
}

async function scopeOfActor(): Promise<Scope> {
  await trustRole();
  const actor = await getActor();
  const isSeller = actor?.kind === 'seller';
  if (actor?.viewedBy !== undefined) await recordView();
  return {
    'app.shop_ids': isSeller ? actor.shops.map(({ id }) => id) : [],
    'app.seller_id': isSeller ? (actor.seller?.id ?? null) : null,
    isReadOnly: actor?.viewedBy !== undefined,
  };
}

/**
 * Somebody of the marketplace who sees a seller's pages reads through the seller's own row-level security, so that they see what its members
 * see and nothing else, and in transactions that the database lets change nothing. Each page is among the readings of ops: once a request.
 */
const recordView = cache(async () => {
  const actor = await getActor();
  const { person, seller, viewedBy } = present(actor, 'somebody who views');
  await siteDatabase('evenkeel_ops').pool.query('SELECT begin_ops_read($1, $2)', [
    person.key,
    `the pages of seller ${seller?.name ?? ''}: ${viewedBy?.purpose ?? ''}`,
  ]);
});

let trusted: Promise<void> | undefined;

/** Once per process: an APP_DATABASE_URL of the owner, or of an administrator, would switch the isolation off without a word. */
function trustRole(): Promise<void> {
  trusted ??= refuseAllSeeing().catch((error: unknown) => {
    trusted = undefined;
    throw error;
  });
  return trusted;
}

async function refuseAllSeeing(): Promise<void> {
  const { rows } = await siteDatabase('evenkeel_app').pool.query('SELECT FROM shop LIMIT 1');
  if (rows.length > 0)
    throw new Error('APP_DATABASE_URL sees every shop: let it connect as a role that row-level security binds');
}
