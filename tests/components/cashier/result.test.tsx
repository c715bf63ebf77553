import { render, screen, within } from '@testing-library/react';
import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { act, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BillDetailDto } from '@/contracts/bills';
import type { LiveBillDto } from '@/contracts/cashier';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { LiveStatus } from '@/features/bills/cashier/live-status';
import { PaymentResult } from '@/features/bills/cashier/result';
import { BILL, PAID, PREVIEW, SHOP } from './samples';

/** How often the page was made anew. */
let refreshed = 0;
/** Seconds since the page was opened at which it asked. */
let askedAt: number[] = [];
let told: LiveBillDto | 'unreachable';

/** Within Next's router, as far as a page that waits uses it. */
function show(element: ReactElement) {
  const refresh = () => {
    refreshed += 1;
  };
  const router = { refresh, prefetch: () => undefined } as unknown as AppRouterInstance;
  return render(<AppRouterContext.Provider value={router}>{element}</AppRouterContext.Provider>);
}

beforeEach(() => {
  vi.useFakeTimers();
  refreshed = 0;
  askedAt = [];
  told = { id: 'bil_1', status: 'processing', needsAction: false };
  const opened = Date.now();
  vi.stubGlobal('fetch', () => {
    askedAt.push(Math.round((Date.now() - opened) / 1000));
    return told === 'unreachable' ? Promise.reject(new Error('offline')) : Promise.resolve(Response.json(told));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));

describe('a page that waits for its bill', () => {
  const processing = { id: 'bil_1', status: 'processing', needsAction: false } as const;

  it('asks after 1, 2, 4 and 8 seconds more, then every 15', async () => {
    show(<LiveStatus shown={processing} />);
    await pass(62);
    expect(askedAt).toEqual([1, 3, 7, 15, 30, 45, 60]);
    expect(refreshed).toBe(0);
  });

  it('is made anew when the answer differs, and stops asking when it is final', async () => {
    show(<LiveStatus shown={processing} />);
    told = { ...processing, status: 'cleared' };
    await pass(60);
    expect(askedAt).toEqual([1]);
    expect(refreshed).toBe(1);
    expect(screen.queryByText(/updates by itself/)).toBeNull();
  });

  it('is made anew when the bank begins to wait for the payer', async () => {
    show(<LiveStatus shown={processing} />);
    told = { ...processing, needsAction: true };
    await pass(2);
    expect(refreshed).toBe(1);
  });

  it('never asks about a bill that is final already', async () => {
    show(<LiveStatus shown={{ ...processing, status: 'failed' }} />);
    await pass(60);
    expect(askedAt).toEqual([]);
  });

  it('says that the connection is lost, and goes on by itself', async () => {
    show(<LiveStatus shown={processing} />);
    told = 'unreachable';
    await pass(20);
    expect(screen.getByText(/connection is lost/)).toBeTruthy();
    told = processing;
    await pass(20);
    expect(screen.getByText(/updates by itself/)).toBeTruthy();
  });
});

function result(bill: BillDetailDto, preview = PREVIEW) {
  show(<PaymentResult bill={bill} preview={preview} shop={SHOP} />);
}

describe('what became of a payment', () => {
  it('while it clears: 37.40 is still shown as owed, and 3 hours 58 minutes are left', () => {
    result(PAID);
    expect(screen.getByText(/Your finances still show −\$37\.40/)).toBeTruthy();
    expect(screen.getByText(/by Sat 14 Mar 13:10 at the latest: 3 hours 58 minutes left/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Receipt' })).toBeTruthy();
  });

  it('while it clears: the statement goes from −37.40 to 0.00 and the payment from +37.40 to 0.00', () => {
    result(PAID);
    const rows = within(screen.getByRole('table', { name: /does to your statements/ })).getAllByRole('row');
    const said = rows.slice(1).map((row) => row.lastElementChild?.textContent);
    expect(said).toEqual(['−37.40 to 0.00', '+37.40 to 0.00']);
  });

  it('cleared: the statement is Paid, and why there is no payout', () => {
    const statement = { no: 13, day: plainDate('2026-03-12') };
    result({
      ...PAID,
      status: 'cleared',
      clearedAt: instant('2026-03-14T09:11:00Z'),
      statementNo: 15,
      payment: { no: 15, day: plainDate('2026-03-14'), payable: '37.40', excess: '0.00', payout: null },
      allocations: [
        { statement, status: 'paid', amount: '37.40', openBefore: '-37.40', openAfter: '0.00', isNamed: false },
      ],
    });
    expect(screen.getByText(/12 Mar: Paid\. There is no payout and no payout number/)).toBeTruthy();
  });

  describe('a sale covered 10.00 first, so 37.40 − 27.40 = 10.00 is credit', () => {
    const cleared = {
      ...PAID,
      status: 'cleared',
      clearedAt: instant('2026-03-14T09:11:00Z'),
      statementNo: 15,
    } as const;
    const payment = { no: 15, day: plainDate('2026-03-14'), payable: '37.40', excess: '10.00', payout: null };

    it('it waits for the next payout', () => {
      result({ ...cleared, payment });
      expect(screen.getByText(/^\$10\.00 was more than you owed: .* is paid out with the next payout\.$/)).toBeTruthy();
    });

    it('it is still accounted for when it has been paid out', () => {
      result({ ...cleared, payment: { ...payment, payout: { no: 3, initiatedOn: plainDate('2026-03-16') } } });
      expect(screen.getByText(/^\$10\.00 was more .* went out with the payout of Mon 16 Mar\.$/)).toBeTruthy();
    });
  });

  it('the bank waits: continue there, or pay another way', () => {
    const preview = { ...PREVIEW, actionUrl: 'https://bank.example/confirm' };
    result({ ...BILL, status: 'processing', needsAction: true, method: 'card' }, preview);
    const go = screen.getByRole('link', { name: 'Continue with your bank' });
    expect(go.getAttribute('href')).toBe('https://bank.example/confirm');
    expect(screen.getByRole('button', { name: 'Pay another way' })).toBeTruthy();
  });

  it('no answer yet: not called failed, and not to be paid again', () => {
    result({ ...BILL, status: 'processing', method: 'card' });
    expect(screen.getByText(/has not answered yet\. We go on asking/)).toBeTruthy();
    expect(screen.queryByText(/fail/i)).toBeNull();
    expect(screen.queryByRole('link', { name: /Pay another way/ })).toBeNull();
  });

  it('failed: in words, and back to the cashier', () => {
    result({ ...BILL, status: 'failed', method: 'card', failureCode: 'expired_card' });
    expect(screen.getByText('The card has expired. Nothing was charged.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Pay another way' }).getAttribute('href')).toBe('/cashier/bil_1');
  });

  it('taken back before it cleared: 37.40 is owed as before, there is no receipt, and one thing to do', () => {
    result({ ...BILL, status: 'failed', method: 'card', failureCode: 'dispute' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Payment taken back: 37 dollars 40');
    expect(screen.queryByText(/Nothing was charged/)).toBeNull();
    expect(screen.queryByRole('link', { name: 'Receipt' })).toBeNull();
    expect(document.querySelectorAll('.btn.primary')).toHaveLength(1);
  });

  it.each(['cancelled', 'expired'] as const)('%s: nothing was charged, and a new bill can be started', (status) => {
    result({ ...BILL, status });
    expect(screen.getByText(/Nothing was charged/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Pay negative balance' })).toBeTruthy();
  });

  it('reversed: 37.40 went back, so it is owed again', () => {
    result({ ...PAID, status: 'reversed', reversed: '37.40', reversedOn: plainDate('2026-03-14') });
    expect(screen.getByText(/\$37\.40 went back to your card, so it is owed again/)).toBeTruthy();
  });

  it('reversed today: it is owed from the close of 14 March on, and nothing can be paid before', () => {
    const reversed = { ...PAID, status: 'reversed', reversed: '37.40', reversedOn: plainDate('2026-03-14') } as const;
    result(reversed, { ...PREVIEW, effects: [], owed: '0.00' });
    expect(screen.getByText(/closes at the end of Sat 14 Mar; from then on you can pay it/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Pay negative balance' })).toBeNull();
  });
});
