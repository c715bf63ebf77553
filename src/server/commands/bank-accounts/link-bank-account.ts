import 'server-only';
import { randomInt } from 'node:crypto';
import { isValidIBAN } from 'ibantools';
import {
  LEAST_DEPOSIT,
  type MicroDeposits,
  MOST_DEPOSIT,
  planMicroDeposits,
} from '@/domain/bank-account/micro-deposits';
import { accountScheme, type LinkPlan, type LinkRequest, planLink } from '@/domain/bank-account/plan-link';
import { mayLinkAgain, standingOf } from '@/domain/bank-account/standing';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import type { AccountVault } from '../../gateways/account-vault';
import { newId } from '../../ids';
import { type BankAccountRow, insertBankAccount, listBankAccounts } from '../../repositories/bank-accounts';
import { appendAudit } from '../audit/append-audit';
import { lockStanding } from '../bills/shop-standing';
import { type AccountOwner, type BankAccountResult, refusalOfRole, refuseAccount } from './bank-account-refusal';
import { tellOwners } from './tell-owners';

/** A bank account that an owner wants to link. */
export interface LinkBankAccountInput {
  readonly shopId: number;
  readonly request: LinkRequest;
  /** Whether payouts are to go to it as soon as it is verified. */
  readonly becomesPrimary: boolean;
  readonly by: AccountOwner;
  readonly now: Instant;
}

/** An account that was linked and waits for its proof. */
export interface LinkedAccount {
  readonly account: string;
  readonly last4: string;
  readonly deposits: MicroDeposits;
}

/** An amount that nobody can foretell. */
const drawDeposit = () => minor(BigInt(randomInt(LEAST_DEPOSIT, MOST_DEPOSIT + 1)));

/** The account that has this number already, and is or may become verified; null if there is none. */
function sameNumber(
  known: readonly BankAccountRow[],
  { accountNumber, routingNumber, last4 }: LinkPlan,
  vault: AccountVault,
  today: PlainDate,
): BankAccountRow | null {
  const isLinked = (row: BankAccountRow): boolean =>
    ['verified', 'on-their-way', 'to-enter'].includes(standingOf(row.status, row.deposits, today));
  const hasNumber = (row: BankAccountRow): boolean =>
    row.last4 === last4 &&
    row.routingNumber === routingNumber &&
    row.sealedNumber !== null &&
    vault.open(row.sealedNumber, row) === accountNumber;
  return known.find((row) => isLinked(row) && hasNumber(row)) ?? null;
}

/**
 * Links a bank account to a shop [F]: held in the registered name, of the kind that goes with the registration. Its number is kept encrypted;
 * two small deposits are sent to it, and it receives payouts only once the owner has told their amounts.
 * @returns the account, unverified; refused with all that is to be mended
 * @example await linkBankAccount(database, vault, { shopId, request, becomesPrimary: true, by: actor, now })
 */
export async function linkBankAccount(
  database: Database,
  vault: AccountVault,
  { shopId, request, becomesPrimary, by, now }: LinkBankAccountInput,
): Promise<BankAccountResult<LinkedAccount>> {
  const notAllowed = refusalOfRole(by);
  if (notAllowed !== null) return notAllowed;
  return inTransaction(database, async (connection) => {
    const standing = await lockStanding(connection, shopId);
    const { state, book } = standing;
    const plan = planLink(request, state, accountScheme(state.marketplace), (text) => isValidIBAN(text));
    if (!plan.ok) return refuseAccount('invalid', 'The account was not linked. Nothing has changed.', plan.refusal);
    const { accountNumber, ...kept } = plan.value;
    const today = dayOf(now, book.zone);
    const known = await listBankAccounts(connection, shopId);
    const twin = sameNumber(known, plan.value, vault, today);
    if (twin !== null) {
      const reason = `This account is linked already: ending ${twin.last4}.`;
      return refuseAccount('conflict', reason, [{ field: 'accountNumber', reason }]);
    }
    const linkedOn = known.flatMap(({ linkedAt }) => (linkedAt === null ? [] : [dayOf(linkedAt, book.zone)]));
    const tooMany = mayLinkAgain(linkedOn, today);
    if (!tooMany.ok) return refuseAccount('conflict', tooMany.refusal);
    const account = newId('bac');
    const deposits = planMicroDeposits([drawDeposit(), drawDeposit()], today, book.bankHolidays);
    const sealedNumber = vault.seal(accountNumber, { shopId, account });
    const { key: linkedBy } = by.person;
    const made = { ...kept, shopId, account, sealedNumber, becomesPrimary, linkedBy, linkedAt: now, deposits };
    await insertBankAccount(connection, made);
    await tellOwners(connection, { standing, account: made, happening: { kind: 'linked' }, by, now });
    const detail = { ending: kept.last4, type: kept.accountType };
    await appendAudit(connection, { actor: by, shopId, deed: 'bank-account.linked', subject: account, detail });
    return accepted({ account, last4: kept.last4, deposits });
  });
}
