import { describe, expect, it } from 'vitest';
import { isCommonPassword } from '@/server/auth/common-passwords';
import { otpAddress, toBase32 } from '@/server/auth/one-time-codes';

const ADA = ['ada@ships.example', 'Ada Byron'];

describe('a common password', () => {
  it.each([
    'password1234',
    'Password2026!',
    'P@ssw0rd1234',
    '123456789012',
    '123password123',
    'passwordpassword',
    'qwertyuiop123',
    'QWERTYUIOPAS',
    'qwertzuiop12',
    '1qaz2wsx3edc',
    'abcdefghijklm',
    'zyxwvutsrqpo',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '121212121212',
    'letmeinplease',
    'iloveyou2026',
    'Summer2026!!',
    'administrator',
    'Welcome12345',
    'correct horse battery staple',
    'evenkeel2026',
    'adabyron1815',
    'Ada Byron!!!!',
    'ships.example',
    '２０２６password２０２６',
  ])('is %s', (password) => {
    expect(isCommonPassword(password, ADA)).toBe(true);
  });
});

describe('no common password', () => {
  it.each([
    'four words about ships',
    'nine ropes and an anchor',
    'password manager made me',
    'tide table of 1815, page 9',
    'x7$kQ9!mPz2&',
    'kv3mwz8qpl5t',
    'my summer in manchester',
    'ünïcödé tïdé täblé',
    '834719203847',
  ])('is %s', (password) => {
    expect(isCommonPassword(password, ADA)).toBe(false);
  });
});

describe('the key of an authenticator', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as RFC 4648 does: %j', (bytes, text) => {
    expect(toBase32(Buffer.from(bytes))).toBe(text);
  });

  it('names the site, the address and how codes are made', () => {
    expect(otpAddress({ secret: 'foobar', account: 'ada+1@ships.example' })).toBe(
      'otpauth://totp/Evenkeel:ada%2B1%40ships.example?secret=MZXW6YTBOI&issuer=Evenkeel&digits=6&period=30',
    );
  });
});
