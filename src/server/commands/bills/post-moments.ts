import 'server-only';
import type { PoolClient } from 'pg';
import type { RunOutput } from '@/domain/books';
import { runDays } from '@/domain/close/run-days';
import { present } from '@/domain/shared/assert';
import { selectHolds, selectPayoutsToClose } from '../../repositories/books-reader';
import { writeBooks } from '../../repositories/books-writer';
import { selectShopFacts } from '../../repositories/facts';
import { updateShops } from '../../repositories/shops';
import { namedPayouts } from '../close-batch';
import { postRunNotices } from '../notices/run-notices';
import { shopClose } from '../shop-close';
import type { ShopStanding } from './shop-standing';

/**
 * Lets the facts of commands that the open day holds so far take effect now, before the day closes: that is how a bill clears at the
 * moment that it clears (R6.1). In the caller's transaction, which holds the shop's lock and has recorded the fact.
 * @returns what the run made: the bill-payment statement, its allocations
 */
export async function postMoments(
  connection: PoolClient,
  { shop, state, book, openDay }: Pick<ShopStanding, 'shop' | 'state' | 'book' | 'openDay'>,
): Promise<RunOutput> {
  const facts = await selectShopFacts(connection, shop, openDay);
  const holds = (await selectHolds(connection, [shop.id], 'remaining')).get(shop.id) ?? [];
  const named = namedPayouts(new Map([[shop.id, facts]]));
  const payouts = (await selectPayoutsToClose(connection, [shop.id], named)).get(shop.id) ?? [];
  const run = runDays({
    state,
    // No day is closed: the last closed one is the last.
    through: present(state.closedThrough, `closed day of shop ${shop.shop}`),
    policies: { [state.marketplace]: book },
    facts,
    due: [],
    holds,
    payouts,
    momentsThrough: shop.lastFactNo,
  });
  const close = shopClose({ shop, before: state, book, holds, payouts, run, newFacts: [] });
  await writeBooks(connection, [close.written]);
  await updateShops(connection, [close.figures]);
  await postRunNotices(connection, [{ shop, book, ...run, payouts }]);
  return run.output;
}
