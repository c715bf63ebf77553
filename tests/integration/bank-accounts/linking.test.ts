import { describe, expect } from 'vitest';
import { ALL_ROLES } from '@/contracts/permissions';
import { accountList, accountsOf, as, mailsOf, OWNER, openShopOf, request, VAULT } from '../../support/bank-accounts';
import { test } from '../../support/books';
import { NAME_VARIANTS, REGISTERED_NAME } from '../../support/name-variants';
import { acceptedOf, refusalOf } from '../../support/owing';
import { openedOnly } from '../../support/story';

describe('linking a bank account', () => {
  test('linked on Saturday 14 March: unverified, two deposits of 0.01 to 0.99 that arrive on Monday 16', async ({
    books,
  }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const linked = acceptedOf(await accounts.link('2026-03-14T10:00'));
    expect(linked).toMatchObject({ last4: '5530', deposits: { arrivesOn: '2026-03-16', expiresOn: '2026-03-25' } });
    for (const amount of linked.deposits.amounts) expect(Number(amount) >= 1 && Number(amount) <= 99).toBe(true);
    expect(await accountList(books)).toEqual(['4417 verified', '5530 unverified']);
  });

  test('the number is nowhere in the database but encrypted, and opens for its own account only', async ({ books }) => {
    const shopId = await openShopOf(books);
    const { account } = acceptedOf(await accountsOf(books, shopId).link('2026-03-14T10:00'));
    const [row] = await books.sql<{ text: string; sealed_number: string }>(
      'SELECT b::text AS text, sealed_number FROM bank_account b WHERE linked_at IS NOT NULL',
    );
    expect(row?.text).not.toContain('17425530');
    expect(VAULT.open(row?.sealed_number ?? '', { shopId, account })).toBe('000917425530');
    expect(() => VAULT.open(row?.sealed_number ?? '', { shopId: shopId + 1, account })).toThrow();
  });

  test('the owner is told by mail, nobody else, and the mail shows the last four only', async ({ books }) => {
    await accountsOf(books, await openShopOf(books)).link('2026-03-14T10:00');
    const mails = await mailsOf(books);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['ann@low.example', 'A bank account ending 5530 was linked'],
    ]);
    expect(mails[0]?.text).not.toContain('17425530');
  });

  test('the same number twice: refused at its field', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    await accounts.link('2026-03-14T10:00');
    const again = refusalOf(await accounts.link('2026-03-14T10:05', request('0009 1742 5530')));
    expect(again).toMatchObject({ code: 'conflict', fields: [{ field: 'accountNumber' }] });
    expect(await accountList(books)).toHaveLength(2);
  });

  test('a removed account may be linked again', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const { account } = acceptedOf(await accounts.link('2026-03-14T10:00'));
    await accounts.remove(account, '2026-03-14T10:01');
    acceptedOf(await accounts.link('2026-03-14T10:02'));
    expect(await accountList(books)).toEqual(['4417 verified', '5530 removed', '5530 unverified']);
  });

  test('five within thirty days; the sixth is refused until the first is thirty days ago', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    for (const digit of [1, 2, 3, 4, 5]) {
      acceptedOf(await accounts.link('2026-03-14T10:00', request(`1234567${digit}`)));
    }
    expect(refusalOf(await accounts.link('2026-04-12T10:00', request('12345676'))).code).toBe('conflict');
    acceptedOf(await accounts.link('2026-04-13T10:00', request('12345676')));
  });

  test('linked at the same moment from two windows: one account', async ({ books }) => {
    const accounts = accountsOf(books, await openShopOf(books));
    const results = await Promise.all([1, 2, 3].map(() => accounts.link('2026-03-14T10:00')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('elsewhere than in the US an account is an IBAN', () => {
  test('DE89 3704 0044 0532 0130 00 is linked; with another check digit it is refused at its field', async ({
    books,
  }) => {
    await books.record([openedOnly('2026-03-02', { marketplace: 'sea' })]);
    const [shop] = await books.sql<{ id: number }>('SELECT id FROM shop');
    const accounts = accountsOf(books, shop?.id ?? 0);
    const iban = (accountNumber: string) => ({ ...request(accountNumber), routingNumber: '' });
    const linked = acceptedOf(await accounts.link('2026-03-14T10:00', iban('DE89 3704 0044 0532 0130 00')));
    expect(linked.last4).toBe('3000');
    const wrong = refusalOf(await accounts.link('2026-03-14T10:00', iban('DE88 3704 0044 0532 0130 00')));
    expect(wrong.fields.map(({ field }) => field)).toEqual(['accountNumber']);
  });
});

describe('owner only, and the registered name only [F]', () => {
  const count = `${ALL_ROLES.length} roles x ${NAME_VARIANTS.length} names`;
  test(`${count}: linked if, and only if, the role is owner and the name is the same`, async ({ books }) => {
    await books.record([openedOnly('2026-03-02', { registeredName: REGISTERED_NAME })]);
    const [shop] = await books.sql<{ id: number }>('SELECT id FROM shop');
    const accounts = accountsOf(books, shop?.id ?? 0);
    let tries = 0;
    for (const role of ALL_ROLES) {
      for (const { entered, verdict } of NAME_VARIANTS) {
        const day = `20${30 + Math.floor(tries / 12)}-${String((tries % 12) + 1).padStart(2, '0')}-14T10:00`;
        tries += 1;
        const result = await accounts.link(day, request(`77000${tries}`, entered), true, as(role));
        const expected = role !== OWNER.role ? 'not-allowed' : verdict === 'the same' ? 'linked' : 'invalid';
        expect(result.ok ? 'linked' : result.refusal.code, `${role}: ${entered}`).toBe(expected);
        if (!result.ok && expected === 'invalid') {
          expect(result.refusal.fields[0]?.reason).toContain(`registered as “${REGISTERED_NAME}”`);
        }
      }
    }
    expect(await accountList(books)).toHaveLength(NAME_VARIANTS.filter(({ verdict }) => verdict === 'the same').length);
  });
});
