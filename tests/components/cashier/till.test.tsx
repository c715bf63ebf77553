import { fireEvent, render, screen, within } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Till } from '@/features/bills/cashier/till';
import { TillError } from '@/features/bills/cashier/till-error';
import { BILL, CARD, PREVIEW, SHOP } from './samples';

const TILL: ComponentProps<typeof Till> = {
  bill: BILL,
  preview: PREVIEW,
  shop: SHOP,
  cards: { isAvailable: true, cards: [CARD, { ...CARD, id: 'pm_2', last4: '0002' }] },
  problem: null,
  card: null,
  formKey: 'form-0001',
  clearingMinutes: 240,
  transferDays: 7,
  asksProof: false,
};

const methods = () => screen.getAllByRole<HTMLInputElement>('radio').map(({ value }) => value);
const chosen = () => screen.getAllByRole<HTMLInputElement>('radio').find(({ checked }) => checked)?.value;
const sent = (name: string) => document.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`)?.value;

describe('the cashier of a bill over 37.40', () => {
  it('names the amount in its head and on the button', () => {
    render(<Till {...TILL} />);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('37.40');
    expect(screen.getByRole('button', { name: /Pay \$37\.40/ })).toBeTruthy();
  });

  it('offers the saved cards, another card and a transfer; the first card is chosen', () => {
    render(<Till {...TILL} />);
    expect(methods()).toEqual(['pm_1', 'pm_2', 'new-card', 'bank-transfer']);
    expect(chosen()).toBe('pm_1');
  });

  it('has the card chosen that was just added', () => {
    render(<Till {...TILL} card="pm_2" />);
    expect(chosen()).toBe('pm_2');
  });

  it('lists an expired card, which cannot be chosen, and says why', () => {
    const old = { ...CARD, id: 'pm_0', last4: '4444', expiry: 'expired' as const, expYear: 2025 };
    render(<Till {...TILL} cards={{ isAvailable: true, cards: [old, CARD] }} card="pm_0" />);
    const option = screen.getByRole<HTMLInputElement>('radio', { name: /ending 4444/ });
    expect(option.disabled).toBe(true);
    expect(option.closest('label')?.textContent).toContain('expired 08/25');
    expect(chosen()).toBe('pm_1');
  });

  it('offers only the transfer below 0.50: 0.40 is too little for a card', () => {
    const preview = { ...PREVIEW, isForCards: false };
    render(<Till {...TILL} bill={{ ...BILL, amount: '0.40' }} preview={preview} />);
    expect(methods()).toEqual(['bank-transfer']);
    expect(chosen()).toBe('bank-transfer');
  });

  it('sends what was shown, so that another amount is asked about again, and its own key', () => {
    render(<Till {...TILL} />);
    expect([sent('bill'), sent('asks'), sent('key')]).toEqual(['bil_1', '37.40', 'form-0001']);
  });

  it('says that the statement of 12 March becomes Paid, with no payout, within 4 hours', () => {
    render(<Till {...TILL} />);
    const next = within(screen.getByRole('region', { name: 'What happens next' }));
    expect(next.getByText(/^Within 4 hours .* Thu 12 Mar, which becomes Paid\.$/)).toBeTruthy();
    expect(next.getByText(/you owe nothing.*No payout/)).toBeTruthy();
  });

  it('says 17.40 is still owed when 20.00 of 37.40 are paid', () => {
    const [effect] = PREVIEW.effects;
    const effects = effect === undefined ? [] : [{ ...effect, paid: '20.00', owedAfter: '17.40' }];
    const preview = { ...PREVIEW, effects, stillOwed: '17.40' };
    render(<Till {...TILL} bill={{ ...BILL, amount: '20.00', request: 'amount' }} preview={preview} />);
    expect(screen.getByText('Then you still owe $17.40.')).toBeTruthy();
  });
});

describe('the cashier after a card ending 4242 failed', () => {
  const failed = { ...BILL, status: 'failed', card: { brand: 'visa', last4: '4242' } } as const;

  it('has another card chosen where it was declined', () => {
    render(<Till {...TILL} bill={{ ...failed, failureCode: 'insufficient_funds' }} />);
    expect(chosen()).toBe('pm_2');
  });

  it('offers to add a card where no other is saved', () => {
    const only = { isAvailable: true, cards: [CARD] };
    render(<Till {...TILL} cards={only} bill={{ ...failed, failureCode: 'expired_card' }} />);
    expect(chosen()).toBe('new-card');
  });

  it('has the same card chosen where it was only not confirmed', () => {
    render(<Till {...TILL} bill={{ ...failed, failureCode: 'abandoned' }} />);
    expect(chosen()).toBe('pm_1');
  });
});

describe('the cashier after something went another way', () => {
  it('says that the card was declined, that nothing was charged, and what to do', () => {
    render(<Till {...TILL} bill={{ ...BILL, status: 'failed', failureCode: 'insufficient_funds' }} />);
    const banner = screen.getAllByRole('status').find((one) => one.className.startsWith('banner'));
    expect(banner?.textContent).toContain('does not have enough money for this amount. Nothing was charged.');
    expect(banner?.textContent).toContain('Pay with another card, or by bank transfer.');
  });

  it('says the new amount where sales have covered part, and asks to confirm it', () => {
    render(<Till {...TILL} bill={{ ...BILL, amount: '33.82' }} problem="amount-changed" />);
    expect(screen.getByText('The amount is now $33.82')).toBeTruthy();
    expect(screen.getByText(/Nothing has been charged; pay to confirm/)).toBeTruthy();
  });

  it('says that no card was added, or that the provider has not said', () => {
    const { unmount } = render(<Till {...TILL} problem="no-card" />);
    expect(screen.getByText('No card was added')).toBeTruthy();
    unmount();
    render(<Till {...TILL} problem="no-answer" />);
    expect(screen.getByText('The payment provider does not answer')).toBeTruthy();
  });

  it('offers a transfer where the provider does not tell the saved cards', () => {
    render(<Till {...TILL} cards={{ isAvailable: false, cards: [] }} />);
    expect(screen.getByText(/saved cards are not shown/)).toBeTruthy();
    expect(methods()).toEqual(['new-card', 'bank-transfer']);
  });
});

describe('the cashier that did not load', () => {
  it('says that a bill is charged once at most, with the reference, and leads to the bills', () => {
    render(<TillError reference="req-7QK4M2" retry={() => undefined} />);
    expect(screen.getByText(/charged once at most/).textContent).toContain('req-7QK4M2');
    expect(screen.getByRole('link', { name: 'View your bills' }).getAttribute('href')).toBe('/finances/bills');
  });

  it('says before that so large a payment asks for a password or a code', () => {
    render(<Till {...TILL} asksProof />);
    expect(screen.getByText(/asks for your password or a one-time code first/)).toBeTruthy();
  });

  it('tries again', () => {
    const retry = vi.fn();
    render(<TillError reference="req-7QK4M2" retry={retry} />);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
