import 'server-only';
import type { ExpectedPartDto, NextPayoutDto, PayoutConditionDto } from '@/contracts/overview';
import type { ShopState } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import type { Forecast } from '@/domain/forecast/forecast';
import { formatMinor, larger, type Minor, negate, plus, ZERO } from '@/domain/money/money';
import { availableOf, isFrozen, obstacleOn, payoutAccount, withheldUntil } from '@/domain/payout/conditions';
import { nextPayoutDay } from '@/domain/payout/schedule';
import { type PolicyBook, policyOn } from '@/domain/policy/policy';
import type { Statement } from '@/domain/statement/statement';
import type { Connection } from '../db/database';
import type { Outlook } from './outlook';

/** How many statements ahead the sum lists; more are summed. */
const LISTED = 6;

/** When withdrawals were frozen, or the shop deactivated; null if they are not. */
function frozenSince(state: ShopState): PlainDate | null {
  if (!isFrozen(state)) return null;
  const stopping = state.measures.find(({ measure }) => measure !== 'suspend-promotions');
  return stopping?.since ?? null;
}

/** All conditions of R7.3, those that are met too. */
function conditionsOf(state: Outlook['state'], book: PolicyBook): readonly PayoutConditionDto[] {
  const today = addDays(state.closedThrough, 1);
  const policy = policyOn(book, today);
  const available = availableOf(state);
  const account = payoutAccount(state);
  const until = withheldUntil(state, policy);
  const schedule = { schedule: state.schedule, changedOn: state.scheduleChangedOn };
  const conditions: PayoutConditionDto[] = [
    {
      kind: 'balance',
      isMet: available >= policy.minimumPayout,
      available: formatMinor(available),
      minimum: formatMinor(policy.minimumPayout),
    },
    { kind: 'account', isMet: account !== null, last4: account?.last4 ?? null },
    { kind: 'not-frozen', isMet: !isFrozen(state), since: frozenSince(state) },
    {
      kind: 'schedule',
      isMet: true,
      schedule: state.schedule,
      // The run of today is already in the books (R11).
      nextOn: nextPayoutDay(today, schedule, book.bankHolidays),
    },
  ];
  if (state.payoutFailed) conditions.splice(2, 0, { kind: 'account-confirmed', isMet: false });
  if (until !== null) conditions.unshift({ kind: 'open', isMet: today >= until, paysFrom: until });
  return conditions;
}

function partOf(statement: Statement): ExpectedPartDto {
  const settling = statement.lines.filter((line) => line.event === 'settlement');
  const orders = new Set(statement.lines.map((line) => line.order));
  const [first] = statement.lines;
  const isOne = orders.size === 1 && first !== undefined && first.order !== null;
  return {
    kind: 'statement',
    day: statement.day,
    amount: formatMinor(statement.payable),
    settlingCount: settling.length,
    about: isOne && first.order !== null ? { event: first.event, order: first.order } : null,
    components: isOne
      ? statement.lines
          .flatMap((line) => line.components)
          .map(({ kind, amount }) => ({ kind, amount: formatMinor(amount) }))
      : [],
  };
}

/** The first payout that the engine makes of what is known, and the sum that makes it. */
function expectedOf(state: Outlook['state'], { days }: Forecast): NextPayoutDto['expected'] {
  const payout = days.flatMap((day) => day.payouts)[0];
  if (payout === undefined) return null;
  const statements = days.filter((day) => day.day < payout.initiatedOn).flatMap((day) => day.statements);
  const available = availableOf(state);
  const parts: ExpectedPartDto[] = statements.slice(0, LISTED).map(partOf);
  if (available !== ZERO) parts.push({ kind: 'pending', amount: formatMinor(available) });
  const hidden = statements.slice(LISTED);
  const rest = hidden.reduce((total, statement) => plus(total, statement.payable), ZERO);
  return {
    on: payout.initiatedOn,
    amount: formatMinor(payout.amount),
    parts,
    rest: hidden.length === 0 ? null : { count: hidden.length, amount: formatMinor(rest) },
  };
}

async function startedOn(
  connection: Connection,
  shopId: number,
  day: PlainDate,
): Promise<NextPayoutDto['startedToday']> {
  const { rows } = await connection.query<{ no: number; amount_minor: Minor }>(
    'SELECT no, amount_minor FROM payout WHERE shop_id = $1 AND initiated_on = $2 ORDER BY no DESC LIMIT 1',
    [shopId, day],
  );
  const row = rows[0];
  return row === undefined ? null : { no: row.no, amount: formatMinor(row.amount_minor) };
}

/**
 * The next payout of a shop: the conditions, what stands in its way, and what it is expected to be (R7.3).
 * @param outlook the engine run forward
 */
export async function readNextPayout(connection: Connection, shopId: number, outlook: Outlook): Promise<NextPayoutDto> {
  const { state } = outlook;
  const today = addDays(state.closedThrough, 1);
  const available = availableOf(state);
  const book = bookOf(outlook.policies, state.marketplace);
  const obstacle = obstacleOn(today, state, policyOn(book, today));
  return {
    available: formatMinor(available),
    owed: formatMinor(larger(ZERO, negate(available))),
    obstacle,
    conditions: conditionsOf(state, book),
    expected: expectedOf(state, outlook.forecast),
    startedToday: await startedOn(connection, shopId, today),
  };
}
