import { centsOf, type History, textOf } from './history';
import { closeStatement, net, type State } from './state';
import type { WireFact } from './types';

/** What takes effect during a day, in the order of recording, before the close of that day. */
export function applyMoments(history: History, state: State, day: string): void {
  for (const { on, fact } of history.moments) {
    if (on !== day) continue;
    if (fact.type.startsWith('payout.')) applyPayout(state, fact);
    else if (fact.type.startsWith('bill.')) applyBill(state, day, fact);
    else applyShop(state, day, fact);
  }
}

/** R7.5. */
function applyPayout(state: State, fact: WireFact): void {
  const payout = state.payouts[Number(fact.payout) - 1];
  if (payout === undefined) return;
  if (fact.type === 'payout.paid' && payout.status === 'processing') payout.status = 'paid';
  const failed = fact.type === 'payout.failed' && payout.status === 'processing';
  const returned = fact.type === 'payout.returned' && payout.status === 'paid';
  if (!failed && !returned) return;
  payout.status = failed ? 'failed' : 'returned';
  state.payoutFailed = true;
  net(state);
}

/** R8.3, R8.6. A reversal (`bill.reversed`) is a line of its day's statement: see close-day. */
function applyBill(state: State, day: string, fact: WireFact): void {
  const bill = textOf(fact, 'bill');
  if (fact.type === 'bill.captured') state.captured.set(bill, centsOf(fact, 'amount'));
  if (fact.type === 'bill.failed' || fact.type === 'bill.cleared') state.captured.delete(bill);
  if (fact.type !== 'bill.cleared') return;
  const amount = centsOf(fact, 'amount');
  const named = Array.isArray(fact.statements) ? fact.statements.map(Number) : [];
  closeStatement(
    state,
    day,
    'bill-payment',
    amount === 0n ? [] : [{ kind: 'bill-payment', amount, order: null }],
    named,
  );
}

function applyShop(state: State, day: string, fact: WireFact): void {
  switch (fact.type) {
    case 'bank-account.verified':
      state.account = textOf(fact, 'account');
      state.payoutFailed = false;
      break;
    case 'bank-account.disabled':
      if (state.account === textOf(fact, 'account')) state.account = null;
      break;
    case 'payout-schedule.changed':
      state.schedule = {
        changedOn: day,
        schedule: textOf(fact, 'schedule'),
        weekday: Number(fact.weekday ?? 1),
        dayOfMonth: Number(fact.dayOfMonth ?? 1),
      };
      break;
    case 'appeal.granted': {
      const measures = fact.measures;
      for (const measure of Array.isArray(measures) ? measures : [...state.measures]) state.measures.delete(measure);
      break;
    }
    case 'shop.reserve-level-set':
      state.nextLevel = Number(fact.level);
      state.levelSetByOps = true;
      break;
    case 'shop.reserve-exemption-changed':
      state.exempt = fact.exempt === true;
      break;
  }
}
