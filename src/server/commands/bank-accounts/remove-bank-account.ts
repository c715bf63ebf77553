import 'server-only';
import { planRemoval } from '@/domain/bank-account/standing';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { listBankAccounts, markRemoved } from '../../repositories/bank-accounts';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding } from '../bills/shop-standing';
import { type BankAccountResult, noSuchAccount, refusalOfRole, refuseAccount } from './bank-account-refusal';
import type { AccountChange } from './make-primary';
import { recordAccountFact } from './send-payouts-to';
import { tellOwners } from './tell-owners';

/**
 * Removes an account: no later payout goes to it; one on its way still does (R7.4). Its record stays, since payouts name it.
 * @returns whether payouts stop until another account is verified; refused for the primary one while another could take its place
 * @example await removeBankAccount(database, { shopId, account, by: actor, now })
 */
export async function removeBankAccount(
  database: Database,
  { shopId, account, by, now }: AccountChange,
): Promise<BankAccountResult<{ readonly stopsPayouts: boolean }>> {
  const notAllowed = refusalOfRole(by);
  if (notAllowed !== null) return notAllowed;
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const known = await listBankAccounts(connection, shopId);
    const row = known.find((one) => one.account === account);
    if (row === undefined) return noSuchAccount();
    if (row.status === 'removed') return refuseAccount('conflict', 'This account is removed already.');
    const plan = planRemoval(row, known, standing.state);
    if (!plan.ok) return refuseAccount('conflict', plan.refusal);
    const isInBooks = standing.state.bankAccounts.some((one) => one.account === account);
    if (isInBooks) {
      const id = `${account}:disabled:${standing.shop.lastFactNo + 1}`;
      await recordAccountFact(connection, standing, { id, type: 'bank-account.disabled', account }, now);
    } else await markRemoved(connection, shopId, account, now);
    const { stopsPayouts } = plan.value;
    await tellOwners(connection, { standing, account: row, happening: { kind: 'removed', stopsPayouts }, by, now });
    const detail = { ending: row.last4, stopsPayouts };
    await appendAudit(connection, { actor: by, shopId, deed: 'bank-account.removed', subject: account, detail });
    return accepted({ stopsPayouts });
  });
}
