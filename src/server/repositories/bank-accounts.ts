import 'server-only';
import type { AccountKind, AccountType } from '@/domain/bank-account/account-type';
import type { MicroDeposits } from '@/domain/bank-account/micro-deposits';
import type { AccountStatus } from '@/domain/bank-account/standing';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { FactOf } from '@/domain/fact/fact';
import { type Minor, minor } from '@/domain/money/money';
import type { Connection } from '../db/database';
import type { PayoutAccount } from '../gateways/bank';

/** What the books say about an account. */
export interface AccountWord {
  readonly shopId: number;
  readonly fact: FactOf<'bank-account.verified'> | FactOf<'bank-account.disabled'>;
}

/** Keeps what facts say about accounts, the latest word on each: payouts name accounts by id only. */
export async function keepBankAccounts(connection: Connection, words: readonly AccountWord[]): Promise<void> {
  // One statement may not touch a row twice: the last word per account wins here, not in PostgreSQL.
  const verified = new Map<string, { shopId: number; fact: FactOf<'bank-account.verified'> }>();
  const disabled = new Map<string, AccountWord>();
  for (const { shopId, fact } of words) {
    const key = `${shopId} ${fact.account}`;
    disabled.delete(key);
    if (fact.type === 'bank-account.verified') verified.set(key, { shopId, fact });
    else disabled.set(key, { shopId, fact });
  }
  if (verified.size > 0) await keepVerified(connection, [...verified.values()]);
  if (disabled.size > 0) await keepRemoved(connection, [...disabled.values()]);
}

async function keepVerified(
  connection: Connection,
  rows: readonly { readonly shopId: number; readonly fact: FactOf<'bank-account.verified'> }[],
): Promise<void> {
  await connection.query(
    `INSERT INTO bank_account (shop_id, account, last4, holder_name, verified_at)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
     ON CONFLICT (shop_id, account) DO UPDATE SET last4 = excluded.last4, holder_name = excluded.holder_name, status = 'verified',
       removed_at = NULL, verified_at = coalesce(bank_account.verified_at, excluded.verified_at)`,
    [
      rows.map(({ shopId }) => shopId),
      rows.map(({ fact }) => fact.account),
      rows.map(({ fact }) => fact.last4),
      rows.map(({ fact }) => fact.holderName),
      rows.map(({ fact }) => fact.occurredAt),
    ],
  );
}

