import 'server-only';
import type { UnderWayDto } from '@/contracts/bills';
import {
  type ChoiceDto,
  type DebtDto,
  type NegativeBalanceDto,
  type PayPlanDto,
  type PayRequest,
  type PreviewRowDto,
  readPayRequest,
} from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { type BillPlan, owedIn, planBill } from '@/domain/bill/plan-bill';
import { previewAllocation } from '@/domain/bill/preview';
import type { PendingStatement } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor, minor, minus, negate, readMinor, smaller, sum, ZERO } from '@/domain/money/money';
import { type Policy, policyOn } from '@/domain/policy/policy';
import { remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import type { StatementKind } from '@/domain/statement/statement';
import type { Connection, Database } from '../db/database';
import { env } from '../env';
import { selectClearing } from '../repositories/bills';
import { readUnderWay } from './bills';
import { afterPayments, ladderOf, outcomeOf } from './negative-balance-outcome';
import { type OutlookInput, readOutlookInput } from './outlook';

interface DebtRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: StatementKind;
  readonly payable: Minor;
}

/** All that the page is computed from. */
interface Stand {
  readonly input: OutlookInput;
  readonly policy: Policy;
  readonly today: PlainDate;
  /** What is open now, and once the payments that are clearing have cleared. */
  readonly pending: readonly PendingStatement[];
  readonly cleared: readonly PendingStatement[];
  readonly records: ReadonlyMap<number, DebtRecord>;
  readonly underWay: UnderWayDto;
}

async function selectDebts(connection: Connection, shopId: number, nos: readonly number[]) {
  const { rows } = await connection.query<DebtRecord>(
    `SELECT no, day, kind, payable_minor AS payable FROM statement WHERE shop_id = $1 AND no = ANY($2::int[])`,
    [shopId, nos],
  );
  return new Map(rows.map((row) => [row.no, row]));
}

function previewRows({ records, cleared }: Stand, plan: BillPlan, today: PlainDate): readonly PreviewRowDto[] {
  const { debts } = previewAllocation(plan.amount, plan.statements, cleared, today);
  return debts.map(({ statement, owedBefore, paid, owedAfter }) => {
    const record = present(records.get(statement), `statement ${statement}`);
    const atFirst = negate(record.payable);
    return {
      no: statement,
      day: record.day,
      owedAtFirst: formatMinor(atFirst),
      before: formatMinor(minus(atFirst, owedBefore)),
      paid: formatMinor(paid),
      left: formatMinor(owedAfter),
      isNamed: plan.statements.includes(statement),
    };
  });
}

function planOf(stand: Stand, request: PayRequest, asks: readonly Minor[]): PayPlanDto {
  const { input, policy, today, pending, cleared } = stand;
  const read = readPayRequest(request);
  const { choice } = request;
  if (!read.ok) return { choice, refusal: read.refusal, preview: null };
  const planned = planBill(read.value, { pending, askedByOthers: asks }, policy);
  if (!planned.ok) return { choice, refusal: planned.refusal, preview: null };
  const plan = planned.value;
  const { stillOwed, excess } = previewAllocation(plan.amount, plan.statements, cleared, today);
  return {
    choice,
    refusal: null,
    preview: {
      amount: formatMinor(plan.amount),
      methods: plan.methods,
      rows: previewRows(stand, plan, today),
      stillOwed: formatMinor(stillOwed),
      excess: formatMinor(excess),
      outcome: outcomeOf(input, cleared, plan),
    },
  };
}

/** A round amount of about half, to show what paying in part does. */
function exampleOf(most: Minor, least: Minor): Minor | null {
  for (const step of [10_000n, 1_000n, 100n]) {
    const half = minor((most / 2n / step) * step);
    if (half >= least && half > ZERO) return half;
  }
  return null;
}

function choicesOf(stand: Stand, plan: PayPlanDto, limits: NegativeBalanceDto['limits']): readonly ChoiceDto[] {
  const outcome = (amount: Minor) => outcomeOf(stand.input, stand.cleared, { amount, statements: [] });
  const nothing: ChoiceDto = { key: 'nothing', isChosen: false, outcome: outcome(ZERO) };
  if (limits === null) return [nothing];
  const most = readMinor(limits.most);
  const full: ChoiceDto = { key: 'full', isChosen: plan.choice === 'full', outcome: outcome(most) };
  if (plan.choice !== 'full' && plan.preview !== null)
    return [full, { key: plan.choice, isChosen: true, outcome: plan.preview.outcome }, nothing];
  const example = exampleOf(most, readMinor(limits.least));
  return example === null
    ? [full, nothing]
    : [full, { key: 'example', isChosen: false, outcome: outcome(example) }, nothing];
}

function debtsOf({ pending, records }: Stand): readonly DebtDto[] {
  return pending
    .filter((statement) => statement.open < ZERO)
    .map(({ no, open }) => {
      const { day, kind, payable } = present(records.get(no), `statement ${no}`);
      return { no, day, kind, owedAtFirst: formatMinor(negate(payable)), owed: formatMinor(negate(open)) };
    });
}

async function readStand(database: Database, shop: ShopContext): Promise<(Stand & { clearing: Minor }) | null> {
  const { pool } = database;
  const input = await readOutlookInput(database, shop);
  if (input === null) return null;
  const { state } = input;
  const today = addDays(state.closedThrough, 1);
  const nos = state.pending.map(({ no }) => no);
  const [records, payments, underWay] = await Promise.all([
    selectDebts(pool, shop.id, nos),
    selectClearing(pool, shop.id),
    readUnderWay(pool, shop),
  ]);
  return {
    input,
    policy: policyOn(bookOf(input.policies, state.marketplace), today),
    today,
    pending: state.pending,
    cleared: afterPayments(state.pending, payments, today),
    records,
    underWay,
    clearing: sum(payments.map(({ amount }) => amount)),
  };
}

function limitsOf(owed: Minor, asked: Minor, policy: Policy): NegativeBalanceDto['limits'] {
  const most = minus(owed, asked);
  if (most <= ZERO) return null;
  return { least: formatMinor(smaller(policy.bill.minimum, most)), most: formatMinor(most) };
}

/**
 * The negative balance of a shop: what can be paid, what the asked choice clears, what each choice does, how near the measures are.
 * @param request as the address has it
 * @returns null before the first close
 * @example await readNegativeBalance(database, shop, { choice: "amount", no: [], amount: "20.00" })
 */
export async function readNegativeBalance(
  database: Database,
  shop: ShopContext,
  request: PayRequest,
): Promise<NegativeBalanceDto | null> {
  const stand = await readStand(database, shop);
  if (stand === null) return null;
  const { input, policy, pending, underWay, clearing } = stand;
  const { state } = input;
  const owed = owedIn(pending);
  const asked = readMinor(underWay.asked);
  const limits = limitsOf(owed, asked, policy);
  const plan = planOf(stand, request, [asked]);
  const reserved = sum(input.holds.map(remainingOf));
  const waiting = outcomeOf(input, stand.cleared, { amount: ZERO, statements: [] });
  return {
    owed: formatMinor(owed),
    limits,
    underWay,
    debts: debtsOf(stand),
    clearing: formatMinor(clearing),
    since: state.negativeDays === 0 ? null : addDays(state.closedThrough, 1 - state.negativeDays),
    negativeDays: state.negativeDays,
    aboveZeroOn: waiting.aboveZeroOn,
    plan,
    choices: owed === ZERO ? [] : choicesOf(stand, plan, limits),
    ladder: ladderOf(state, policy, reserved),
    clearingMinutes: env().clearingMinutes ?? policy.bill.clearingMinutes,
  };
}
