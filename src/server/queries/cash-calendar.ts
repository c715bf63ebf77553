import 'server-only';
import type { CashCalendarDto, CashDayDto, CashEventDto, CashEventKind } from '@/contracts/overview';
import { isBusinessDay } from '@/domain/calendar/business-days';
import { addDays, daysFrom, type PlainDate, weekdayOf } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor, minus, negate, plus, sum, ZERO } from '@/domain/money/money';
import { availableOf } from '@/domain/payout/conditions';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { LineEvent, Statement } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import type { Outlook } from './outlook';

const WEEKS = 4;

interface CashEvent {
  readonly day: PlainDate;
  readonly kind: CashEventKind;
  readonly amount: Minor;
  readonly count: number;
  readonly statement: number | null;
  readonly payout: number | null;
}

/** What is withheld from a settlement is part of what it brings on the day. */
function cashKind(event: LineEvent): CashEventKind {
  return event === 'reserve-withheld' ? 'settlement' : event;
}

/** What the closed days brought, by kind, and the payouts of those days and of today. */
async function readPast(
  connection: Connection,
  shopId: number,
  from: PlainDate,
  today: PlainDate,
): Promise<readonly CashEvent[]> {
  const { rows } = await connection.query<CashEvent>(
    `SELECT day, kind, sum(amount)::bigint AS amount, count(*) FILTER (WHERE counts)::int AS count, min(no) AS statement, NULL::int AS payout
       FROM (SELECT s.day, s.no, l.event <> 'reserve-withheld' AS counts,
                    CASE l.event WHEN 'reserve-withheld' THEN 'settlement' ELSE l.event END AS kind,
                    l.revenue_minor + l.shipping_minor + l.fees_minor + l.adjustments_minor + l.reserve_minor AS amount
               FROM statement s JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no
              WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3) lines
      GROUP BY day, kind
     UNION ALL
     SELECT initiated_on, 'payout', -amount_minor, 1, NULL, no FROM payout
      WHERE shop_id = $1 AND initiated_on BETWEEN $2 AND $3
     UNION ALL
     SELECT settled_on, 'payout-back', amount_minor, 1, NULL, no FROM payout
      WHERE shop_id = $1 AND status IN ('failed', 'returned') AND settled_on BETWEEN $2 AND $3
     ORDER BY 1, 6, 5`,
    [shopId, from, today],
  );
  return rows;
}

/** What a statement that is only expected brings, by kind. */
function expectedEvents(statement: Statement): readonly CashEvent[] {
  const events = new Map<CashEventKind, CashEvent>();
  for (const line of statement.lines) {
    const kind = cashKind(line.event);
    const before = events.get(kind);
    events.set(kind, {
      day: statement.day,
      kind,
      amount: plus(before?.amount ?? ZERO, sum(line.components.map((component) => component.amount))),
      count: (before?.count ?? 0) + (line.event === 'reserve-withheld' ? 0 : 1),
      statement: null,
      payout: null,
    });
  }
  return [...events.values()];
}

function expected(outlook: Outlook): readonly CashEvent[] {
  return outlook.forecast.days.flatMap(({ day, statements, payouts }) => [
    ...statements.flatMap(expectedEvents),
    ...payouts.map(
      ({ amount }): CashEvent => ({
        day,
        kind: 'payout',
        amount: negate(amount),
        count: 1,
        statement: null,
        payout: null,
      }),
    ),
  ]);
}

function eventDto({ kind, amount, count, statement, payout }: CashEvent): CashEventDto {
  return { kind, amount: formatMinor(amount), count, statement, payout };
}

/** The Monday on which the calendar begins: the week of the day before yesterday, so that there is always something to look back on. */
function firstMonday(today: PlainDate): PlainDate {
  const before = addDays(today, -2);
  return addDays(before, 1 - weekdayOf(before));
}

/** Four weeks around today: closed days from the books, days ahead from the engine run forward. */
export async function readCashCalendar(
  connection: Connection,
  shopId: number,
  outlook: Outlook,
): Promise<CashCalendarDto> {
  const { state } = outlook;
  const { bankHolidays } = bookOf(MARKETPLACES, state.marketplace);
  const today = addDays(state.closedThrough, 1);
  const from = firstMonday(today);
  const to = addDays(from, WEEKS * 7 - 1);
  const past = await readPast(connection, shopId, from, today);
  const events = new Map<PlainDate, CashEvent[]>();
  for (const event of [...past, ...expected(outlook)]) {
    if (event.day <= to) events.set(event.day, [...(events.get(event.day) ?? []), event]);
  }
  // What is available now counts all that is in the books: the first day began with that less all of it.
  let available = minus(availableOf(state), sum(past.map((event) => event.amount)));
  const days: CashDayDto[] = [];
  for (const day of daysFrom(from, to)) {
    const ofDay = events.get(day) ?? [];
    available = plus(available, sum(ofDay.map((event) => event.amount)));
    days.push({
      day,
      isBusinessDay: isBusinessDay(day, bankHolidays),
      isForecast: day >= today,
      events: ofDay.map(eventDto),
      available: formatMinor(available),
    });
  }
  return { today, days };
}
