import { z } from 'zod';
import { defineNotice } from './define';
import { amount, moment } from './fields';

const billLink = (bill: string) => ({ label: 'See the bill', path: `/finances/bills/${bill}` });

/** Bills for what is owed (R8). */
export const BILL_NOTICES = {
  'bill-due': defineNotice({
    label: 'Bill to pay',
    group: 'bills',
    tone: 'warn',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ bill: z.string(), amount, until: moment }),
    words: ({ bill, amount: due, until }, say) => ({
      title: `A bill of ${say.amount(due)} is to be paid by ${say.moment(until)}`,
      happened: `${say.shop}: a bill of ${say.amount(due)} was made for what is owed.`,
      next: `Pay it by ${say.moment(until)}. After that it ends, nothing is taken, and you can make another.`,
      link: billLink(bill),
    }),
  }),
  'bill-paid': defineNotice({
    label: 'Bill paid',
    group: 'bills',
    tone: 'good',
    permission: 'see-money',
    isLegal: false,
    mails: true,
    detail: z.object({ bill: z.string(), amount, clearsAt: moment }),
    words: ({ bill, amount: paid, clearsAt }, say) => ({
      title: `Your payment of ${say.amount(paid)} was received`,
      happened: `${say.shop}: ${say.amount(paid)} was received. It counts against what you owe from now on, and clears by ${say.moment(clearsAt)}.`,
      next: null,
      link: billLink(bill),
    }),
  }),
  'bill-failed': defineNotice({
    label: 'Payment of a bill failed',
    group: 'bills',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ bill: z.string(), amount }),
    words: ({ bill, amount: failed }, say) => ({
      title: `Your payment of ${say.amount(failed)} failed`,
      happened: `${say.shop}: the payment of ${say.amount(failed)} was refused. Nothing was taken, and you still owe it.`,
      next: 'Try again, or pay with another card or by bank transfer.',
      link: billLink(bill),
    }),
  }),
  'bill-cleared': defineNotice({
    label: 'Bill cleared',
    group: 'bills',
    tone: 'good',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ bill: z.string(), amount, statement: z.int() }),
    words: ({ bill, amount: cleared, statement }, say) => ({
      title: `Your payment of ${say.amount(cleared)} has cleared`,
      happened: `${say.shop}: ${say.amount(cleared)} is in your books, on statement ${statement}, set against what you owed.`,
      next: null,
      link: billLink(bill),
    }),
  }),
  'bill-expired': defineNotice({
    label: 'Bill ended unpaid',
    group: 'bills',
    tone: 'warn',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ bill: z.string(), amount }),
    words: ({ bill, amount: due }, say) => ({
      title: `A bill of ${say.amount(due)} ended unpaid`,
      happened: `${say.shop}: nobody paid the bill of ${say.amount(due)} in time. Nothing was taken, and you still owe it.`,
      next: 'Make another bill if you want to pay now.',
      link: billLink(bill),
    }),
  }),
  'bill-reversed': defineNotice({
    label: 'Payment of a bill taken back',
    group: 'bills',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ bill: z.string(), amount }),
    words: ({ bill, amount: taken }, say) => ({
      title: `Your payment of ${say.amount(taken)} was taken back`,
      happened: `${say.shop}: ${say.amount(taken)} that you had paid was taken back by your bank or refunded. You owe it again.`,
      next: 'Pay it another way, or ask your bank why.',
      link: billLink(bill),
    }),
  }),
};
