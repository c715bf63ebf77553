import { describe, expect, test } from 'vitest';
import { type LinkRequest, planLink } from '@/domain/bank-account/plan-link';

const company = { registeredName: 'Sable Textiles Trading LLC', registrationType: 'corporate' } as const;

function asked(change: Partial<LinkRequest> = {}): LinkRequest {
  return {
    holderName: company.registeredName,
    accountType: 'corporate',
    accountKind: 'savings',
    routingNumber: '110 000 000',
    accountNumber: '0009 1742 5530',
    ...change,
  };
}

const isIban = (text: string): boolean => text === 'BR1800360305000010009795493C1';

describe('an account that fits the registration may be linked [F]', () => {
  test('digits are kept without blanks; afterwards only 5530 is shown', () => {
    expect(planLink(asked(), company, 'us', isIban)).toEqual({
      ok: true,
      value: {
        holderName: 'Sable Textiles Trading LLC',
        accountType: 'corporate',
        accountKind: 'savings',
        routingNumber: '110000000',
        accountNumber: '000917425530',
        last4: '5530',
      },
    });
  });

  test('elsewhere an IBAN: it names its bank, so there is no routing number', () => {
    const request = asked({ routingNumber: '', accountNumber: 'br18 0036 0305 0000 1000 9795 493c 1' });
    expect(planLink(request, company, 'iban', isIban)).toMatchObject({
      ok: true,
      value: {
        accountKind: 'checking',
        routingNumber: null,
        accountNumber: 'BR1800360305000010009795493C1',
        last4: '93C1',
      },
    });
  });
});

/** The fields that a request is refused for. */
function refusedFields(
  request: LinkRequest,
  registration: Parameters<typeof planLink>[1] = company,
): readonly string[] {
  const plan = planLink(request, registration, 'us', isIban);
  return plan.ok ? [] : plan.refusal.map(({ field }) => field);
}

describe('a company has a business account; a person and a sole proprietor have a personal one [F]', () => {
  test.each([
    ['corporate', 'corporate', []],
    ['corporate', 'personal', ['accountType']],
    ['individual', 'personal', []],
    ['individual', 'corporate', ['accountType']],
    ['sole-proprietorship', 'personal', []],
    ['sole-proprietorship', 'corporate', ['accountType']],
  ] as const)('registered as %s, a %s account: refused for %j', (registrationType, accountType, fields) => {
    expect(refusedFields(asked({ accountType }), { ...company, registrationType })).toEqual(fields);
  });
});

describe('what is wrong is said at once, at its field', () => {
  test('name, type, routing and account number: four refusals', () => {
    const wrong = {
      holderName: 'Sable',
      accountType: 'personal',
      accountKind: 'checking',
      routingNumber: '1',
      accountNumber: '2',
    } as const;
    expect(refusedFields(wrong)).toEqual(['holderName', 'accountType', 'routingNumber', 'accountNumber']);
  });

  test('the refusal of a name shows both names', () => {
    const plan = planLink(asked({ holderName: 'Sable  Textiles' }), company, 'us', isIban);
    expect(plan.ok ? '' : plan.refusal[0]?.reason).toBe(
      'The account is held by “Sable Textiles”; your shop is registered as “Sable Textiles Trading LLC”. The two must be the same, letter by letter.',
    );
  });

  test('an IBAN whose check digits do not fit', () => {
    const plan = planLink(asked({ accountNumber: 'BR19' }), company, 'iban', isIban);
    expect(plan.ok ? [] : plan.refusal.map(({ field }) => field)).toEqual(['accountNumber']);
  });
});
