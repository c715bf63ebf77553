import { describe, expect } from 'vitest';
import { accountList, accountsOf, as, mailsOf, openShopOf, otherAmounts } from '../../support/bank-accounts';
import { test } from '../../support/books';
import { acceptedOf, refusalOf } from '../../support/owing';

describe('an account is verified by the two amounts', () => {
  test('both, in the other order, on the day that they arrive: verified, and primary as asked', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account, deposits } = acceptedOf(await accounts.link('2026-03-13T10:00'));
    const [first, second] = deposits.amounts;
    expect(acceptedOf(await accounts.verify(account, '2026-03-16T08:00', [second, first]))).toEqual({
      isPrimary: true,
    });
    expect(await accountList(books)).toEqual(['4417 verified', '5530 verified']);
    const [state] = await books.sql<{ primary: string }>(`SELECT state ->> 'payoutAccount' AS primary FROM shop_state`);
    expect(state?.primary).toBe(account);
  });

  test('before they arrive: refused, and no attempt is used', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account, deposits } = acceptedOf(await accounts.link('2026-03-13T10:00'));
    expect(refusalOf(await accounts.verify(account, '2026-03-15T23:59', deposits.amounts)).code).toBe('conflict');
    acceptedOf(await accounts.verify(account, '2026-03-16T00:00', deposits.amounts));
  });

  test('3 wrong entries: 2, 1, 0 left; then the right amounts come too late, and the owner is told', async ({
    books,
  }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account, deposits } = acceptedOf(await accounts.link('2026-03-13T10:00'));
    const wrong = otherAmounts(deposits.amounts);
    const said: string[] = [];
    for (let entry = 1; entry <= 3; entry += 1) {
      said.push(refusalOf(await accounts.verify(account, '2026-03-16T10:00', wrong)).reason);
    }
    expect(said.map((reason) => /(\d) attempts? left/.exec(reason)?.[1] ?? 'none')).toEqual(['2', '1', 'none']);
    expect(refusalOf(await accounts.verify(account, '2026-03-16T10:01', deposits.amounts)).code).toBe('conflict');
    expect((await mailsOf(books)).map(({ subject }) => subject)).toEqual([
      'A bank account ending 5530 was linked',
      'Bank account ending 5530 not verified',
    ]);
    expect(await accountList(books)).toEqual(['4417 verified', '5530 unverified']);
  });

  test('on the tenth day it still goes, on the eleventh it is over', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const late = acceptedOf(await accounts.link('2026-03-13T10:00'));
    expect(refusalOf(await accounts.verify(late.account, '2026-03-26T00:00', late.deposits.amounts)).reason).toContain(
      'The time to enter the amounts is over',
    );
    acceptedOf(await accounts.verify(late.account, '2026-03-25T23:59', late.deposits.amounts));
  });

  test('guessed from six windows at once: three attempts are used, not six', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account, deposits } = acceptedOf(await accounts.link('2026-03-13T10:00'));
    const wrong = otherAmounts(deposits.amounts);
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => accounts.verify(account, '2026-03-16T10:00', wrong)),
    );
    expect(results.map((result) => refusalOf(result).code).sort()).toEqual([
      ...['conflict', 'conflict', 'conflict'],
      ...['invalid', 'invalid', 'invalid'],
    ]);
  });

  test('by somebody who is no owner: refused, and no attempt is used', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account, deposits } = acceptedOf(await accounts.link('2026-03-13T10:00'));
    const refusal = refusalOf(await accounts.verify(account, '2026-03-16T10:00', deposits.amounts, as('admin')));
    expect(refusal.code).toBe('not-allowed');
    const [row] = await books.sql<{ attempts: number }>('SELECT attempts FROM micro_deposit');
    expect(row?.attempts).toBe(0);
  });
});
