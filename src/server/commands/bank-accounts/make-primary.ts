import 'server-only';
import { planPrimary } from '@/domain/bank-account/standing';
import type { Instant } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { findBankAccount } from '../../repositories/bank-accounts';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding } from '../bills/shop-standing';
import {
  type AccountOwner,
  type BankAccountResult,
  noSuchAccount,
  refusalOfRole,
  refuseAccount,
} from './bank-account-refusal';
import { sendPayoutsTo } from './send-payouts-to';

/** One of a shop's accounts, and who changes it. */
export interface AccountChange {
  readonly shopId: number;
  readonly account: string;
  readonly by: AccountOwner;
  readonly now: Instant;
}

/**
 * Makes a verified account the one that later payouts go to; the one that is it already is confirmed so, which has a failed payout sent again
 * (R7.5). Payouts on their way keep the account that they started with (R7.4).
 * @returns what was recorded; 'nothing' where it was primary and no payout had failed
 * @example await makePrimary(database, { shopId, account, by: actor, now })
 */
export async function makePrimary(
  database: Database,
  { shopId, account, by, now }: AccountChange,
): Promise<BankAccountResult<'change' | 'confirmation' | 'nothing'>> {
  const notAllowed = refusalOfRole(by);
  if (notAllowed !== null) return notAllowed;
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const row = await findBankAccount(connection, shopId, account);
    if (row === null) return noSuchAccount();
    const plan = planPrimary(row, standing.state);
    if (!plan.ok) return refuseAccount('conflict', plan.refusal);
    if (plan.value === 'nothing') return accepted(plan.value);
    await sendPayoutsTo(connection, standing, row, { by, now, isFirstTime: false });
    const detail = { ending: row.last4, what: plan.value };
    await appendAudit(connection, { actor: by, shopId, deed: 'bank-account.made-primary', subject: account, detail });
    return accepted(plan.value);
  });
}
