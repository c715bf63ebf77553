import 'server-only';
import type { FactOf } from '@/domain/fact/fact';
import type { Connection } from '../db/database';

/** Keeps what an account number means, the latest word on it (payouts name accounts by number only). */
export async function keepBankAccounts(
  connection: Connection,
  verified: readonly { readonly shopId: number; readonly fact: FactOf<'bank-account.verified'> }[],
): Promise<void> {
  // One statement may not touch a row twice: the last word per account wins here, not in PostgreSQL.
  const latest = new Map(verified.map((entry) => [`${entry.shopId} ${entry.fact.account}`, entry]));
  const rows = [...latest.values()];
  if (rows.length === 0) return;
  await connection.query(
    `INSERT INTO bank_account (shop_id, account, last4, holder_name)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (shop_id, account) DO UPDATE SET last4 = excluded.last4, holder_name = excluded.holder_name`,
    [
      rows.map(({ shopId }) => shopId),
      rows.map(({ fact }) => fact.account),
      rows.map(({ fact }) => fact.last4),
      rows.map(({ fact }) => fact.holderName),
    ],
  );
}

/** Holder names by shop number and account. */
export async function selectHolders(
  connection: Connection,
  shopIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, string>>> {
  const { rows } = await connection.query<{ shop_id: number; account: string; holder_name: string }>(
    'SELECT shop_id, account, holder_name FROM bank_account WHERE shop_id = ANY($1::int[])',
    [shopIds],
  );
  const holders = new Map<number, Map<string, string>>();
  for (const { shop_id, account, holder_name } of rows) {
    const ofShop = holders.get(shop_id) ?? new Map<string, string>();
    holders.set(shop_id, ofShop.set(account, holder_name));
  }
  return holders;
}
