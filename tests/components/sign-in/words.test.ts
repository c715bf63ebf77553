import { describe, expect, it } from 'vitest';
import { oneTimeCode, pathWithin, recoveryCode } from '@/contracts/security';
import { minutesText, sayRefusal, toState } from '@/features/sign-in/words';

describe('a refused sign-in', () => {
  it('says how long to wait, in minutes', () => {
    expect([minutesText(1), minutesText(14)]).toEqual(['1 minute', '14 minutes']);
    expect(sayRefusal({ kind: 'wait', minutes: 14 })[1]).toContain('Try again in 14 minutes');
  });

  it('counts what attempts are left: 4, 1, none', () => {
    const said = [4, 1, 0].map((attemptsLeft) => sayRefusal({ kind: 'wrong-code', attemptsLeft })[1]);
    expect(said.map((text) => text.split('; ').at(-1))).toEqual([
      '4 attempts are left.',
      '1 attempt is left.',
      'no attempt is left.',
    ]);
  });

  it('blames the code’s field for a wrong code, and no field for a wrong password', () => {
    expect(toState({ kind: 'wrong-code', attemptsLeft: 4 })).toMatchObject({ fields: { code: expect.any(String) } });
    expect(toState({ kind: 'wrong' })).toMatchObject({ fields: {} });
  });
});

describe('what is typed', () => {
  it('may have blanks between the digits of a code, and the dash of a recovery code or not', () => {
    expect(oneTimeCode.parse(' 123 456 ')).toBe('123456');
    expect(oneTimeCode.safeParse('12345').success).toBe(false);
    expect([recoveryCode.parse('aB3dEfG6hI'), recoveryCode.parse(' aB3dE-fG6hI ')]).toEqual([
      'aB3dE-fG6hI',
      'aB3dE-fG6hI',
    ]);
  });
});

describe('a page to go back to', () => {
  it.each([
    ['/finances/payouts?open=3', '/finances/payouts?open=3'],
    ['//elsewhere.example', '/finances'],
    ['/\\elsewhere.example', '/finances'],
    ['https://elsewhere.example', '/finances'],
    ['javascript:alert(1)', '/finances'],
    ['finances', '/finances'],
  ])('%s leads to %s', (asked, led) => {
    expect(pathWithin.parse(asked)).toBe(led);
  });
});
