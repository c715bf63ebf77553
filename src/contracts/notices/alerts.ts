import { z } from 'zod';
import { ALERT_WORDS, alertKindSchema, alertLink, readingSchema, readingWords, ruleTitle } from '../alerts';
import { defineNotice, type NoticeWords, type Say } from './define';

const detail = z.object({
  rule: z.string(),
  kind: alertKindSchema,
  /** As a form has it. */
  threshold: z.string(),
  reading: readingSchema,
});

function words({ kind, threshold, reading }: z.output<typeof detail>, say: Say): NoticeWords {
  const title = ruleTitle(kind, threshold, say);
  return {
    title: `${title}: ${say.shop}`,
    happened: `${say.shop}: ${readingWords(kind, reading, say)}. ${ALERT_WORDS[kind].means}`,
    next: 'This is a rule of yours. You are told again once it has ended and begins anew; change or pause it under Alert rules.',
    link: alertLink(kind),
  };
}

/** The seller's own thresholds. What tells of money is for those who see money. */
export const ALERT_NOTICES = {
  alert: defineNotice({
    label: 'Your alert rules: dispatch, cancellations, activity',
    group: 'alerts',
    tone: 'warn',
    permission: 'see-shops',
    isLegal: false,
    mails: true,
    detail,
    words,
  }),
  'alert-of-money': defineNotice({
    label: 'Your alert rules: money',
    group: 'alerts',
    tone: 'warn',
    permission: 'see-money',
    isLegal: false,
    mails: true,
    detail,
    words,
  }),
};
