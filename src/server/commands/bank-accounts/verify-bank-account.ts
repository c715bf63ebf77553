import 'server-only';
import type { PoolClient } from 'pg';
import { areTheDeposits, MOST_ATTEMPTS } from '@/domain/bank-account/micro-deposits';
import { standingOf } from '@/domain/bank-account/standing';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { Minor } from '@/domain/money/money';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { type BankAccountRow, countAttempt, findBankAccount, markVerified } from '../../repositories/bank-accounts';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding, type ShopStanding } from '../bills/shop-standing';
import {
  type AccountOwner,
  type BankAccountResult,
  noSuchAccount,
  refusalOfRole,
  refuseAccount,
} from './bank-account-refusal';
import { sendPayoutsTo } from './send-payouts-to';
import { tellOwners } from './tell-owners';

/** The two amounts as an owner found them on the account. */
export interface VerifyBankAccountInput {
  readonly shopId: number;
  readonly account: string;
  /** In any order. */
  readonly amounts: readonly [Minor, Minor];
  readonly by: AccountOwner;
  readonly now: Instant;
}

/** Why amounts are not even compared. */
const NOT_NOW = {
  verified: 'This account is verified already.',
  removed: 'This account was removed. Link it again.',
  'on-their-way': 'The deposits have not arrived yet.',
  expired: 'The time to enter the amounts is over. Link the account again; two new deposits are then sent.',
  'attempts-used':
    'The amounts were entered wrongly three times. Link the account again; two new deposits are then sent.',
} as const;

/**
 * Verifies an account by the two deposits that only who sees it can know: three attempts, ten days. Where it is to be primary, or the shop
 * has no account to pay to, later payouts go to it at once, and a failed one is sent again (R7.5).
 * @returns whether it is primary now; refused with the attempts that are left
 * @example await verifyBankAccount(database, { shopId, account, amounts: [minor(27n), minor(64n)], by: actor, now })
 */
export async function verifyBankAccount(
  database: Database,
  input: VerifyBankAccountInput,
): Promise<BankAccountResult<{ readonly isPrimary: boolean }>> {
  const notAllowed = refusalOfRole(input.by);
  if (notAllowed !== null) return notAllowed;
  await closeDaysBefore(database, input.shopId, input.now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, input.shopId);
    const row = await findBankAccount(connection, input.shopId, input.account);
    if (row === null) return noSuchAccount();
    const where = standingOf(row.status, row.deposits, dayOf(input.now, standing.book.zone));
    if (where !== 'to-enter') return refuseAccount('conflict', NOT_NOW[where]);
    if (row.deposits === null || !areTheDeposits(row.deposits, input.amounts))
      return refuseAmounts(connection, standing, row, input);
    return accepted(await verify(connection, standing, row, input));
  });
}

async function refuseAmounts(
  connection: PoolClient,
  standing: ShopStanding,
  row: BankAccountRow,
  { by, now }: VerifyBankAccountInput,
): Promise<BankAccountResult<never>> {
  await countAttempt(connection, row.shopId, row.account);
  const left = MOST_ATTEMPTS - (row.deposits?.attempts ?? 0) - 1;
  if (left > 0) {
    const attempts = `${left} attempt${left === 1 ? '' : 's'}`;
    return refuseAccount('invalid', `These are not the two amounts. You have ${attempts} left.`);
  }
  await tellOwners(connection, { standing, account: row, happening: { kind: 'not-verified' }, by, now });
  const { shopId, account, last4: ending } = row;
  const deed = 'bank-account.not-verified';
  await appendAudit(connection, { actor: by, shopId, deed, subject: account, detail: { ending } });
  return refuseAccount('invalid', `These are not the two amounts. ${NOT_NOW['attempts-used']}`);
}

async function verify(
  connection: PoolClient,
  standing: ShopStanding,
  row: BankAccountRow,
  { by, now }: VerifyBankAccountInput,
): Promise<{ readonly isPrimary: boolean }> {
  await markVerified(connection, row.shopId, row.account, now);
  const isPrimary = row.becomesPrimary || standing.state.payoutAccount === null;
  if (isPrimary) {
    await sendPayoutsTo(connection, standing, row, { by, now, isFirstTime: true });
  } else {
    await tellOwners(connection, { standing, account: row, happening: { kind: 'verified' }, by, now });
  }
  const { shopId, account, last4 } = row;
  const detail = { ending: last4, primary: isPrimary };
  await appendAudit(connection, { actor: by, shopId, deed: 'bank-account.verified', subject: account, detail });
  return { isPrimary };
}
