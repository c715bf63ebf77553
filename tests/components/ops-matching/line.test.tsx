import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { BankLineDto, FoundBillDto, MatchPreviewDto } from '@/contracts/matching';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { Chosen } from '@/features/ops-matching/ops-line';
import { LineRow } from '@/features/ops-matching/ops-transfers';

const BILL: FoundBillDto = {
  shopNo: 1,
  shop: 'ivy',
  shopName: 'Ivy Prints',
  sellerName: 'Ivy Hart',
  id: 'bil_1',
  reference: 'RF18 5390 0754 7034',
  amount: '37.41',
  received: '0.00',
  currency: 'USD',
  status: 'unpaid',
  createdAt: instant('2026-03-13T10:00:00Z'),
};

const LINE: BankLineDto = {
  id: 7,
  bookedOn: plainDate('2026-03-13'),
  amount: '25.00',
  currency: 'USD',
  counterparty: 'Ivy Hart',
  description: 'march',
  status: 'unmatched',
  reason: 'No reference of a bill is in its words.',
  bill: null,
  decidedName: null,
};
const SUGGESTED: BankLineDto = { ...LINE, status: 'suggested', bill: BILL };

const LESS: MatchPreviewDto = {
  debts: [{ statement: 13, owedBefore: '37.41', paid: '25.00', owedAfter: '12.41' }],
  stillOwed: '12.41',
  excess: '0.00',
};

const show = (line: BankLineDto, preview = LESS, isProved = true) =>
  render(<Chosen line={line} chosen={{ bill: BILL, preview }} isProved={isProved} />);
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

describe('what a transfer would clear', () => {
  it('25.00 for 37.41 that are owed: 37.41 - 25.00 = 12.41 stay owed', () => {
    show(LINE);
    expect(screen.getByText(/arrived for a bill/).textContent).toBe(
      '$25.00 arrived for a bill over $37.41. $12.41 is still owed then.',
    );
  });

  it('25.00 for 20.00 that are owed: 25.00 - 20.00 = 5.00 become credit', () => {
    const debts = [{ statement: 13, owedBefore: '20.00', paid: '20.00', owedAfter: '0.00' }];
    show(LINE, { debts, stillOwed: '0.00', excess: '5.00' });
    expect(screen.getByText(/arrived for a bill/).textContent).toContain('$5.00 is more than is owed');
  });

  it('has the door to each statement that it pays', () => {
    show(LINE);
    expect(screen.getByRole('link', { name: 'Statement 13' }).getAttribute('href')).toBe(
      '/ops/shops/ivy/statements/13',
    );
  });
});

describe('money of another currency than the bill’s', () => {
  it('25.00 EUR for a bill over 37.41 USD: no preview and no button, and why', () => {
    show({ ...LINE, currency: 'EUR' });
    expect(screen.queryByText(/arrived for a bill/)).toBeNull();
    expect(screen.getByText(/The money is in EUR, and this bill in USD/)).toBeTruthy();
    expect(buttons()).toEqual([]);
  });
});

describe('a match is decided', () => {
  it('by a button that names the money and the shop', () => {
    show(LINE);
    expect(buttons()).toEqual(['Match: $25.00 to Ivy Prints']);
  });

  it('as a suggestion: accepted or declined', () => {
    show(SUGGESTED);
    expect(buttons()).toEqual(['Accept: $25.00 to Ivy Prints', 'Decline']);
  });

  it('only by who has just proved who they are: until then a suggestion can be declined', () => {
    show(SUGGESTED, LESS, false);
    expect(buttons()).toEqual(['Decline']);
  });

  it('by hand not at all before: the door to the proof comes back here', () => {
    show(LINE, LESS, false);
    expect(buttons()).toEqual([]);
    expect(screen.getByRole('link', { name: 'Confirm that it is you first' }).getAttribute('href')).toContain(
      encodeURIComponent('/ops/matching/lines/7'),
    );
  });
});

describe('a transfer in the list', () => {
  const row = (line: BankLineDto) =>
    render(
      <table>
        <tbody>
          <LineRow line={line} />
        </tbody>
      </table>,
    ).container.textContent;

  it('without a payer and without words says so', () => {
    expect(row({ ...LINE, counterparty: '', description: '' })).toContain('Nobody namedno words');
  });

  it('that is matched says with which bill and by whom', () => {
    const text = row({ ...SUGGESTED, status: 'matched', reason: 'Matched by hand.', decidedName: 'Lena Voss' });
    expect(text).toContain('Matched by hand. By Lena Voss.');
    expect(text).toContain('RF18 5390 0754 7034');
  });
});
