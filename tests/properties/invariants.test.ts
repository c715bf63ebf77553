import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Minor } from '@/domain/money/money';
import type { Books } from '@/domain/replay';
import { compareHolds, remainingOf, reservedIn } from '@/domain/reserve/hold';
import { settlementOf, sumByCategory } from '@/domain/settlement/component';
import { booksOf, lateShop, operatedShop } from '../support/engine-streams';

const total = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((left, right) => left + right, 0n);

const anyShop = fc.oneof(operatedShop, lateShop);

function holds(invariant: (books: Books) => void): void {
  fc.assert(
    fc.property(anyShop, ({ facts, through }) => invariant(booksOf(facts, through))),
    { numRuns: 20 },
  );
}

const componentsOf = (books: Books) =>
  books.statements.flatMap((statement) => statement.lines.flatMap((line) => line.components));

describe('The invariants of R12 hold on any stream of facts', { timeout: 60_000 }, () => {
  it('every journal sums to zero (R12.1), and the seller balance account is what is open (R12.4)', () => {
    holds((books) => {
      for (const { entries } of books.journals) expect(total(entries.map((entry) => entry.amount))).toBe(0n);
      const on = (account: string) =>
        total(
          books.journals.flatMap(({ entries }) =>
            entries.filter((entry) => entry.account === account).map((entry) => entry.amount),
          ),
        );
      expect(on('seller-balance')).toBe(books.balance.available);
      expect(on('seller-reserve')).toBe(books.balance.reserved);
      expect(on('payouts-in-transit')).toBe(books.balance.inTransit);
    });
  });

  it('payable is the sum of the components, settlement that of the four categories, and no component is zero (R12.2, R12.3)', () => {
    holds((books) => {
      for (const statement of books.statements) {
        const components = statement.lines.flatMap((line) => line.components);
        expect(components.every((component) => component.amount !== 0n)).toBe(true);
        expect(total(components.map((component) => component.amount))).toBe(statement.payable);
        expect(settlementOf(sumByCategory(components))).toBe(statement.settlement);
        expect(statement.settlement + statement.reserveNet).toBe(statement.payable);
        expect(statement.lines.length).toBeGreaterThan(0);
      }
    });
  });

  it('open = payable - allocations - payouts, and the status follows from it (R12.4, R6.3)', () => {
    holds((books) => {
      const running = books.payouts.filter((payout) => payout.status === 'processing' || payout.status === 'paid');
      for (const { no, payable, open, status } of books.statements) {
        const credit = books.allocations.filter((step) => step.creditStatement === no).map((step) => step.amount);
        const debt = books.allocations.filter((step) => step.debtStatement === no).map((step) => step.amount);
        const paid = running.flatMap((payout) => payout.items.filter((item) => item.statement === no));
        expect(payable - total(credit) + total(debt) - total(paid.map((item) => item.amount))).toBe(open);
        expect(status === 'pending').toBe(open !== 0n);
      }
    });
  });

  it("a shop's open amounts have one sign (R12.5), and the pending list is exactly the statements that are open", () => {
    holds((books) => {
      const opens = books.statements.filter((statement) => statement.open !== 0n);
      expect(new Set(opens.map((statement) => statement.open > 0n)).size).toBeLessThan(2);
      expect(books.state.pending.map(({ no, open }) => ({ no, open }))).toEqual(
        opens.map(({ no, open }) => ({ no, open })),
      );
    });
  });

  it('each allocation is above zero, from a credit to a debt, and numbered without a gap (R7.1)', () => {
    holds((books) => {
      const payables = new Map(books.statements.map((statement) => [statement.no, statement.payable]));
      books.allocations.forEach((step, index) => {
        expect(step.no).toBe(index + 1);
        expect(step.amount > 0n).toBe(true);
        expect((payables.get(step.creditStatement) ?? 0n) > 0n).toBe(true);
        expect((payables.get(step.debtStatement) ?? 0n) < 0n).toBe(true);
      });
    });
  });

  it('each hold: withheld = released + used + remaining, none below zero, used oldest first (R12.6, R5.4, R5.5)', () => {
    holds((books) => {
      for (const hold of books.holds) {
        expect(hold.withheld > 0n && hold.released >= 0n && hold.used >= 0n && remainingOf(hold) >= 0n).toBe(true);
        expect(hold.withheld).toBe(hold.released + hold.used + remainingOf(hold));
        expect(hold.withheld <= hold.settlement && hold.releaseOn > hold.settledOn).toBe(true);
      }
      for (const { lines } of books.statements.filter((statement) => statement.kind === 'reserve-draw')) {
        const drawn = lines.flatMap((line) => books.holds.filter((hold) => hold.order === line.order));
        expect(drawn).toEqual([...drawn].sort(compareHolds));
      }
    });
  });

  it('a payout is the sum of what it took, at least 1.00, in order of its number (R12.7, R7.3)', () => {
    holds((books) => {
      books.payouts.forEach(({ no, amount, items }, index) => {
        expect(no).toBe(index + 1);
        expect(total(items.map((item) => item.amount))).toBe(amount);
        expect(amount >= 100n).toBe(true);
      });
    });
  });

  it('no order settles twice, and none before its day (R12.8)', () => {
    holds((books) => {
      const due = new Map(books.due.map(({ order, settlesOn }) => [order, settlesOn]));
      const settled = books.statements.flatMap((statement) =>
        statement.lines
          .filter((line) => line.event === 'settlement')
          .map(({ order }) => ({ order, day: statement.day })),
      );
      expect(new Set(settled.map(({ order }) => order)).size).toBe(settled.length);
      for (const { order, day } of settled) expect(day >= (due.get(order ?? '') ?? '9999-12-31')).toBe(true);
    });
  });

  it('the sum of cleared bills is the sum of bill-payment components (R12.9)', () => {
    fc.assert(
      fc.property(operatedShop, ({ facts, through }) => {
        const books = booksOf(facts, through);
        const cleared = facts.flatMap(({ fact, effectiveOn }) =>
          fact.type === 'bill.cleared' && effectiveOn <= through ? [fact.amount] : [],
        );
        const posted = componentsOf(books).filter((component) => component.kind === 'bill-payment');
        expect(total(posted.map((component) => component.amount))).toBe(total(cleared));
      }),
      { numRuns: 25 },
    );
  });

  it('all non-reserve components = payouts on their way and paid + open + reserve remaining (R12.11)', () => {
    holds((books) => {
      const running = books.payouts.filter((payout) => payout.status === 'processing' || payout.status === 'paid');
      const settlements = total(books.statements.map((statement) => statement.settlement));
      const opens = total(books.statements.map((statement) => statement.open));
      expect(settlements).toBe(total(running.map((payout) => payout.amount)) + opens + reservedIn(books.holds));
    });
  });

  it('owed is what is available below zero, and never both are above it (R7.6)', () => {
    holds(({ balance }) => {
      const owed = balance.available < 0n ? -balance.available : 0n;
      expect(balance.owed).toBe(owed as Minor);
      expect(balance.reserved >= 0n && balance.inTransit >= 0n).toBe(true);
    });
  });
});
