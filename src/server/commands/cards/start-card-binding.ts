import 'server-only';
import { present } from '@/domain/shared/assert';
import { accepted, type Result } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardGateway } from '../../gateways/card-gateway';
import { findCardCustomer, keepCardCustomer } from '../../repositories/card-customers';
import { type CardRefusal, whileAvailable } from './card-refusal';

/**
 * The seller's customer at the provider, made with the first card. The key makes it one however many ask at once, and the row that is kept is
 * the one that everybody reads.
 */
async function ensureCustomer(database: Database, gateway: CardGateway, sellerId: number): Promise<string> {
  const known = await findCardCustomer(database.pool, sellerId);
  if (known !== null) return known.customer;
  const { rows } = await database.pool.query<{ external_id: string; name: string; created_at: string }>(
    'SELECT external_id, name, created_at FROM seller WHERE id = $1',
    [sellerId],
  );
  const seller = present(rows[0], `seller ${sellerId}`);
  const { external_id: id, name } = seller;
  // The moment tells two installations apart that share a test account at the provider and its sample sellers.
  const made = await gateway.createCustomer({ id, name, key: `customer:${id}:${seller.created_at}` });
  await keepCardCustomer(database.pool, sellerId, made);
  return present(await findCardCustomer(database.pool, sellerId), 'card customer').customer;
}

/**
 * Starts to bind a card: the seller enters it on a page of the provider's, never on ours.
 * @param input.successUrl where that page sends the browser; with `{CHECKOUT_SESSION_ID}` where the binding's id belongs
 * @returns the address of the page
 * @example startCardBinding(database, gateway, { sellerId: 1, successUrl: ".../return?session={CHECKOUT_SESSION_ID}", cancelUrl: "..." })
 */
export function startCardBinding(
  database: Database,
  gateway: CardGateway,
  { sellerId, ...urls }: { readonly sellerId: number; readonly successUrl: string; readonly cancelUrl: string },
): Promise<Result<{ readonly url: string }, CardRefusal>> {
  return whileAvailable(async () => {
    const customer = await ensureCustomer(database, gateway, sellerId);
    return accepted({ url: await gateway.startCardBinding({ customer, ...urls }) });
  });
}
