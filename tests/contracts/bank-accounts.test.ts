import { describe, expect, it } from 'vitest';
import { depositsSchema, linkAccountSchema } from '@/contracts/bank-accounts';

const read = (first: string) => depositsSchema.safeParse({ account: 'bac_1', first, second: '0.64' });

describe('a deposit as it is typed', () => {
  it.each([
    ['0.27', 27n],
    ['.27', 27n],
    ['$0.27', 27n],
    [' 0,27 ', 27n],
    ['0.01', 1n],
    ['0.99', 99n],
  ])('"%s" is %s minor units', (typed, minor) => {
    const result = read(typed);
    expect(result.success && result.data.first).toBe(minor);
  });

  it.each(['0.00', '1.00', '27', '0.2', '0.277', '-0.27', '1e-1', '', '０.27'])('"%s" is none', (typed) => {
    expect(read(typed).success).toBe(false);
  });
});

describe('the form of a new account', () => {
  it('an unticked box is no primary account; a ticked one is', () => {
    const form = { holderName: 'A', accountType: 'personal', routingNumber: '1', accountNumber: '2' };
    expect(linkAccountSchema.parse(form).becomesPrimary).toBe(false);
    expect(linkAccountSchema.parse({ ...form, becomesPrimary: 'on' }).becomesPrimary).toBe(true);
  });
});
