import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEnv } from '@/server/env';
import { createAccountVault } from '@/server/gateways/account-vault';

const key = (id: string) => ({ id, secret: randomBytes(32) });
const owner = { shopId: 1, account: 'bac_1' };

describe('bank account numbers are kept encrypted', () => {
  test('what was sealed opens again; the same number sealed twice looks different', () => {
    const vault = createAccountVault([key('a')]);
    const [one, other] = [vault.seal('000917425530', owner), vault.seal('000917425530', owner)];
    expect([vault.open(one, owner), vault.open(other, owner)]).toEqual(['000917425530', '000917425530']);
    expect(one).not.toBe(other);
    expect(one).not.toContain('9174');
  });

  test('a new key before the old one: new numbers name the new one, old numbers still open', () => {
    const [old, young] = [key('2025'), key('2026')];
    const before = createAccountVault([old]).seal('12345678', owner);
    const vault = createAccountVault([young, old]);
    expect(vault.open(before, owner)).toBe('12345678');
    expect(vault.seal('12345678', owner).startsWith('2026.')).toBe(true);
  });

  test('without its key a number does not open, and the missing key is named', () => {
    const sealed = createAccountVault([key('2025')]).seal('12345678', owner);
    expect(() => createAccountVault([key('2026')]).open(sealed, owner)).toThrow('"2025"');
  });

  test.each([
    ['another shop', { shopId: 2, account: 'bac_1' }],
    ['another account', { shopId: 1, account: 'bac_2' }],
  ])('copied to %s it does not open', (_, thief) => {
    const vault = createAccountVault([key('a')]);
    const sealed = vault.seal('12345678', owner);
    expect(() => vault.open(sealed, thief)).toThrow();
  });

  test('with one letter changed, in any part, it does not open', () => {
    const vault = createAccountVault([key('a')]);
    const sealed = vault.seal('12345678', owner);
    for (const part of [1, 2, 3]) {
      const parts = sealed.split('.');
      parts[part] = (parts[part]?.startsWith('A') ? 'B' : 'A') + (parts[part] ?? '').slice(1);
      expect(() => vault.open(parts.join('.'), owner)).toThrow();
    }
  });
});

describe('EVENKEEL_ACCOUNT_KEYS', () => {
  const secret = randomBytes(32).toString('base64');
  test('ids and keys of 32 bytes, the first one first', () => {
    const { accountKeys } = readEnv({ EVENKEEL_ACCOUNT_KEYS: `2026a:${secret}, 2025:${secret}` });
    expect(accountKeys.map(({ id }) => id)).toEqual(['2026a', '2025']);
  });
  test.each([
    ['a key of 16 bytes', `a:${randomBytes(16).toString('base64')}`],
    ['no id', `:${secret}`],
    ['an id twice', `a:${secret},a:${secret}`],
    ['a dot in an id, which would part it', `a.b:${secret}`],
    ['a word', 'secret'],
  ])('refused: %s', (_, text) => {
    expect(() => readEnv({ EVENKEEL_ACCOUNT_KEYS: text })).toThrow('EVENKEEL_ACCOUNT_KEYS must be');
  });
  test('production refuses to start without', () => {
    expect(() => readEnv({ EVENKEEL_MODE: 'production' })).toThrow('EVENKEEL_ACCOUNT_KEYS is required');
  });
});
