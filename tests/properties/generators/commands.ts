import { amountText, cents } from '../oracle/cents';
import type { OracleBooks, WireFact } from '../oracle/types';

interface OutstandingBill {
  readonly bill: string;
  readonly amount: string;
  readonly statements: readonly number[];
}

/**
 * A bank, a seller and ops staff that act on books as they stand, led by `choices` (0 to 99, used over and over):
 * payouts are paid, fail or come back; bills are captured, clear, fail or are reversed; appeals are granted once nothing
 * is owed; accounts are confirmed after a failure. Pass its answer to `factsWithCommands`.
 */
export function operators(shop: string, choices: readonly number[]) {
  let made = 0;
  let drawn = 0;
  const captured: OutstandingBill[] = [];
  const cleared: OutstandingBill[] = [];
  /** True in about `percent` of the cases. */
  const happens = (percent: number): boolean => {
    drawn += 1;
    return ((choices[drawn % choices.length] ?? 0) + drawn * 7) % 100 < percent;
  };
  return (day: string, books: OracleBooks): readonly WireFact[] => {
    const facts: WireFact[] = [];
    const say = (type: string, payload: Readonly<Record<string, unknown>>): void => {
      made += 1;
      const second = String(facts.length).padStart(2, '0');
      facts.push({ id: `command-${made}`, shop, type, occurredAt: `${day}T12:00:${second}Z`, ...payload });
    };
    for (const payout of books.payouts) {
      if (payout.status === 'processing' && happens(60)) say('payout.paid', { payout: payout.no });
      else if (payout.status === 'processing' && happens(15))
        say('payout.failed', { payout: payout.no, code: 'closed' });
      else if (payout.status === 'paid' && happens(1)) say('payout.returned', { payout: payout.no, code: 'late' });
    }
    settleBills(captured, cleared, happens, say);
    captureBill(books, captured, `bill-${made}`, happens, say);
    if (books.statements.some((statement) => statement.pendingReason === 'payout-failed') && happens(30)) {
      say('bank-account.verified', { account: `bank-${made}`, last4: '0009', holderName: 'X' });
    }
    if (books.measures.length > 0 && books.balance.owed === '0.00' && happens(30)) {
      say('appeal.granted', {
        reason: 'nothing is owed',
        ...(happens(30) ? { measures: books.measures.slice(0, 1) } : {}),
      });
    }
    return facts;
  };
}

type Say = (type: string, payload: Readonly<Record<string, unknown>>) => void;

/** Captured bills clear, fail or wait; of the cleared ones some are reversed. */
function settleBills(
  captured: OutstandingBill[],
  cleared: OutstandingBill[],
  happens: (percent: number) => boolean,
  say: Say,
): void {
  const reversed = cleared.findIndex(() => happens(3));
  for (const { bill, amount } of reversed < 0 ? [] : cleared.splice(reversed, 1))
    say('bill.reversed', { bill, amount });
  for (const bill of captured.splice(0)) {
    if (happens(60)) {
      say('bill.cleared', { ...bill });
      cleared.push(bill);
    } else if (happens(20)) say('bill.failed', { bill: bill.bill });
    else captured.push(bill);
  }
}

/** R8.1: at most what is owed less the bills already captured; half of it, or all, or for one statement. */
function captureBill(
  books: OracleBooks,
  captured: OutstandingBill[],
  bill: string,
  happens: (percent: number) => boolean,
  say: Say,
): void {
  const free = cents(books.balance.owed) - captured.reduce((sum, other) => sum + cents(other.amount), 0n);
  if (free < 1_00n || !happens(12)) return;
  const debts = books.statements.filter((statement) => statement.status === 'pending').map((statement) => statement.no);
  const amount = amountText(happens(50) ? free : free / 2n > 1_00n ? free / 2n : free);
  const statements = happens(50) ? debts.slice(-1) : [];
  captured.push({ bill, amount, statements });
  say('bill.captured', { bill, amount });
}
