import 'server-only';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import { fromWallTime } from '@/domain/calendar/instant';
import type { Bank } from '@/domain/close/run-days';
import { commandFactIds } from '@/domain/fact/command-ids';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import type { PolicyBook } from '@/domain/policy/policy';

/** The simulated bank of one shop, for one run of days. */
export interface SimulatedBank {
  readonly bank: Bank;
  /** What the bank has said so far: facts to store with the books that they made. */
  readonly facts: readonly RecordedFact[];
}

/** What the simulated bank goes by. */
export interface SimulatedBankInput {
  readonly book: PolicyBook;
  /** The number that its first fact gets: above all that are stored. */
  readonly firstNo: number;
  /** Facts of the days to run: a payout that one of them already decides is left alone. */
  readonly facts: readonly RecordedFact[];
  /** Holder names by account, of accounts that the shop no longer has as well. */
  readonly holders: ReadonlyMap<string, string>;
}

/** Names are the same if they differ in nothing but Unicode form and white space. */
function foldName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * The bank of the demo and the tests: pays on the next business day of the marketplace (R7.5), unless the account is held in another name
 * than the shop is registered under; then it fails with `name-mismatch`.
 */
export function simulateBank({ book, firstNo, facts, holders }: SimulatedBankInput): SimulatedBank {
  const said: RecordedFact[] = [];
  const decided = new Set<number>();
  for (const recorded of facts) {
    if (isOf(recorded, 'payout.paid') || isOf(recorded, 'payout.failed')) decided.add(recorded.fact.payout);
  }
  const bank: Bank = (day, inFlight, state) => {
    const answers: RecordedFact[] = [];
    for (const { no, account, initiatedOn } of inFlight) {
      if (decided.has(no) || day < nextBusinessDay(initiatedOn, book.bankHolidays)) continue;
      const current = state.bankAccounts.find((held) => held.account === account);
      const holder = current?.holderName ?? holders.get(account) ?? state.registeredName;
      const head = { shop: state.shop, occurredAt: fromWallTime(`${day} 12:00:00`, book.zone), payout: no };
      const fact =
        foldName(holder) === foldName(state.registeredName)
          ? ({ id: commandFactIds.payout(no, 'paid'), type: 'payout.paid', ...head } as const)
          : ({
              id: commandFactIds.payout(no, 'failed'),
              type: 'payout.failed',
              code: 'name-mismatch',
              ...head,
            } as const);
      answers.push({ no: firstNo + said.length + answers.length, occurredOn: day, effectiveOn: day, fact });
    }
    said.push(...answers);
    return answers;
  };
  return { bank, facts: said };
}
