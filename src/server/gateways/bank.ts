import 'server-only';
import type { BankReasonCode } from '@/contracts/bank-reasons';
import { isSameName } from '@/domain/bank-account/holder-name';
import { type BankHolidays, nextBusinessDay } from '@/domain/calendar/business-days';
import { fromWallTime } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Bank } from '@/domain/close/run-days';
import { commandFactIds } from '@/domain/fact/command-ids';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import type { PolicyBook } from '@/domain/policy/policy';
import type { PayoutRail } from '../env';

/** A bank account as the bank that pays sees it. */
export interface PayoutAccount {
  readonly holderName: string;
  readonly last4: string;
}

/** What a bank says about one payout on its way: nothing yet, that it was paid, or why not. */
type Answer = 'nothing' | 'paid' | BankReasonCode;

interface Asked {
  readonly initiatedOn: PlainDate;
  /** When the money arrives by the file that it went out in; null where it went out in none. */
  readonly effectiveOn: PlainDate | null;
  readonly day: PlainDate;
  readonly account: PayoutAccount | null;
  readonly registeredName: string;
  readonly holidays: BankHolidays;
}

/** Last digits of account numbers at which the simulated bank refuses every payout: what a seller would see is tried with them. */
export const REFUSED_ENDINGS: Readonly<Record<string, BankReasonCode>> = {
  '1102': 'account-closed',
  '1103': 'account-not-found',
  '1104': 'invalid-account-number',
  '1116': 'account-blocked',
  '1120': 'not-a-payment-account',
  '1123': 'refused-by-holder',
};

function afterBusinessDays(start: PlainDate, count: number, holidays: BankHolidays): PlainDate {
  let day = start;
  for (let passed = 0; passed < count; passed += 1) day = nextBusinessDay(day, holidays);
  return day;
}

/** Pays on the next business day (R7.5), unless the name differs from the registered one or the account is one of those that refuse. */
function simulatedAnswer({ initiatedOn, day, account, registeredName, holidays }: Asked): Answer {
  if (day < nextBusinessDay(initiatedOn, holidays)) return 'nothing';
  if (account === null) return 'paid';
  if (!isSameName(account.holderName, registeredName)) return 'name-mismatch';
  return REFUSED_ENDINGS[account.last4] ?? 'paid';
}

/** Business days after the money arrived in which a bank may send it back. */
const ACH_RETURN_DAYS = 2;

/** The network reports only what fails: what has not come back by the end of the return time was paid (ADR 21). */
function achAnswer({ effectiveOn, day, holidays }: Asked): Answer {
  if (effectiveOn === null) return 'nothing';
  return day < afterBusinessDays(effectiveOn, ACH_RETURN_DAYS, holidays) ? 'nothing' : 'paid';
}

const ANSWER = { simulated: simulatedAnswer, ach: achAnswer } as const satisfies Record<
  PayoutRail,
  (asked: Asked) => Answer
>;

/** The bank of one shop, for one run of days. */
export interface AnsweringBank {
  readonly bank: Bank;
  /** What the bank has said so far: facts to store with the books that they made. */
  readonly facts: readonly RecordedFact[];
}

/** What the bank goes by. */
export interface AnsweringBankInput {
  readonly rail: PayoutRail;
  readonly book: PolicyBook;
  /** The number that its first fact gets: above all that are stored. */
  readonly firstNo: number;
  /** Facts of the days to run: a payout that one of them already decides is left alone. */
  readonly facts: readonly RecordedFact[];
  /** By account, those that the shop no longer has as well. */
  readonly accounts: ReadonlyMap<string, PayoutAccount>;
  /** By payout: when the money arrives by the file that it went out in. */
  readonly effectiveDays: ReadonlyMap<number, PlainDate>;
}

/**
 * The port through which the close learns what became of payouts on their way (R7.5).
 * @example answerPayouts({ rail: 'simulated', book, firstNo: 8, facts, accounts, effectiveDays: new Map() }).bank
 */
export function answerPayouts(input: AnsweringBankInput): AnsweringBank {
  const { rail, book, firstNo, facts, accounts, effectiveDays } = input;
  const said: RecordedFact[] = [];
  const decided = new Set<number>();
  for (const recorded of facts) {
    if (isOf(recorded, 'payout.paid') || isOf(recorded, 'payout.failed')) decided.add(recorded.fact.payout);
  }
  const bank: Bank = (day, inFlight, state) => {
    const answers: RecordedFact[] = [];
    for (const { no, account, initiatedOn } of inFlight) {
      if (decided.has(no)) continue;
      const { registeredName, bankAccounts } = state;
      // The account as the shop has it now: a corrected name counts also for what is on its way.
      const known = bankAccounts.find((held) => held.account === account) ?? accounts.get(account) ?? null;
      const answer = ANSWER[rail]({
        initiatedOn,
        effectiveOn: effectiveDays.get(no) ?? null,
        day,
        account: known,
        registeredName,
        holidays: book.bankHolidays,
      });
      if (answer === 'nothing') continue;
      const head = { shop: state.shop, occurredAt: fromWallTime(`${day} 12:00:00`, book.zone), payout: no };
      const fact =
        answer === 'paid'
          ? ({ id: commandFactIds.payout(no, 'paid'), type: 'payout.paid', ...head } as const)
          : ({ id: commandFactIds.payout(no, 'failed'), type: 'payout.failed', code: answer, ...head } as const);
      answers.push({ no: firstNo + said.length + answers.length, occurredOn: day, effectiveOn: day, fact });
    }
    said.push(...answers);
    return answers;
  };
  return { bank, facts: said };
}
