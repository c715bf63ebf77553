import { instant } from '@/domain/calendar/instant';
import { type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import { openShop } from '@/domain/close/open-shop';
import { type Bank, runDays } from '@/domain/close/run-days';
import { type FactOf, type FactType, isOf, type RecordedFact } from '@/domain/fact/fact';
import { type Minor, minor } from '@/domain/money/money';
import { availableOf } from '@/domain/payout/conditions';
import { POLICIES } from '@/domain/policy/books';

interface Bill {
  readonly bill: string;
  readonly amount: Minor;
}

/** A bank, a seller and ops staff who act each noon on the books as they stand, led by choices of 0 to 99 used over and over. */
class Operators {
  readonly made: RecordedFact[] = [];
  private drawn = 0;
  private paid: number[] = [];
  private captured: Bill[] = [];
  private cleared: Bill[] = [];
  private today: RecordedFact[] = [];

  constructor(
    private readonly shop: string,
    private readonly firstNo: number,
    private readonly choices: readonly number[],
  ) {}

  readonly act: Bank = (day, inFlight, state) => {
    this.today = [];
    for (const payout of this.paid.filter(() => this.happens(1))) {
      this.paid = this.paid.filter((no) => no !== payout);
      this.say(day, 'payout.returned', { payout, code: 'late' });
    }
    for (const { no } of inFlight) {
      if (this.happens(60)) {
        this.say(day, 'payout.paid', { payout: no });
        this.paid.push(no);
      } else if (this.happens(15)) this.say(day, 'payout.failed', { payout: no, code: 'closed' });
    }
    this.settleBills(day);
    const owed = -availableOf(state) as Minor;
    this.captureBill(day, owed);
    if (state.payoutFailed && this.happens(30))
      this.say(day, 'bank-account.verified', { account: 'bank-1', last4: '0009', holderName: 'X' });
    if (state.measures.length > 0 && owed <= 0n && this.happens(30))
      this.say(day, 'appeal.granted', { reason: 'nothing is owed' });
    return this.today;
  };

  private happens(percent: number): boolean {
    this.drawn += 1;
    return ((this.choices[this.drawn % this.choices.length] ?? 0) + this.drawn * 7) % 100 < percent;
  }

  private say<Type extends FactType>(day: PlainDate, type: Type, payload: object): void {
    const no = this.firstNo + this.made.length;
    const head = { id: `command-${no}`, shop: this.shop, type, occurredAt: instant(`${day}T12:00:00Z`) };
    const fact = { ...head, ...payload } as FactOf<Type>;
    const recorded = { no, occurredOn: day, effectiveOn: day, fact } as unknown as RecordedFact;
    this.made.push(recorded);
    this.today.push(recorded);
  }

  /** Captured bills clear, fail or wait; of the cleared ones some are reversed. */
  private settleBills(day: PlainDate): void {
    for (const bill of this.cleared.filter(() => this.happens(3))) {
      this.cleared = this.cleared.filter((other) => other !== bill);
      this.say(day, 'bill.reversed', bill);
    }
    for (const bill of this.captured) {
      if (this.happens(60)) {
        this.say(day, 'bill.cleared', { ...bill, statements: this.happens(50) ? [1, 3] : [] });
        this.cleared.push(bill);
      } else if (this.happens(20)) this.say(day, 'bill.failed', { bill: bill.bill });
      else continue;
      this.captured = this.captured.filter((other) => other !== bill);
    }
  }

  private captureBill(day: PlainDate, owed: Minor): void {
    const free = this.captured.reduce((left, bill) => left - bill.amount, owed as bigint);
    if (free < 100n || !this.happens(20)) return;
    const bill = {
      bill: `bill-${this.made.length}`,
      amount: minor(this.happens(50) || free < 200n ? free : free / 2n),
    };
    this.captured.push(bill);
    this.say(day, 'bill.captured', bill);
  }
}

/** The facts of a shop together with what a bank, its seller and ops staff did day by day, up to a day. */
export function operate(
  facts: readonly RecordedFact[],
  through: string,
  choices: readonly number[],
): readonly RecordedFact[] {
  const opened = facts.find((recorded) => isOf(recorded, 'shop.opened'));
  if (opened === undefined || !isOf(opened, 'shop.opened')) throw new Error('nobody opened the shop');
  const operators = new Operators(opened.fact.shop, facts.length + 1, choices);
  runDays({
    state: openShop(opened, POLICIES),
    through: plainDate(through),
    policies: POLICIES,
    facts,
    due: [],
    holds: [],
    payouts: [],
    bank: operators.act,
  });
  return [...facts, ...operators.made];
}
