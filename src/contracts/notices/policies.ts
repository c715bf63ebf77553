import { z } from 'zod';
import { defineNotice } from './define';
import { day } from './fields';

const UNITS = {
  days: (text: string) => (text === '1' ? '1 day' : `${text} days`),
  'day-list': (text: string) => `days ${text}`,
  percent: (text: string) => `${text} %`,
  score: (text: string) => text,
  hours: (text: string) => `${text} hours`,
  minutes: (text: string) => `${text} minutes`,
  lift: (text: string) => (text === 'automatic' ? 'by themselves once nothing is owed' : 'by an appeal'),
} as const;

const change = z.object({
  name: z.string(),
  unit: z.enum(['days', 'day-list', 'percent', 'amount', 'score', 'hours', 'minutes', 'lift']),
  before: z.string(),
  after: z.string(),
});

/** Amounts of a policy are in the marketplace's currency; the organisation that is told may have shops of several. */
function written({ unit }: z.infer<typeof change>, text: string, currency: string): string {
  return unit === 'amount' ? `${text} ${currency}` : UNITS[unit](text);
}

/** The rules of a marketplace change (R1.5). */
export const POLICY_NOTICES = {
  'policy-changed': defineNotice({
    label: 'Policy changed',
    group: 'standing',
    tone: 'info',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({
      marketplace: z.string(),
      currency: z.string(),
      version: z.int(),
      from: day,
      source: z.string(),
      /** That it will come, that it will not after all, that it is in effect. */
      what: z.enum(['confirmed', 'withdrawn', 'effective']),
      changes: z.array(change),
      changeCount: z.int(),
    }),
    words: ({ marketplace, currency, from, source, what, changes, changeCount }, say) => {
      const named = changes
        .map(
          (one) => `${one.name}: ${written(one, one.after, currency)} instead of ${written(one, one.before, currency)}`,
        )
        .join('. ');
      const rest = changeCount > changes.length ? ` And ${changeCount - changes.length} more.` : '';
      const link = { label: 'Read the rules', path: '/policies' };
      if (what === 'withdrawn') {
        return {
          title: `The policy of the ${marketplace} does not change on ${say.day(from)} after all`,
          happened: `The change that was announced for ${say.day(from)} is withdrawn. The rules stay as they are.`,
          next: null,
          link,
        };
      }
      const isAhead = what === 'confirmed';
      return {
        title: isAhead
          ? `The policy of the ${marketplace} changes on ${say.day(from)}`
          : `The policy of the ${marketplace} has changed`,
        happened: `From ${say.day(from)}: ${named}.${rest} Published in: ${source}.`,
        next: isAhead
          ? `Until then nothing changes. Orders that settle before ${say.day(from)} keep the rates of now.`
          : null,
        link,
      };
    },
  }),
};
