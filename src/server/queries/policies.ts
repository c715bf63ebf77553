import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import { type Policy, type PolicyBook, policyOn } from '@/domain/policy/policy';
import type { Connection } from '../db/database';
import { selectBook } from '../repositories/policies';

/** The policy that a shop is under on its marketplace's day. */
export async function readPolicyOfToday(
  connection: Connection,
  shop: Pick<ShopContext, 'marketplace' | 'today'>,
): Promise<Policy> {
  return policyOn(await selectBook(connection, shop.marketplace), shop.today);
}

/** The book of a shop's marketplace, with every version that is confirmed. */
export function readBookOf(connection: Connection, shop: Pick<ShopContext, 'marketplace'>): Promise<PolicyBook> {
  return selectBook(connection, shop.marketplace);
}
