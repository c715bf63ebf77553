import { z } from 'zod';
import { defineNotice } from './define';
import { amount, capital, day, measure, measuresText } from './fields';

const PAY = { label: 'Pay off the negative balance', path: '/finances/negative-balance' } as const;

/** "negative-days 10" or "owed-over 100.00", as the reason of a measure. */
function triggerText(trigger: string, owed: string, write: (value: string) => string): string {
  const [kind, limit = ''] = trigger.split(' ');
  return kind === 'owed-over'
    ? `you owed ${write(owed)}, more than ${write(limit)}`
    : `you had owed for ${limit} days in a row, ${write(owed)} at the end`;
}

/** What is owed, the warnings before a measure, and measures (R9). */
export const BALANCE_NOTICES = {
  'balance-negative': defineNotice({
    label: 'Balance below zero',
    group: 'balance',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ owed: amount, limitDays: z.int().nullable(), limitAmount: amount.nullable() }),
    words: ({ owed, limitDays, limitAmount }, say) => {
      const measures = [
        ...(limitDays === null ? [] : [`after ${limitDays} days in a row below zero`]),
        ...(limitAmount === null ? [] : [`above ${say.amount(limitAmount)}`]),
      ];
      return {
        title: `Your balance is below zero: you owe ${say.amount(owed)}`,
        happened: `${say.shop} ended the day owing ${say.amount(owed)}.${measures.length === 0 ? '' : ` Measures follow ${measures.join(', or ')}.`}`,
        next: 'What your orders bring covers it first. You can also pay it now, by card or bank transfer.',
        link: PAY,
      };
    },
  }),
  'balance-covered': defineNotice({
    label: 'Balance covered again',
    group: 'balance',
    tone: 'good',
    permission: 'see-money',
    isLegal: false,
    mails: false,
    detail: z.object({ negativeDays: z.int() }),
    words: ({ negativeDays }, say) => ({
      title: 'Nothing is owed any more',
      happened: `${say.shop} is no longer below zero, after ${negativeDays} ${negativeDays === 1 ? 'day' : 'days in a row'}.`,
      next: null,
      link: { label: 'See the balance', path: '/finances' },
    }),
  }),
  'days-warning': defineNotice({
    label: 'Warning: days below zero',
    group: 'balance',
    tone: 'warn',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ owed: amount, negativeDays: z.int(), limit: z.int(), limitOn: day, measures: z.array(measure) }),
    words: ({ owed, negativeDays, limit, limitOn, measures }, say) => ({
      title: `${negativeDays} days below zero: you owe ${say.amount(owed)}`,
      happened: `${say.shop} has owed for ${negativeDays} days in a row. After ${limit} days ${measuresText(measures)}.`,
      next: `Pay ${say.amount(owed)} so that it is cleared by ${say.day(limitOn)}, and nothing of this happens.`,
      link: PAY,
    }),
  }),
  'amount-warning': defineNotice({
    label: 'Warning: amount owed',
    group: 'balance',
    tone: 'warn',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ owed: amount, limit: amount, share: z.string(), measures: z.array(measure) }),
    words: ({ owed, limit, share, measures }, say) => ({
      title: `You owe ${say.amount(owed)}: the limit is ${say.amount(limit)}`,
      happened: `${say.shop} has reached ${share} of what it may owe. Above ${say.amount(limit)} ${measuresText(measures)}.`,
      next: `Pay ${say.amount(owed)} now, or a part of it, and you stay below the limit.`,
      link: PAY,
    }),
  }),
  'measures-applied': defineNotice({
    label: 'Measure applied',
    group: 'balance',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ measures: z.array(measure), trigger: z.string(), owed: amount, byAppeal: z.boolean() }),
    words: ({ measures, trigger, owed, byAppeal }, say) => ({
      title: capital(measuresText(measures)),
      happened: `${say.shop}: ${measuresText(measures)}, because ${triggerText(trigger, owed, say.amount)}.`,
      next: byAppeal
        ? 'It ends by an appeal, which you can make as soon as nothing is owed: pay what you owe first.'
        : 'It ends by itself on the day on which nothing is owed: pay what you owe.',
      link: PAY,
    }),
  }),
  'measures-lifted': defineNotice({
    label: 'Measure lifted',
    group: 'balance',
    tone: 'good',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ measures: z.array(measure), reason: z.string() }),
    words: ({ measures, reason }, say) => ({
      title: 'Measures against your shop are lifted',
      happened: `${say.shop}: it is over that ${measuresText(measures)}. Reason: ${reason}.`,
      next: null,
      link: { label: 'See the balance', path: '/finances' },
    }),
  }),
  'reserve-used': defineNotice({
    label: 'Reserve used for what is owed',
    group: 'balance',
    tone: 'bad',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({ amount, statement: z.int() }),
    words: ({ amount: used, statement }, say) => ({
      title: `${say.amount(used)} of your reserve paid what you owed`,
      happened: `${say.shop}: ${say.amount(used)} was taken from your reserve, oldest orders first, and set against what you owed. Statement ${statement} has every line.`,
      next: null,
      link: { label: `Statement ${statement}`, path: `/finances/statements/${statement}` },
    }),
  }),
};
