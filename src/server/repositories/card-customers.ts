import 'server-only';
import type { Connection } from '../db/database';

/** The card provider's customer of a seller. */
export interface CardCustomer {
  readonly customer: string;
  /** The card that is offered first; it may be gone at the provider. */
  readonly defaultCard: string | null;
}

/** The seller's customer, or null before the first card. */
export async function findCardCustomer(connection: Connection, sellerId: number): Promise<CardCustomer | null> {
  const { rows } = await connection.query<CardCustomer>(
    'SELECT customer, default_card AS "defaultCard" FROM card_customer WHERE seller_id = $1',
    [sellerId],
  );
  return rows[0] ?? null;
}

/** The customer of the seller that a shop belongs to; null before the first card, and for a shop without a seller. */
export async function findCustomerOfShop(connection: Connection, shopId: number): Promise<string | null> {
  const { rows } = await connection.query<{ customer: string }>(
    'SELECT c.customer FROM shop s JOIN card_customer c ON c.seller_id = s.seller_id WHERE s.id = $1',
    [shopId],
  );
  return rows[0]?.customer ?? null;
}

/** Keeps a seller's customer; where another request was faster, that one stays. */
export async function keepCardCustomer(connection: Connection, sellerId: number, customer: string): Promise<void> {
  await connection.query(
    'INSERT INTO card_customer (seller_id, customer) VALUES ($1, $2) ON CONFLICT (seller_id) DO NOTHING',
    [sellerId, customer],
  );
}

/**
 * Changes the default card.
 * @param instead only where it is this one now; undefined for whatever it is
 */
export async function setDefaultCard(
  connection: Connection,
  sellerId: number,
  card: string | null,
  instead?: string | null,
): Promise<void> {
  await connection.query(
    `UPDATE card_customer SET default_card = $2
      WHERE seller_id = $1 AND ($4 OR default_card IS NOT DISTINCT FROM $3)`,
    [sellerId, card, instead ?? null, instead === undefined],
  );
}
