import 'server-only';
import type { PoolClient } from 'pg';
import type { Instant } from '@/domain/calendar/instant';
import { type BankAccountRow, keepBankAccounts } from '../../repositories/bank-accounts';
import { postMoments } from '../bills/post-moments';
import { type CommandFact, recordCommandFact, type ShopStanding } from '../bills/shop-standing';
import type { AccountOwner } from './bank-account-refusal';
import { tellOwners } from './tell-owners';

/** What an owner said about an account, as the books record it. */
export type AccountFact = Extract<CommandFact, { readonly type: 'bank-account.verified' | 'bank-account.disabled' }>;

/**
 * Records what an owner said about an account, and lets it take effect at once. In the caller's transaction, under the shop's lock, the days
 * before being closed.
 */
export async function recordAccountFact(
  connection: PoolClient,
  standing: ShopStanding,
  fact: AccountFact,
  now: Instant,
): Promise<void> {
  const { recorded, shop } = await recordCommandFact(connection, standing, fact, now);
  const { fact: kept } = recorded;
  if (kept.type !== 'bank-account.verified' && kept.type !== 'bank-account.disabled') return;
  await keepBankAccounts(connection, [{ shopId: shop.id, fact: kept }]);
  // A shop without a closed day has no books yet: its first close meets the fact.
  if (standing.state.closedThrough !== null) await postMoments(connection, { ...standing, shop });
}

/**
 * Has later payouts go to an account, and a failed one sent again: the account verified last is the one that payouts go to (R7.4, R7.5,
 * docs/decisions/0019). Payouts on their way keep theirs.
 */
export async function sendPayoutsTo(
  connection: PoolClient,
  standing: ShopStanding,
  row: BankAccountRow,
  { by, now, isFirstTime }: { readonly by: AccountOwner; readonly now: Instant; readonly isFirstTime: boolean },
): Promise<void> {
  const { account, last4, holderName } = row;
  const before = standing.state.bankAccounts.find((known) => known.account === standing.state.payoutAccount) ?? null;
  const id = `${account}:verified:${standing.shop.lastFactNo + 1}`;
  await recordAccountFact(connection, standing, { id, type: 'bank-account.verified', account, last4, holderName }, now);
  const happening = { kind: 'primary', isFirstTime, before: before?.last4 ?? null } as const;
  await tellOwners(connection, { standing, account: row, happening, by, now });
}
