import 'server-only';
import type { FactOf } from '@/domain/fact/fact';
import type { Connection } from '../db/database';
import type { PayoutAccount } from '../gateways/bank';

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

/** Every account that a shop ever had, by shop number and account. */
export async function selectPayoutAccounts(
  connection: Connection,
  shopIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, PayoutAccount>>> {
  const { rows } = await connection.query<PayoutAccount & { readonly shop_id: number; readonly account: string }>(
    `SELECT shop_id, account, last4, holder_name AS "holderName" FROM bank_account WHERE shop_id = ANY($1::int[])`,
    [shopIds],
  );
  const accounts = new Map<number, Map<string, PayoutAccount>>();
  for (const { shop_id, account, last4, holderName } of rows) {
    const ofShop = accounts.get(shop_id) ?? new Map<string, PayoutAccount>();
    accounts.set(shop_id, ofShop.set(account, { last4, holderName }));
  }
  return accounts;
}
