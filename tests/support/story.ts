import { plainDate } from '@/domain/calendar/plain-date';
import { admitFacts } from '@/domain/fact/recording';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Policies } from '@/domain/policy/policy';
import { type Books, replay } from '@/domain/replay';
import { emptyRecord, fact, type WireFact } from './facts';

/** A moment of a day, UTC; ten in the morning where the test does not care. */
export const at = (day: string, time = '10:00'): string => `${day}T${time}:00Z`;

type Extra = Readonly<Record<string, unknown>>;

/** Any fact of a day. @example happens("shop.closed", "2026-03-02") */
export const happens = (type: string, day: string, extra: Extra = {}): WireFact => ({
  type,
  occurredAt: at(day),
  ...extra,
});

/** A shop opens at midnight; standard tier and reserve level 3 unless told otherwise; without a bank account. */
export const openedOnly = (day: string, extra: Extra = {}): WireFact => ({
  type: 'shop.opened',
  occurredAt: at(day, '00:00'),
  marketplace: 'us',
  name: 'Shop',
  registrationType: 'individual',
  registeredName: 'Owner',
  probation: false,
  ...extra,
});

/** A bank account that the owner verified. */
export const verified = (day: string, account = 'acc-1', time = '00:01'): WireFact => ({
  type: 'bank-account.verified',
  occurredAt: at(day, time),
  account,
  last4: '4417',
  holderName: 'Owner',
});

/** A shop that opens with a verified bank account. */
export const opens = (day: string, extra: Extra = {}): WireFact[] => [openedOnly(day, extra), verified(day)];

/** What an order may be told with; days are when it was placed, shipped and delivered. */
interface Sale {
  readonly gross?: string;
  readonly placed: string;
  /** On the day of the order if it is delivered, unless told otherwise; null for never. */
  readonly shipped?: string | null;
  readonly delivered?: string;
  readonly shipBy?: string;
  readonly lines?: readonly { readonly sku: string; readonly amount: string }[];
  readonly discount?: string;
  readonly shippingFee?: string;
}

/** An order of one SKU, "set", unless lines say otherwise. */
export function sells(order: string, sale: Sale): WireFact[] {
  const lines = sale.lines ?? [{ sku: 'set', amount: sale.gross ?? '100.00' }];
  const shipped = sale.shipped === undefined ? (sale.delivered === undefined ? null : sale.placed) : sale.shipped;
  const placed = happens('order.placed', sale.placed, {
    order,
    shipBy: sale.shipBy ?? at(sale.delivered ?? sale.placed, '23:00'),
    shipping: 'ship-by-seller',
    lines: lines.map((line) => ({ name: line.sku, quantity: 1, ...line })),
    ...(sale.discount === undefined ? {} : { sellerDiscount: sale.discount }),
    ...(sale.shippingFee === undefined ? {} : { customerShippingFee: sale.shippingFee }),
  });
  return [
    placed,
    ...(shipped === null ? [] : [happens('order.shipped', shipped, { order })]),
    ...(sale.delivered === undefined ? [] : [happens('order.delivered', sale.delivered, { order })]),
  ];
}

let refundsTold = 0;

/** A refund of some amount of SKU "set", at the seller's fault, unless told otherwise. */
export function refunded(order: string, day: string, amount: string, extra: Extra & { sku?: string } = {}): WireFact {
  refundsTold += 1;
  const { sku = 'set', ...rest } = extra;
  const lines = [{ sku, quantity: 1, amount }];
  return happens('order.refunded', day, { order, refund: `R-${refundsTold}`, lines, fault: 'seller', ...rest });
}

/** A charge on an order. */
export const charged = (order: string, day: string, kind: string, amount: string): WireFact =>
  happens('order.charged', day, { order, kind, amount });

/** An adjustment of the shop. */
export const adjusted = (day: string, amount: string, kind = 'other-adjustment', extra: Extra = {}): WireFact =>
  happens('adjustment.posted', day, { kind, amount, reason: 'agreed', ...extra });

/** Ops set a reserve level; it is in effect from the next day. */
export const levelSet = (day: string, level: number): WireFact =>
  happens('shop.reserve-level-set', day, { level, reason: 'looked at' });

/** A card payment that is captured and clears at once. */
export const paysBill = (day: string, amount: string, statements: readonly number[] = [], bill = 'bill-1') => [
  happens('bill.captured', day, { bill, amount }),
  happens('bill.cleared', day, { bill, amount, statements, occurredAt: at(day, '10:01') }),
];

/** The books that facts give under other policies than those that Evenkeel ships. */
export function booksUnder(policies: Policies, wires: readonly WireFact[], day: string): Books {
  const incoming = wires.map((wire, index) => ({ line: index + 1, fact: fact(wire) }));
  const { recorded, refusals } = admitFacts(emptyRecord(), incoming, policies);
  if (refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
  const books = replay(recorded, policies, plainDate(day));
  if (books === null) throw new Error('the shop is not open by then');
  return books;
}

const money = (amount: Minor) => formatMinor(amount);

/** Every component of the statements of a day, as "kind amount". */
export const componentsOn = (books: Books, day: string, kind = 'daily'): string[] =>
  books.statements
    .filter((statement) => statement.day === day && statement.kind === kind)
    .flatMap((statement) => statement.lines)
    .flatMap((line) => line.components.map((component) => `${component.kind} ${money(component.amount)}`));

/** Statements as "day kind payable". */
export const payables = (books: Books): string[] =>
  books.statements.map(({ day, kind, payable }) => `${day} ${kind} ${money(payable)}`);

/** Where statements stand, as "day kind open status". */
export const standings = (books: Books): string[] =>
  books.statements.map(({ day, kind, open, status }) => `${day} ${kind} ${money(open)} ${status}`);

/** Payouts as "day amount status". */
export const payouts = (books: Books): string[] =>
  books.payouts.map(({ initiatedOn, amount, status }) => `${initiatedOn} ${money(amount)} ${status}`);

/** Holds as "order withheld = released + used + remaining". */
export const holds = (books: Books): string[] =>
  books.holds.map(
    ({ order, withheld, released, used }) =>
      `${order} ${money(withheld)} = ${money(released)} + ${money(used)} + ${money((withheld - released - used) as Minor)}`,
  );

/** Allocations as "credit -> debt amount", by statement number. */
export const allocations = (books: Books): string[] =>
  books.allocations.map((step) => `${step.creditStatement} -> ${step.debtStatement} ${money(step.amount)}`);

/** Measures in force as "since measure". */
export const measures = (books: Books): string[] =>
  books.state.measures.map(({ since, measure }) => `${since} ${measure}`);

/** Events of one kind, as the days on which they came. */
export const daysOf = (books: Books, kind: string): string[] =>
  books.events.filter((event) => event.kind === kind).map((event) => event.day);
