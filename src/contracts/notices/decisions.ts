import { z } from 'zod';
import { defineNotice } from './define';
import { amount, day } from './fields';

/** What every notice of a decision says: why, and under which reference to contest it. */
const decided = { reason: z.string(), decision: z.string() };

function contest(decision: string): string {
  return `If you think that this is wrong, write to the marketplace with what proves it, and name ${decision}.`;
}

/** Decisions of the marketplace's people about a shop. */
export const DECISION_NOTICES = {
  'reserve-level-set': defineNotice({
    label: 'Reserve level set by the marketplace',
    group: 'standing',
    tone: 'warn',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, level: z.int(), from: day, percent: z.string(), periodDays: z.int() }),
    words: ({ level, from, percent, periodDays, reason, decision }, say) => ({
      title: `The marketplace has set your reserve level to ${level} from ${say.day(from)}`,
      happened: `${say.shop}: ${percent === '0 %' ? 'nothing is withheld' : `${percent} of each settlement is withheld for ${periodDays} days after delivery`} from ${say.day(from)} until the next monthly evaluation. The reason: ${reason}`,
      next: contest(decision),
      link: { label: 'See your reserve', path: '/finances/reserves' },
    }),
  }),
  'risk-changed': defineNotice({
    label: 'Flagged as a risk, or cleared',
    group: 'standing',
    tone: 'warn',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, flagged: z.boolean(), from: day }),
    words: ({ flagged, from, reason, decision }, say) => ({
      title: flagged ? 'The marketplace has flagged your shop as a risk' : 'Your shop is no longer flagged as a risk',
      happened: flagged
        ? `${say.shop} goes to reserve level 0 from ${say.day(from)}, until an evaluation finds it cleared. The reason: ${reason}`
        : `${say.shop} is no longer flagged as a risk. Its reserve level is judged again on the 1st. The reason: ${reason}`,
      next: flagged ? contest(decision) : null,
      link: { label: 'See your reserve', path: '/finances/reserves' },
    }),
  }),
  'reserve-exemption-changed': defineNotice({
    label: 'Exemption from reserves',
    group: 'standing',
    tone: 'info',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, exempt: z.boolean() }),
    words: ({ exempt, reason, decision }, say) => ({
      title: exempt ? 'Nothing is put into your reserve any more' : 'Your exemption from reserves has ended',
      happened: exempt
        ? `${say.shop} is exempt from reserves from now on. What is in reserve is released on its day. The reason: ${reason}`
        : `${say.shop}: from now on a share of each settlement is withheld by your reserve level again. The reason: ${reason}`,
      next: exempt ? null : contest(decision),
      link: { label: 'See your reserve', path: '/finances/reserves' },
    }),
  }),
  'adjustment-posted': defineNotice({
    label: 'Adjustment by the marketplace',
    group: 'balance',
    tone: 'warn',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, amount, label: z.string(), order: z.string().nullable(), on: day }),
    words: ({ amount: posted, label, order, on, reason, decision }, say) => {
      const takes = posted.startsWith('-');
      return {
        title: takes
          ? `The marketplace takes ${say.amount(posted.slice(1))} from your balance`
          : `The marketplace adds ${say.amount(posted)} to your balance`,
        happened: `${say.shop}: ${label}${order === null ? '' : ` for order ${order}`}, on the statement of ${say.day(on)}. The reason: ${reason}`,
        next: takes ? contest(decision) : null,
        link: { label: 'See your statements', path: '/finances/statements' },
      };
    },
  }),
  'dispute-decided': defineNotice({
    label: 'Dispute decided',
    group: 'balance',
    tone: 'info',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({
      ...decided,
      dispute: z.string(),
      order: z.string(),
      outcome: z.enum(['won', 'lost']),
      amount,
      on: day,
    }),
    words: ({ dispute, order, outcome, amount: disputed, on, reason, decision }, say) =>
      outcome === 'won'
        ? {
            title: `You have won the dispute over ${say.amount(disputed)}`,
            happened: `${say.shop}: dispute ${dispute} of order ${order} was decided for you. Nothing is taken back. The reason: ${reason}`,
            next: null,
            link: { label: 'See what is on hold', path: '/finances/on-hold' },
          }
        : {
            title: `You have lost the dispute over ${say.amount(disputed)}`,
            happened: `${say.shop}: dispute ${dispute} of order ${order} was decided for the buyer. ${say.amount(disputed)} is taken back on the statement of ${say.day(on)}. The reason: ${reason}`,
            next: contest(decision),
            link: { label: 'See your statements', path: '/finances/statements' },
          },
  }),
  'shop-closed': defineNotice({
    label: 'Shop closed',
    group: 'standing',
    tone: 'bad',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, on: day, until: day }),
    words: ({ on, until, reason, decision }, say) => ({
      title: `Your shop is closed: no payouts before ${say.day(until)}`,
      happened: `${say.shop} was closed by the marketplace on ${say.day(on)}. Until ${say.day(until)} nothing is paid out and no reserve is released; what is owed is drawn from the reserve. Orders that are delivered still settle. The reason: ${reason}`,
      next: contest(decision),
      link: { label: 'See the balance', path: '/finances' },
    }),
  }),
  'payout-retried': defineNotice({
    label: 'Payout sent again',
    group: 'payouts',
    tone: 'info',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, payout: z.int(), last4: z.string() }),
    words: ({ payout, last4, reason }, say) => ({
      title: `Your payout is sent again to the account ending ${last4}`,
      happened: `${say.shop}: the marketplace has confirmed the account ending ${last4}, and what payout ${payout} should have paid goes to it on your next payout day. The reason: ${reason}`,
      next: 'If this is not your account any more, link another one before then.',
      link: { label: 'Bank accounts', path: '/account/bank-accounts' },
    }),
  }),
  'debt-written-off': defineNotice({
    label: 'Written off',
    group: 'balance',
    tone: 'good',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ ...decided, amount, on: day }),
    words: ({ amount: given, on, reason }, say) => ({
      title: `The marketplace gives up ${say.amount(given)} of what you owe`,
      happened: `${say.shop}: ${say.amount(given)} is written off on the statement of ${say.day(on)}. You do not pay it. The reason: ${reason}`,
      next: null,
      link: { label: 'See the balance', path: '/finances' },
    }),
  }),
};
