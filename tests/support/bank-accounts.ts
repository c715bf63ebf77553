import { randomBytes } from 'node:crypto';
import type { Role } from '@/contracts/permissions';
import { instant } from '@/domain/calendar/instant';
import { type Minor, minor } from '@/domain/money/money';
import { linkBankAccount } from '@/server/commands/bank-accounts/link-bank-account';
import { makePrimary } from '@/server/commands/bank-accounts/make-primary';
import { removeBankAccount } from '@/server/commands/bank-accounts/remove-bank-account';
import { verifyBankAccount } from '@/server/commands/bank-accounts/verify-bank-account';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { createAccountVault } from '@/server/gateways/account-vault';
import type { TestBooks } from './books';
import { acceptedOf } from './owing';
import { adjusted, openedOnly, verified } from './story';

export const VAULT = createAccountVault([{ id: 'test', secret: randomBytes(32) }]);

/** Who asks, in a role. */
export const as = (role: Role) => ({ person: { key: 'ann', name: 'Ann Low' }, role, seller: null });
export const OWNER = as('owner');

/** The number of an account at a bank whose routing number is right. */
export const request = (accountNumber = '000917425530', holderName = 'Owner') => ({
  holderName,
  accountType: 'personal' as const,
  accountKind: 'checking' as 'checking' | 'savings',
  routingNumber: '110000000',
  accountNumber,
});

/** A shop of Ann Low, registered as "Owner", with the account ending 4417 held by a name; open from Monday 2 March. */
export async function openShopOf(books: TestBooks, holderName = 'Owner'): Promise<number> {
  await books.record([openedOnly('2026-03-02'), { ...verified('2026-03-02'), holderName }]);
  await books.sql("INSERT INTO seller (external_id, name) VALUES ('low', 'Low')");
  await books.sql(
    `INSERT INTO member (seller_id, no, person_key, name, email, role)
     SELECT id, 1, 'ann', 'Ann Low', 'ann@low.example', 'owner' FROM seller
     UNION ALL SELECT id, 2, 'fin', 'Finn', 'finn@low.example', 'finance' FROM seller`,
  );
  await books.sql('UPDATE shop SET seller_id = (SELECT id FROM seller)');
  await books.sql("UPDATE clock SET now_at = '2026-03-02T00:00:00Z'");
  const [shop] = await books.sql<{ id: number }>('SELECT id FROM shop');
  return shop?.id ?? 0;
}

/** Money of a day, and the close of that day. */
export async function earn(books: TestBooks, day: string, amount: string): Promise<void> {
  await books.record([{ ...adjusted(day, amount), id: `earn-${day}` }]);
  await books.close(day);
}

/** What commands about accounts do, at a time of day UTC. */
export function accountsOf(books: TestBooks, shopId: number) {
  const { database } = books;
  const at = (time: string) => instant(`${time}:00Z`);
  const change = (account: string, time: string) => ({ shopId, account, by: OWNER, now: at(time) });
  return {
    link: (time: string, asked = request(), becomesPrimary = true, by = OWNER) =>
      linkBankAccount(database, VAULT, { shopId, request: asked, becomesPrimary, by, now: at(time) }),
    verify: (account: string, time: string, amounts: readonly [Minor, Minor], by = OWNER) =>
      verifyBankAccount(database, { shopId, account, amounts, by, now: at(time) }),
    makePrimary: (account: string, time: string, by = OWNER) => makePrimary(database, { ...change(account, time), by }),
    remove: (account: string, time: string, by = OWNER) =>
      removeBankAccount(database, { ...change(account, time), by }),
    /** Links at one time, and enters the two amounts at another. */
    linkAndVerify: async (linkedAt: string, verifiedAt: string, asked = request(), becomesPrimary = true) => {
      const now = at(linkedAt);
      const linked = acceptedOf(
        await linkBankAccount(database, VAULT, { shopId, request: asked, becomesPrimary, by: OWNER, now }),
      );
      const { amounts } = linked.deposits;
      acceptedOf(
        await verifyBankAccount(database, {
          shopId,
          account: linked.account,
          amounts,
          by: OWNER,
          now: at(verifiedAt),
        }),
      );
      return linked.account;
    },
  };
}

/** Two amounts that were not sent. */
export function otherAmounts([first, second]: readonly [Minor, Minor]): readonly [Minor, Minor] {
  return [first === 99n ? minor(98n) : minor(first + 1n), second];
}

/** Payouts as "100.00 to 4417: paid". */
export async function payoutsOf(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ text: string }>(
    `SELECT format('%s.%s to %s: %s', amount_minor / 100, to_char(amount_minor % 100, 'FM00'), b.last4, p.status) AS text
       FROM payout p JOIN bank_account b USING (shop_id, account) ORDER BY p.no`,
  );
  return rows.map(({ text }) => text);
}

/** Accounts as "5530 verified". */
export async function accountList(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ text: string }>(
    "SELECT last4 || ' ' || status AS text FROM bank_account ORDER BY linked_at NULLS FIRST, account",
  );
  return rows.map(({ text }) => text);
}

/** The mails about bank accounts that were posted, in order. */
export async function mailsOf(books: TestBooks): Promise<readonly { to: string; subject: string; text: string }[]> {
  await deliverNotices(books.database);
  return books.sql(`SELECT recipient AS "to", subject, text FROM mail WHERE kind = 'bank-account-changed' ORDER BY id`);
}
