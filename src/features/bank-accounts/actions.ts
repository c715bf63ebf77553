'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { accountIdSchema, depositsSchema, linkAccountSchema } from '@/contracts/bank-accounts';
import { action } from '@/server/auth/action';
import { requireShop } from '@/server/auth/actor';
import type { BankAccountRefusal } from '@/server/commands/bank-accounts/bank-account-refusal';
import { linkBankAccount } from '@/server/commands/bank-accounts/link-bank-account';
import { makePrimary } from '@/server/commands/bank-accounts/make-primary';
import { removeBankAccount } from '@/server/commands/bank-accounts/remove-bank-account';
import { verifyBankAccount } from '@/server/commands/bank-accounts/verify-bank-account';
import { sellerDatabase } from '@/server/db/seller';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { ACCOUNTS_PATH, accountHref } from './paths';

const CODES = {
  invalid: 'invalid',
  conflict: 'conflict',
  'not-found': 'conflict',
  'not-allowed': 'not-allowed',
} as const satisfies Record<BankAccountRefusal['code'], string>;

/** What the form shows of a refusal. @param typed what it is to keep; never an account number */
function refusalOf(
  { code, reason, fields }: BankAccountRefusal,
  typed: Readonly<Record<string, string>> = {},
): ActionState<never> {
  const messages = Object.fromEntries(fields.map(({ field, reason: message }) => [field, message]));
  return { ...refusedAction(CODES[code], reason, messages), typed } as ActionState<never>;
}

/** Links an account and sends it two small deposits. */
export const linkAccount = action(
  { name: 'linkAccount', permission: 'manage-bank-accounts', schema: linkAccountSchema, stepUp: true },
  async ({ input, actor }) => {
    const shop = await requireShop();
    const { becomesPrimary, ...request } = input;
    const linked = await linkBankAccount(sellerDatabase(), siteAccountVault(), {
      shopId: shop.id,
      request,
      becomesPrimary,
      by: actor,
      now: shop.now,
    });
    if (linked.ok) redirect(accountHref(linked.value.account) as Route);
    const { holderName, accountType, accountKind, routingNumber } = request;
    const typed = { holderName, accountType, accountKind, routingNumber, becomesPrimary: becomesPrimary ? 'on' : '' };
    return refusalOf(linked.refusal, typed);
  },
);

/** Verifies an account by its two amounts. */
export const enterAmounts = action(
  { name: 'enterAmounts', permission: 'manage-bank-accounts', schema: depositsSchema, stepUp: true },
  async ({ input: { account, first, second }, actor }) => {
    const shop = await requireShop();
    const asked = { shopId: shop.id, account, amounts: [first, second] as const, by: actor, now: shop.now };
    const verified = await verifyBankAccount(sellerDatabase(), asked);
    if (verified.ok) redirect(accountHref(account) as Route);
    // The attempts that are left stand on the page too.
    refresh();
    return refusalOf(verified.refusal);
  },
);

const oneAccount = z.object({ account: accountIdSchema });

/** Has later payouts go to an account, or confirms the one that they go to. */
export const chooseAccount = action(
  { name: 'chooseAccount', permission: 'manage-bank-accounts', schema: oneAccount, stepUp: true },
  async ({ input: { account }, actor }) => {
    const shop = await requireShop();
    const chosen = await makePrimary(sellerDatabase(), { shopId: shop.id, account, by: actor, now: shop.now });
    if (!chosen.ok) return refusalOf(chosen.refusal);
    refresh();
    return doneAction(chosen.value);
  },
);

/** Removes an account. */
export const removeAccount = action(
  { name: 'removeAccount', permission: 'manage-bank-accounts', schema: oneAccount, stepUp: true },
  async ({ input: { account }, actor }) => {
    const shop = await requireShop();
    const removed = await removeBankAccount(sellerDatabase(), { shopId: shop.id, account, by: actor, now: shop.now });
    if (removed.ok) redirect(ACCOUNTS_PATH as Route);
    return refusalOf(removed.refusal);
  },
);
