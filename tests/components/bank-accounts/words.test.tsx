import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ShopContext } from '@/contracts/shell';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { BlockedNote, InTransitNote } from '@/features/bank-accounts/in-transit-note';
import { accountLook, ownersText } from '@/features/bank-accounts/labels';
import { differenceText, NameMatch } from '@/features/bank-accounts/name-match';
import { accountIn } from '@/features/bank-accounts/paths';
import { account, accounts, DEPOSITS } from './samples';

const SHOP: ShopContext = {
  id: 1,
  externalId: 'sable',
  name: 'Sable Textiles',
  marketplaceName: 'US marketplace',
  marketplace: 'us',
  currency: 'USD',
  zone: 'UTC',
  openedOn: plainDate('2026-01-01'),
  closedOn: null,
  closedThrough: plainDate('2026-03-13'),
  now: instant('2026-03-14T09:00:00Z'),
  today: plainDate('2026-03-14'),
  isUpToDate: true,
  role: 'owner',
};

afterEach(cleanup);

describe('two names that differ', () => {
  it('stand under each other, what differs marked in both', () => {
    const { container } = render(
      <NameMatch
        registered="Quill & Co. LLC"
        entered="Quill and Co"
        enteredLabel="Account holder"
        consequence="Not linked."
      />,
    );
    expect([...container.querySelectorAll('dd')].map((name) => name.textContent)).toEqual([
      'Quill & Co. LLC',
      'Quill and Co',
    ]);
    expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['&', '.', 'LLC', 'and']);
    expect(screen.getByRole('alert').textContent).toContain('Different: “&” and “and”; “. LLC” is missing.');
  });

  it.each([
    [{ registered: 'LLC', entered: null }, '“LLC” is missing'],
    [{ registered: null, entered: 'Group' }, '“Group” is too much'],
    [{ registered: '.', entered: null }, 'a full stop is missing'],
    [{ registered: 'LLC', entered: 'llc' }, '“LLC” and “llc”: capital letters'],
    [{ registered: null, entered: '\u200b' }, 'an invisible character is too much'],
    [{ registered: 'Cafe', entered: 'Cаfe' }, '“Cafe” and “Cаfe” (with letters of another alphabet)'],
  ])('%j in words: %s', (difference, words) => {
    expect(differenceText(difference)).toBe(words);
  });
});

describe('the state of an account', () => {
  it.each([
    [{}, 'Primary, verified'],
    [{ isPrimary: false }, 'Verified'],
    [{ isNamedRight: false }, 'Primary, in another name'],
    [{ isNamedRight: false, isPrimary: false }, 'In another name'],
    [{ isPrimary: false, standing: 'to-enter', deposits: DEPOSITS }, 'Waits for two amounts'],
    [{ isPrimary: false, standing: 'on-their-way', deposits: DEPOSITS }, 'Deposits on their way'],
    [{ isPrimary: false, standing: 'attempts-used', deposits: DEPOSITS }, 'Not verified'],
    [{ isPrimary: false, standing: 'expired', deposits: DEPOSITS }, 'Not verified in time'],
    [{ isPrimary: false, standing: 'removed' }, 'Removed'],
  ] as const)('%j: %s', (change, word) => {
    expect(accountLook(account(change)).word).toBe(word);
  });

  it('names one owner, or all of them', () => {
    expect([ownersText([]), ownersText(['Ann']), ownersText(['Ann', 'Bo', 'Cy'])]).toEqual([
      'an owner',
      'Ann',
      'Ann, Bo or Cy',
    ]);
  });
});

describe('a payout on its way', () => {
  const payout = (no: number, amount: string, last4: string) => ({
    ...{ no, amount, last4, account: `acc-${last4}`, status: 'processing' as const, settledOn: null },
    initiatedOn: plainDate('2026-03-13'),
    expectedOn: plainDate('2026-03-16'),
  });

  it('keeps the account that it started with; later ones go to the new one (R7.4)', () => {
    render(<InTransitNote dto={accounts({ inTransit: [payout(3, '412.86', '6021')] })} shop={SHOP} />);
    const text = (screen.getByRole('status').textContent ?? '').replaceAll('\u00a0', ' ');
    expect(text).toContain('The payout of $412.86 on its way goes to the account ending 6021');
    expect(text).toContain('Later payouts go to the new one: the next is on Wed 18 Mar at the earliest.');
  });

  it('none on its way: nothing is said', () => {
    const { container } = render(<InTransitNote dto={accounts()} shop={SHOP} />);
    expect(container.textContent).toBe('');
  });
});

describe('payouts that wait (R7.5)', () => {
  it('held in another name: both names, and no offer to confirm it', () => {
    const wrong = account({ holderName: 'Sable Textiles', isNamedRight: false });
    render(<BlockedNote dto={accounts({ isBlocked: true, accounts: [wrong] })} shop={SHOP} />);
    const text = screen.getByRole('status').textContent ?? '';
    expect(text).toContain('held by “Sable Textiles”, your shop is registered as “Sable Textiles Trading LLC”');
    expect(text).not.toContain('Confirm');
  });

  it('held in the registered name: confirm, or change', () => {
    render(<BlockedNote dto={accounts({ isBlocked: true })} shop={SHOP} />);
    expect(screen.getByRole('status').textContent).toContain('Confirm the account, make another one primary');
  });
});

describe('the account that an address names', () => {
  it.each([
    ['bac_1', 'bac_1'],
    ['a%20b', 'a b'],
    ['%', null],
    ['x'.repeat(121), null],
  ])('%s: %s', (segment, named) => {
    expect(accountIn(segment)).toBe(named);
  });
});
