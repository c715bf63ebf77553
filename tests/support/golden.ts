import { explainComponent } from '@/domain/explain/component';
import { explainWithholding } from '@/domain/explain/withholding';
import type { RecordedFact } from '@/domain/fact/fact';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Books } from '@/domain/replay';
import { remainingOf } from '@/domain/reserve/hold';

const money = (amount: Minor): string => formatMinor(amount).padStart(10);

function words(value: unknown): string {
  if (typeof value === 'bigint') return formatMinor(value as Minor);
  if (Array.isArray(value)) return `[${value.map(words).join('; ')}]`;
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, member]) => `${key} ${words(member)}`)
      .join(', ');
  return String(value);
}

function factLine({ occurredOn, effectiveOn, fact }: RecordedFact): string {
  const { id: _id, shop: _shop, type, occurredAt, ...payload } = fact;
  const late = effectiveOn === occurredOn ? '' : ` (in effect on ${effectiveOn})`;
  return `${occurredAt.slice(0, 16).replace('T', ' ')}  ${type.padEnd(24)} ${words(payload)}${late}`.trimEnd();
}

function statementLines(statement: Books['statements'][number]): string[] {
  const { no, day, kind, settlement, reserveNet, payable, open, status, payout } = statement;
  const lines = statement.lines.flatMap((line) => [
    `  ${line.event}${line.order === null ? '' : ` of order ${line.order}`} (policy version ${line.policyVersion})`,
    ...line.components.map(({ kind: of, amount, basis }) => {
      const { label, basisText, rule } = explainComponent(of, basis);
      return `  ${money(amount)}  ${label} [${rule}]${basisText === null ? '' : ` ${basisText}`}`;
    }),
    ...(line.withholding === null ? [] : [`              Reserve: ${explainWithholding(line.withholding)}`]),
  ]);
  const where = payout === null ? '' : `, payout ${payout}`;
  return [
    `Statement ${no}, ${day}, ${kind}`,
    ...lines,
    `  ${money(settlement)}  settlement`,
    `  ${money(reserveNet)}  reserve`,
    `  ${money(payable)}  payable; open ${formatMinor(open)}, ${status}${where}`,
    '',
  ];
}

function eventLine(event: Books['events'][number]): string | null {
  switch (event.kind) {
    case 'balance-negative':
      return `below zero: ${formatMinor(event.owed)} owed`;
    case 'balance-covered':
      return `covered again; negative days in a row: ${event.negativeDays}`;
    case 'amount-warning':
      return `warned: ${formatMinor(event.owed)} owed, the limit is ${formatMinor(event.limit)}`;
    case 'days-warning':
      return `warned: negative day ${event.negativeDays} of ${event.limit}, ${formatMinor(event.owed)} owed`;
    case 'measure-applied':
      return `${event.measure.measure}: ${event.measure.trigger}, ${formatMinor(event.measure.owed)} owed, day ${event.measure.negativeDays}`;
    case 'measure-lifted':
      return `${event.measure} lifted: ${event.reason}`;
    case 'level-changed':
      return `reserve level ${event.change.level} from ${event.change.from}: ${event.change.reason}`;
    case 'tier-changed':
      return `tier ${event.change.tier} from ${event.change.from}`;
    default:
      return null;
  }
}

const section = (title: string, lines: readonly string[]): string[] => [
  title,
  '-'.repeat(title.length),
  ...(lines.length === 0 ? ['none'] : lines),
  '',
];

/** Books as an accountant reads them: the facts, then statements, allocations, payouts, reserve, events and balances. */
export function renderBooks(title: string, facts: readonly RecordedFact[], books: Books): string {
  const { balance, state } = books;
  const payouts = books.payouts.flatMap(({ no, initiatedOn, amount, status, settledOn, code, account, items }) => [
    `${no}. ${initiatedOn} ${money(amount)} to ${account}, ${status}${settledOn === null ? '' : ` on ${settledOn}`}${code === null ? '' : ` (${code})`}`,
    ...items.map((item) => `   ${money(item.amount)} from statement ${item.statement}`),
  ]);
  const events = books.events.flatMap((event) => {
    const line = eventLine(event);
    return line === null ? [] : [`${event.day}  ${line}`];
  });
  return [
    title,
    '='.repeat(title.length),
    '',
    ...section('Facts', facts.map(factLine)),
    ...section('Statements', books.statements.flatMap(statementLines)),
    ...section(
      'Allocations',
      books.allocations.map(
        (step) =>
          `${step.day} ${money(step.amount)} of statement ${step.creditStatement} to statement ${step.debtStatement}`,
      ),
    ),
    ...section('Payouts', payouts),
    ...section(
      'Reserve',
      books.holds.map(
        (hold) =>
          `order ${hold.order}, settled ${hold.settledOn}, until ${hold.releaseOn}: withheld ${formatMinor(hold.withheld)} = released ${formatMinor(hold.released)} + used ${formatMinor(hold.used)} + remaining ${formatMinor(remainingOf(hold))}`,
      ),
    ),
    ...section('Events', events),
    ...section(`Balances at the end of ${state.closedThrough}`, [
      `${money(balance.available)}  available`,
      `${money(balance.inTransit)}  in transit`,
      `${money(balance.reserved)}  in reserve`,
      `${money(balance.onHold)}  on hold`,
      `${money(balance.owed)}  owed`,
    ]),
  ].join('\n');
}
