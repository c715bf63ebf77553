import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountNumberRefusal, routingRefusal } from '@/domain/bank-account/us-account';

describe('routing numbers: nine digits, weights 3 7 1, their sum a multiple of ten', () => {
  test.each([
    ['110000000', '3*1 + 7*1 = 10'],
    ['021000021', '7*2 + 1*1 + 7*2 + 1*1 = 30'],
    ['011401533', '7*1 + 1*1 + 3*4 + 1*1 + 3*5 + 7*3 + 1*3 = 60'],
    ['110 000 000', 'typed with blanks'],
    ['110-000-000', 'typed with hyphens'],
  ])('%s is one: %s', (routing) => expect(routingRefusal(routing)).toBeNull());

  test.each([
    ['110000001', 'the sum is 11'],
    ['101000000', 'the sum is 4: two digits changed places'],
    ['000000000', 'nine zeros'],
    ['131000005', 'district 13 does not exist, though the sum fits'],
    ['11000000', 'eight digits'],
    ['1100000000', 'ten digits'],
    ['11000000O', 'a letter O'],
    ['', 'nothing'],
  ])('%s is none: %s', (routing) => expect(routingRefusal(routing)).not.toBeNull());

  test('one digit typed wrong is always noticed', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), digit, (at, wrong) => {
        const right = '021000021';
        const typed = right.slice(0, at) + String(wrong) + right.slice(at + 1);
        expect(routingRefusal(typed) === null).toBe(typed === right);
      }),
    );
  });
});

describe('account numbers: 5 to 17 digits', () => {
  test.each(['12345', '000917425530', '0009 1742 5530', '12345678901234567'])('%s is one', (number) =>
    expect(accountNumberRefusal(number)).toBeNull(),
  );
  test.each(['1234', '123456789012345678', '12a45', '１２３４５', ''])('%s is none', (number) =>
    expect(accountNumberRefusal(number)).not.toBeNull(),
  );
});