async function keepRemoved(connection: Connection, rows: readonly AccountWord[]): Promise<void> {
  await connection.query(
    `UPDATE bank_account b SET status = 'removed', removed_at = n.removed_at
       FROM unnest($1::int[], $2::text[], $3::timestamptz[]) n (shop_id, account, removed_at)
      WHERE b.shop_id = n.shop_id AND b.account = n.account`,
    [rows.map(({ shopId }) => shopId), rows.map(({ fact }) => fact.account), rows.map(({ fact }) => fact.occurredAt)],
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

/** A bank account of a shop. */
export interface BankAccountRow {
  readonly shopId: number;
  readonly account: string;
  readonly last4: string;
  readonly holderName: string;
  readonly status: AccountStatus;
  /** This and the number are null where the account came with facts. */
  readonly accountType: AccountType | null;
  readonly accountKind: AccountKind;
  readonly routingNumber: string | null;
  readonly sealedNumber: string | null;
  readonly becomesPrimary: boolean;
  readonly linkedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly removedAt: Instant | null;
  /** Null where the account came with facts. */
  readonly deposits: MicroDeposits | null;
}

interface AccountRecord extends Omit<BankAccountRow, 'deposits'> {
  readonly firstMinor: Minor | null;
  readonly secondMinor: Minor | null;
  readonly sentOn: PlainDate | null;
  readonly arrivesOn: PlainDate | null;
  readonly expiresOn: PlainDate | null;
  readonly attempts: number | null;
}

const SELECTED = `b.shop_id AS "shopId", b.account, b.last4, b.holder_name AS "holderName", b.status, b.account_type AS "accountType", b.account_kind AS "accountKind",
  b.routing_number AS "routingNumber", b.sealed_number AS "sealedNumber", b.becomes_primary AS "becomesPrimary",
  b.linked_at AS "linkedAt", b.verified_at AS "verifiedAt", b.removed_at AS "removedAt", d.first_minor AS "firstMinor",
  d.second_minor AS "secondMinor", d.sent_on AS "sentOn", d.arrives_on AS "arrivesOn", d.expires_on AS "expiresOn", d.attempts`;

function accountOf(record: AccountRecord): BankAccountRow {
  const { firstMinor, secondMinor, sentOn, arrivesOn, expiresOn, attempts, ...row } = record;
  if (firstMinor === null || secondMinor === null || sentOn === null || arrivesOn === null || expiresOn === null)
    return { ...row, deposits: null };
  const amounts = [minor(firstMinor), minor(secondMinor)] as const;
  return { ...row, deposits: { amounts, sentOn, arrivesOn, expiresOn, attempts: attempts ?? 0 } };
}

/** All accounts of a shop, removed ones too, the newest first. */
export async function listBankAccounts(connection: Connection, shopId: number): Promise<readonly BankAccountRow[]> {
  const { rows } = await connection.query<AccountRecord>(
    `SELECT ${SELECTED} FROM bank_account b LEFT JOIN micro_deposit d USING (shop_id, account)
      WHERE b.shop_id = $1 ORDER BY coalesce(b.linked_at, b.verified_at) DESC NULLS LAST, b.account DESC`,
    [shopId],
  );
  return rows.map(accountOf);
}

/** One account of a shop, or null: another shop's is no different from none. */
export async function findBankAccount(
  connection: Connection,
  shopId: number,
  account: string,
): Promise<BankAccountRow | null> {
  const { rows } = await connection.query<AccountRecord>(
    `SELECT ${SELECTED} FROM bank_account b LEFT JOIN micro_deposit d USING (shop_id, account)
      WHERE b.shop_id = $1 AND b.account = $2`,
    [shopId, account],
  );
  const row = rows[0];
  return row === undefined ? null : accountOf(row);
}

/** An account as it is linked: unverified. */
export interface NewBankAccount {
  readonly shopId: number;
  readonly account: string;
  readonly last4: string;
  readonly holderName: string;
  readonly accountType: AccountType;
  readonly accountKind: AccountKind;
  readonly routingNumber: string | null;
  readonly sealedNumber: string;
  readonly becomesPrimary: boolean;
  readonly linkedBy: string;
  readonly linkedAt: Instant;
  readonly deposits: MicroDeposits;
}

/** Stores a linked account and the deposits that are to prove it. */
export async function insertBankAccount(connection: Connection, made: NewBankAccount): Promise<void> {
  const { shopId, account, deposits } = made;
  await connection.query(
    `INSERT INTO bank_account (shop_id, account, last4, holder_name, status, account_type, routing_number, sealed_number,
       becomes_primary, linked_by, linked_at, account_kind)
     VALUES ($1, $2, $3, $4, 'unverified', $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[shopId, account, made.last4, made.holderName, made.accountType, made.routingNumber, made.sealedNumber],
      ...[made.becomesPrimary, made.linkedBy, made.linkedAt, made.accountKind],
    ],
  );
  await connection.query(
    `INSERT INTO micro_deposit (shop_id, account, first_minor, second_minor, sent_on, arrives_on, expires_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, account, ...deposits.amounts, deposits.sentOn, deposits.arrivesOn, deposits.expiresOn],
  );
}

/** Counts a wrong entry of the two amounts. */
export async function countAttempt(connection: Connection, shopId: number, account: string): Promise<void> {
  await connection.query('UPDATE micro_deposit SET attempts = attempts + 1 WHERE shop_id = $1 AND account = $2', [
    shopId,
    account,
  ]);
}

/** An account is proved; the books hear of it only once it is to be primary. */
export async function markVerified(
  connection: Connection,
  shopId: number,
  account: string,
  at: Instant,
): Promise<void> {
  await connection.query(
    "UPDATE bank_account SET status = 'verified', verified_at = $3 WHERE shop_id = $1 AND account = $2",
    [shopId, account, at],
  );
}

/** An account that the books never heard of is taken away. */
export async function markRemoved(connection: Connection, shopId: number, account: string, at: Instant): Promise<void> {
  await connection.query(
    "UPDATE bank_account SET status = 'removed', removed_at = $3 WHERE shop_id = $1 AND account = $2",
    [shopId, account, at],
  );
}
