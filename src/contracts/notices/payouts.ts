import { z } from 'zod';
import { bankReason } from '../bank-reasons';
import { defineNotice } from './define';
import { amount, day } from './fields';

const payoutLink = (payout: number) => ({ label: `Payout ${payout}`, path: `/finances/payouts?open=${payout}` });

/** Money on its way to the bank, and money that comes free (R5, R7). */
export const PAYOUT_NOTICES = {
  'payout-sent': defineNotice({
    label: 'Payout sent',
    group: 'payouts',
    tone: 'info',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ payout: z.int(), amount, last4: z.string() }),
    words: ({ payout, amount: sent, last4 }, say) => ({
      title: `${say.amount(sent)} is on its way to your bank`,
      happened: `${say.shop}: the payout of ${say.amount(sent)} was sent to the account ending ${last4}.`,
      next: null,
      link: payoutLink(payout),
    }),
  }),
  'payout-paid': defineNotice({
    label: 'Payout paid',
    group: 'payouts',
    tone: 'good',
    permission: 'see-money',
    isLegal: false,
    mails: true,
    detail: z.object({ payout: z.int(), amount, last4: z.string(), on: day }),
    words: ({ payout, amount: paid, last4, on }, say) => ({
      title: `${say.amount(paid)} was paid out`,
      happened: `${say.shop}: the payout of ${say.amount(paid)} to the account ending ${last4} was paid on ${say.day(on)}.`,
      next: null,
      link: payoutLink(payout),
    }),
  }),
  'payout-failed': defineNotice({
    label: 'Payout failed or came back',
    group: 'payouts',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ payout: z.int(), amount, last4: z.string(), isReturned: z.boolean(), code: z.string() }),
    words: ({ amount: failed, last4, isReturned, code }, say) => {
      const { happened, cure } = bankReason(code);
      const what = isReturned ? 'came back' : 'failed';
      return {
        title: `Your payout of ${say.amount(failed)} ${what}`,
        happened: `${say.shop}: the payout of ${say.amount(failed)} to the account ending ${last4} ${what}. ${happened}`,
        next: `${cure} The money is back in your balance; it is sent again on the next payout day after that.`,
        link: { label: 'Bank accounts', path: '/account/bank-accounts' },
      };
    },
  }),
  'reserve-released': defineNotice({
    label: 'Reserve released',
    group: 'payouts',
    tone: 'good',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ amount, orders: z.int(), statement: z.int() }),
    words: ({ amount: released, orders, statement }, say) => ({
      title: `${say.amount(released)} was released from your reserve`,
      happened: `${say.shop}: the reserve of ${orders} ${orders === 1 ? 'order' : 'orders'} was released, ${say.amount(released)} in all. It is part of statement ${statement}.`,
      next: null,
      link: { label: `Statement ${statement}`, path: `/finances/statements/${statement}` },
    }),
  }),
};
