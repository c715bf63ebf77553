import type { ShopState } from '../books';
import type { PlainDate } from '../calendar/plain-date';
import { isTransferFactId } from '../fact/command-ids';
import type { Fact, FactOf, RecordedFact } from '../fact/fact';
import { isOf } from '../fact/fact';
import { journalOfPayout } from '../ledger/journal';
import { ZERO } from '../money/money';
import { compareOccurrences } from '../order/occurrence';
import type { Payout, PayoutStatus } from '../payout/payout';
import { policyOn } from '../policy/policy';
import { invariant, present } from '../shared/assert';
import type { Run } from './run';
import { closeStatement, reopen } from './statements';

function confirmAccount(state: ShopState, fact: FactOf<'bank-account.verified'>): void {
  const { account, last4, holderName } = fact;
  state.bankAccounts = [
    ...state.bankAccounts.filter((known) => known.account !== account),
    { account, last4, holderName },
  ];
  state.payoutAccount = account;
  state.payoutFailed = false;
}

/** The bank's last word on a payout (R7.5). */
function settlePayout(
  run: Run,
  day: PlainDate,
  no: number,
  status: Exclude<PayoutStatus, 'processing'>,
  code: string | null,
): void {
  const payout = present(run.payouts.get(no), `payout ${no}`);
  invariant(
    payout.status === (status === 'returned' ? 'paid' : 'processing'),
    `payout ${no} can become ${status} from ${payout.status} (R7.5)`,
  );
  const settled: Payout = { ...payout, status, settledOn: day, code };
  run.payouts.set(no, settled);
  if (run.output.payouts.has(no)) run.output.payouts.set(no, settled);
  else run.output.payoutChanges.set(no, { status, settledOn: day, code });
  run.output.journals.push(journalOfPayout(payout, `payout-${status}`, day));
  if (status === 'paid') {
    for (const { statement } of payout.items)
      run.output.standings.set(statement, { open: ZERO, status: 'paid', payout: no });
    return;
  }
  run.state.payoutFailed = true;
  reopen(
    run,
    day,
    payout.items.map((item) => ({ no: item.statement, open: item.amount })),
    no,
  );
}

function clearBill(run: Run, day: PlainDate, recorded: RecordedFact<'bill.cleared'>): void {
  const { id, bill, amount, statements } = recorded.fact;
  // A transfer for a bill whose card payment is clearing is money beside it: the capture goes on counting (R9).
  if (!isTransferFactId(id))
    run.state.capturedBills = run.state.capturedBills.filter((captured) => captured.bill !== bill);
  const component = { kind: 'bill-payment', amount, basis: { rule: 'R8.3', note: bill } };
  const policyVersion = policyOn(run.book, day).version;
  closeStatement(
    run,
    day,
    'bill-payment',
    [{ event: 'bill-payment', order: null, factNo: recorded.no, policyVersion, components: [component] }],
    bill,
    statements,
  );
}

function liftByAppeal(run: Run, day: PlainDate, { measures, reason }: FactOf<'appeal.granted'>): void {
  for (const inForce of run.state.measures) {
    if (measures !== undefined && !measures.includes(inForce.measure)) continue;
    run.output.events.push({ kind: 'measure-lifted', day, measure: inForce.measure, reason });
  }
  run.state.measures = run.state.measures.filter(
    (inForce) => measures !== undefined && !measures.includes(inForce.measure),
  );
}

/** Types of facts that take effect at once where a command records them (R6.1); the close passes over those that have. */
export const MOMENT_FACTS: readonly Fact['type'][] = [
  'bank-account.verified',
  'bank-account.disabled',
  'payout-schedule.changed',
  'payout.paid',
  'payout.failed',
  'payout.returned',
  'bill.captured',
  'bill.failed',
  'bill.cleared',
  'appeal.granted',
  'shop.reserve-exemption-changed',
];

function applyCommandFact(run: Run, day: PlainDate, recorded: RecordedFact): void {
  const { state } = run;
  if (isOf(recorded, 'bank-account.verified')) confirmAccount(state, recorded.fact);
  else if (isOf(recorded, 'bank-account.disabled')) {
    const { account } = recorded.fact;
    state.bankAccounts = state.bankAccounts.filter((known) => known.account !== account);
    if (state.payoutAccount === account) state.payoutAccount = null;
  } else if (isOf(recorded, 'payout-schedule.changed')) {
    state.schedule = recorded.fact;
    state.scheduleChangedOn = day;
  } else if (isOf(recorded, 'payout.paid')) settlePayout(run, day, recorded.fact.payout, 'paid', null);
  else if (isOf(recorded, 'payout.failed')) settlePayout(run, day, recorded.fact.payout, 'failed', recorded.fact.code);
  else if (isOf(recorded, 'payout.returned'))
    settlePayout(run, day, recorded.fact.payout, 'returned', recorded.fact.code);
  else if (isOf(recorded, 'bill.captured')) {
    const { bill, amount } = recorded.fact;
    state.capturedBills = [...state.capturedBills.filter((captured) => captured.bill !== bill), { bill, amount }];
  } else if (isOf(recorded, 'bill.failed')) {
    const { bill } = recorded.fact;
    state.capturedBills = state.capturedBills.filter((captured) => captured.bill !== bill);
  } else if (isOf(recorded, 'bill.cleared')) clearBill(run, day, recorded);
  else if (isOf(recorded, 'appeal.granted')) liftByAppeal(run, day, recorded.fact);
  else if (isOf(recorded, 'shop.reserve-exemption-changed')) state.reserveExempt = recorded.fact.exempt;
}

function applyStanding(state: ShopState, recorded: RecordedFact): void {
  const { fact } = recorded;
  if (fact.type === 'shop.score-changed') state.score = fact.score;
  else if (fact.type === 'shop.probation-started') state.probation = true;
  else if (fact.type === 'shop.probation-ended') state.probation = false;
  else if (fact.type === 'shop.risk-flagged') state.riskFlagged = true;
  else if (fact.type === 'shop.risk-cleared') state.riskFlagged = false;
  else if (fact.type === 'shop.closed') state.closedOn ??= recorded.occurredOn;
}

/**
 * Lets the facts of commands of the open day take effect before its close, up to a number: a bill clears at the moment that it clears,
 * not at midnight (R6.1). The close passes over them; its result is the same as if it had met them all.
 * @param facts of the open day, ascending by no
 */
export function applyMomentsNow(run: Run, day: PlainDate, facts: readonly RecordedFact[], through: number): void {
  for (const recorded of facts) {
    if (recorded.no > run.state.momentsThrough && recorded.no <= through) applyCommandFact(run, day, recorded);
  }
  run.state.momentsThrough = through;
}

/**
 * What happens to a shop during a day, before its close. Facts of commands take effect in the order in which they were recorded, as they
 * did when it happened; imported facts by (occurredAt, id), so that the order of a file does not matter (R10.1).
 */
export function applyMoments(run: Run, day: PlainDate, facts: readonly RecordedFact[]): void {
  for (const recorded of facts) if (recorded.no > run.state.momentsThrough) applyCommandFact(run, day, recorded);
  for (const recorded of [...facts].sort(compareOccurrences)) applyStanding(run.state, recorded);
}
