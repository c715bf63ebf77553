import { z } from 'zod';
import { defineNotice } from './define';
import { moment } from './fields';

/** Bank accounts, the payout schedule and signing in. */
export const ACCOUNT_NOTICES = {
  'bank-account-changed': defineNotice({
    label: 'Bank account changed',
    group: 'account',
    tone: 'warn',
    permission: 'manage-bank-accounts',
    isLegal: true,
    mails: true,
    detail: z.object({
      title: z.string(),
      happened: z.string(),
      /** Payouts on their way, which keep their account. */
      inFlight: z.array(z.string()),
      by: z.string(),
      when: moment,
      holderName: z.string(),
    }),
    words: ({ title, happened, inFlight, by, when, holderName }, say) => ({
      title,
      happened: [
        `${say.shop}: ${happened}`,
        ...inFlight,
        `By ${by}, on ${say.moment(when)}. Account holder: ${holderName}.`,
      ].join(' '),
      next: 'If this was not you, change your password and look at your bank accounts at once.',
      link: { label: 'Bank accounts', path: '/account/bank-accounts' },
    }),
  }),
  'new-sign-in': defineNotice({
    label: 'Sign-in from a new browser',
    group: 'account',
    tone: 'warn',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({ browser: z.string(), address: z.string().nullable(), when: moment }),
    words: ({ browser, address, when }, say) => ({
      title: `New sign-in: ${browser}`,
      happened: `Somebody, we hope you, signed in with ${browser}${address === null ? '' : ` from ${address}`} on ${say.moment(when)}, from a browser that you had not used before.`,
      next: 'If this was not you, set a new password at once and end that session.',
      link: { label: 'See who is signed in', path: '/account/security' },
    }),
  }),
  'webhook-disabled': defineNotice({
    label: 'Webhook switched off',
    group: 'account',
    tone: 'warn',
    permission: 'manage-webhooks',
    isLegal: false,
    mails: true,
    detail: z.object({ endpoint: z.string(), url: z.string(), days: z.int(), problem: z.string() }),
    words: ({ endpoint, url, days, problem }) => ({
      title: 'A webhook was switched off',
      happened: `Nothing has got through to ${url} for ${days} days. The last attempt: ${problem}`,
      next: 'Mend the server, then switch the webhook on again: what waits is sent, and what was given up can be sent again.',
      link: { label: 'See the webhook', path: `/account/webhooks/${endpoint}` },
    }),
  }),
};
