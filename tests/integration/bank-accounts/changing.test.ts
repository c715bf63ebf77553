import { describe, expect } from 'vitest';
import {
  accountList,
  accountsOf,
  as,
  earn,
  mailsOf,
  openShopOf,
  payoutsOf,
  request,
} from '../../support/bank-accounts';
import { test } from '../../support/books';
import { acceptedOf, refusalOf } from '../../support/owing';

describe('a payout on its way keeps the account that it started with (R7.4)', () => {
  test('100.00 on its way to 4417; then 5530 becomes primary: 100.00 arrives at 4417, the next 50.00 goes to 5530', async ({
    books,
  }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const linked = acceptedOf(await accounts.link('2026-03-02T10:00'));
    await earn(books, '2026-03-03', '100.00');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: processing']);
    acceptedOf(await accounts.verify(linked.account, '2026-03-04T10:00', linked.deposits.amounts));
    await earn(books, '2026-03-04', '50.00');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: processing', '50.00 to 5530: processing']);
    await books.close('2026-03-06');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: paid', '50.00 to 5530: paid']);
    expect((await mailsOf(books)).at(-1)?.text).toContain(
      'The payout of 100.00 USD that is on its way keeps the account that it started with, ending 4417.',
    );
  });

  test('the account is removed while 100.00 is on its way to it: it arrives there, and later money waits', async ({
    books,
  }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    await earn(books, '2026-03-03', '100.00');
    expect(acceptedOf(await accounts.remove('acc-1', '2026-03-04T10:00'))).toEqual({ stopsPayouts: true });
    await earn(books, '2026-03-04', '50.00');
    await books.close('2026-03-06');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: paid']);
    const { ivy } = await books.show();
    expect(ivy?.statements.map(({ open, pendingReason }) => [open, pendingReason])).toEqual([
      ['0.00', null],
      ['50.00', 'no-bank-account'],
    ]);
  });
});

describe('a failed payout is sent again once the account is confirmed or changed (R7.5)', () => {
  test('held by "Shop Owner" instead of "Owner": 100.00 fails and waits; a new account is verified: 100.00 goes to it', async ({
    books,
  }) => {
    const accounts = accountsOf(books, await openShopOf(books, 'Shop Owner'));
    await earn(books, '2026-03-03', '100.00');
    await books.close('2026-03-09');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: failed']);
    await accounts.linkAndVerify('2026-03-10T10:00', '2026-03-11T10:00');
    await books.close('2026-03-13');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: failed', '100.00 to 5530: paid']);
  });

  test('the account in the wrong name cannot be confirmed; the refusal shows both names', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books, 'Shop Owner'));
    await earn(books, '2026-03-03', '100.00');
    await books.close('2026-03-09');
    const refusal = refusalOf(await accounts.makePrimary('acc-1', '2026-03-10T10:00'));
    expect(refusal.reason).toContain('held by “Shop Owner”; your shop is registered as “Owner”');
  });

  test('a payout that came back for another reason: confirmed, and sent again, once', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    await earn(books, '2026-03-03', '100.00');
    await books.close('2026-03-05');
    await books.record([
      { type: 'payout.returned', id: 'back', occurredAt: '2026-03-06T12:00:00Z', payout: 1, code: 'account-blocked' },
    ]);
    await books.close('2026-03-09');
    const results = await Promise.all([1, 2, 3].map(() => accounts.makePrimary('acc-1', '2026-03-10T10:00')));
    expect(results.map(acceptedOf).sort()).toEqual(['confirmation', 'nothing', 'nothing']);
    await books.close('2026-03-12');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: returned', '100.00 to 4417: paid']);
  });
});

describe('several accounts, one primary', () => {
  test('a second account that is not to be primary is verified: payouts go on to the first', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    await accounts.linkAndVerify('2026-03-02T10:00', '2026-03-03T10:00', request(), false);
    await earn(books, '2026-03-03', '100.00');
    expect(await payoutsOf(books)).toEqual(['100.00 to 4417: processing']);
  });

  test('made primary, and back: each time later payouts follow', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const second = await accounts.linkAndVerify('2026-03-02T10:00', '2026-03-03T10:00', request(), false);
    expect(acceptedOf(await accounts.makePrimary(second, '2026-03-03T11:00'))).toBe('change');
    await earn(books, '2026-03-03', '100.00');
    expect(acceptedOf(await accounts.makePrimary('acc-1', '2026-03-04T11:00'))).toBe('change');
    await earn(books, '2026-03-04', '50.00');
    expect(await payoutsOf(books)).toEqual(['100.00 to 5530: processing', '50.00 to 4417: processing']);
  });

  test('an account that is not verified cannot be primary', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account } = acceptedOf(await accounts.link('2026-03-02T10:00'));
    expect(refusalOf(await accounts.makePrimary(account, '2026-03-03T10:00')).code).toBe('conflict');
  });

  test('the primary one cannot be removed while another could take its place; the other one can', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const second = await accounts.linkAndVerify('2026-03-02T10:00', '2026-03-03T10:00', request(), false);
    expect(refusalOf(await accounts.remove('acc-1', '2026-03-03T11:00')).reason).toContain('Make another one primary');
    expect(acceptedOf(await accounts.remove(second, '2026-03-03T11:00'))).toEqual({ stopsPayouts: false });
    expect(await accountList(books)).toEqual(['4417 verified', '5530 removed']);
  });

  test('another shop’s account is no different from none', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    await books.record([openedElsewhere], { shop: 'other' });
    expect(refusalOf(await accounts.makePrimary('acc-9', '2026-03-03T10:00')).code).toBe('not-found');
    expect(refusalOf(await accounts.remove('acc-9', '2026-03-03T10:00')).code).toBe('not-found');
  });

  test('by somebody who is no owner: refused, nothing changed', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const second = await accounts.linkAndVerify('2026-03-02T10:00', '2026-03-03T10:00', request(), false);
    for (const role of ['admin', 'finance', 'support', 'viewer', 'ops-lead'] as const) {
      expect(refusalOf(await accounts.makePrimary(second, '2026-03-03T11:00', as(role))).code).toBe('not-allowed');
      expect(refusalOf(await accounts.remove(second, '2026-03-03T11:00', as(role))).code).toBe('not-allowed');
    }
    expect(await accountList(books)).toEqual(['4417 verified', '5530 verified']);
  });
});

const openedElsewhere = {
  type: 'shop.opened',
  occurredAt: '2026-03-02T00:00:00Z',
  marketplace: 'us',
  name: 'Other',
  registrationType: 'individual',
  registeredName: 'Other',
  probation: false,
};
