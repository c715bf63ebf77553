import { formatMinor, type Minor } from '@/domain/money/money';
import { pendingOf } from '@/domain/payout/pending-reason';
import { POLICIES } from '@/domain/policy/books';
import type { Books } from '@/domain/replay';
import { remainingOf } from '@/domain/reserve/hold';
import type { OracleBooks, OracleStatement, Tier } from '../properties/oracle/types';

const text = (amount: Minor) => formatMinor(amount);

function statementForm(books: Books, statement: Books['statements'][number]): OracleStatement {
  const book = POLICIES[books.state.marketplace];
  if (book === undefined) throw new Error('no book');
  return {
    no: statement.no,
    day: statement.day,
    kind: statement.kind,
    revenue: text(statement.sums.revenue),
    shipping: text(statement.sums.shipping),
    fees: text(statement.sums.fees),
    adjustments: text(statement.sums.adjustments),
    settlement: text(statement.settlement),
    reserveNet: text(statement.reserveNet),
    payable: text(statement.payable),
    open: text(statement.open),
    status: statement.status,
    pendingReason: statement.status === 'pending' ? pendingOf(books.state, book).reason : null,
    components: statement.lines.flatMap((line) =>
      line.components.map(({ kind, amount }) => ({ kind, amount: text(amount), order: line.order })),
    ),
  };
}

function warningsOf(books: Books): OracleBooks['warnings'] {
  return books.events.flatMap((event): OracleBooks['warnings'][number][] => {
    if (event.kind === 'amount-warning') return [{ day: event.day, kind: 'amount', measured: text(event.owed) }];
    if (event.kind === 'days-warning') return [{ day: event.day, kind: 'days', measured: `${event.negativeDays}` }];
    return [];
  });
}

/** The engine's books in the form in which the oracle gives its own, so that the two can be compared. */
export function oracleForm(books: Books): OracleBooks {
  const { state, balance } = books;
  return {
    currency: POLICIES[state.marketplace]?.currency ?? '',
    statements: books.statements.map((statement) => statementForm(books, statement)),
    payouts: books.payouts.map(({ no, initiatedOn, amount, status, items }) => ({
      no,
      initiatedOn,
      amount: text(amount),
      status,
      statements: items.map((item) => item.statement),
    })),
    allocations: books.allocations.map((step) => ({
      credit: step.creditStatement,
      debt: step.debtStatement,
      amount: text(step.amount),
    })),
    holds: books.holds.map((hold) => ({
      order: hold.order,
      settledOn: hold.settledOn,
      releaseOn: hold.releaseOn,
      withheld: text(hold.withheld),
      released: text(hold.released),
      used: text(hold.used),
      remaining: text(remainingOf(hold)),
    })),
    balance: {
      available: text(balance.available),
      inTransit: text(balance.inTransit),
      reserved: text(balance.reserved),
      onHold: text(balance.onHold),
      owed: text(balance.owed),
    },
    reserveLevel: state.levels.at(-1)?.level ?? 3,
    settlementTier: (state.tiers.at(-1)?.tier ?? 'standard') as Tier,
    measures: state.measures.map((inForce) => inForce.measure).sort(),
    negativeDays: state.negativeDays,
    activity: state.activity,
    warnings: warningsOf(books),
  };
}
