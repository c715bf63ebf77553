import { z } from 'zod';
import { defineNotice } from './define';
import { amount, day } from './fields';

const LEVEL_REASONS = {
  opening: 'that is where your shop begins',
  evaluation: 'that is what your late dispatches and cancellations came to',
  disputes: 'open disputes have reached the limit of your reserve',
  risk: 'the marketplace has flagged a risk',
  'set-by-ops': 'the marketplace has set it',
} as const;

const TIERS = {
  introductory: 'introductory',
  standard: 'standard',
  accelerated: 'accelerated',
  express: 'express',
} as const;
const tier = z.enum(['introductory', 'standard', 'accelerated', 'express']);

const ACTIVITY = {
  active: {
    title: 'Your shop is active again',
    happened: 'counts as active again.',
    next: null,
  },
  inactive: {
    title: 'Your shop is inactive',
    happened: 'counts as inactive',
    next: 'Edit a product or work on an order, and it is active again. Signing in is not enough any more.',
  },
  'products-removed': {
    title: 'Your products were removed',
    happened: 'had its products removed',
    next: 'Edit a product or work on an order, and the shop is active again.',
  },
  banned: {
    title: 'Your shop is banned for inactivity',
    happened: 'is banned',
    next: 'A ban stays. Money that is yours is still paid out as always.',
  },
} as const;

/** Reserve level, tier and activity (R10). */
export const STANDING_NOTICES = {
  'level-changed': defineNotice({
    label: 'Reserve level changed',
    group: 'standing',
    tone: 'info',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({
      before: z.int(),
      level: z.int(),
      from: day,
      reason: z.enum(['opening', 'evaluation', 'disputes', 'risk', 'set-by-ops']),
      note: z.string().nullable(),
      percent: z.string(),
      periodDays: z.int(),
      /** Null where nothing was measured. */
      measured: z
        .object({
          placed: z.int(),
          late: z.int(),
          lateShare: z.string(),
          sellerFault: z.int(),
          sellerFaultShare: z.string(),
          windowFrom: day,
          windowTo: day,
        })
        .nullable(),
      openDisputes: amount,
      reserved: amount,
    }),
    words: ({ before, level, from, reason, note, percent, periodDays, measured, openDisputes, reserved }, say) => {
      const holds =
        percent === '0 %'
          ? 'Nothing is withheld'
          : `${percent} of each settlement is withheld for ${periodDays} days after delivery`;
      const counts =
        measured === null
          ? ''
          : ` Of ${measured.placed} orders placed from ${say.day(measured.windowFrom)} to ${say.day(measured.windowTo)}, ${measured.late} were dispatched late (${measured.lateShare}) and ${measured.sellerFault} were cancelled by your fault (${measured.sellerFaultShare}).`;
      const disputes =
        reason === 'disputes' ? ` Open disputes: ${say.amount(openDisputes)}; reserve: ${say.amount(reserved)}.` : '';
      return {
        title: `Reserve level ${level} from ${say.day(from)}, ${level > before ? 'better' : 'stricter'} than ${before}`,
        happened: `${say.shop} goes from reserve level ${before} to ${level} on ${say.day(from)}: ${LEVEL_REASONS[reason]}${note === null ? '' : ` (“${note}”)`}. ${holds}.${counts}${disputes}`,
        next: level === 3 ? null : 'The level is judged again on the 1st of each month.',
        link: { label: 'See why', path: '/finances/reserves' },
      };
    },
  }),
  'tier-changed': defineNotice({
    label: 'Settlement tier changed',
    group: 'standing',
    tone: 'info',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({
      before: tier,
      tier,
      from: day,
      score: z.string().nullable(),
      probation: z.boolean(),
      daysBefore: z.int(),
      days: z.int(),
    }),
    words: ({ before, tier: now, from, score, probation, daysBefore, days }, say) => ({
      title: `Settlement tier ${TIERS[now]} from ${say.day(from)}: ${days} ${days === 1 ? 'day' : 'days'} after delivery`,
      happened: `${say.shop} goes from ${TIERS[before]} to ${TIERS[now]} on ${say.day(from)}: orders settle ${days} ${days === 1 ? 'day' : 'days'} after delivery instead of ${daysBefore}. ${probation ? 'The shop is on probation.' : score === null ? 'The shop has no score.' : `The shop’s score is ${score}.`}`,
      next: null,
      link: { label: 'See what is on hold', path: '/finances/on-hold' },
    }),
  }),
  'activity-warning': defineNotice({
    label: 'Shop about to be inactive',
    group: 'standing',
    tone: 'warn',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({ idleDays: z.int(), limit: z.int(), inactiveOn: day }),
    words: ({ idleDays, limit, inactiveOn }, say) => ({
      title: `Your shop will be inactive on ${say.day(inactiveOn)}`,
      happened: `Nothing was done in ${say.shop} for ${idleDays} days. After ${limit} days it counts as inactive; then its products are removed, and at last it is banned.`,
      next: `Sign in, edit a product or work on an order before ${say.day(inactiveOn)}. From then on signing in is not enough.`,
      link: { label: 'See the activity', path: '/health/activity' },
    }),
  }),
  'activity-changed': defineNotice({
    label: 'Shop inactive, or active again',
    group: 'standing',
    tone: 'warn',
    permission: 'see-shops',
    isLegal: true,
    mails: true,
    detail: z.object({ status: z.enum(['active', 'inactive', 'products-removed', 'banned']), idleDays: z.int() }),
    words: ({ status, idleDays }, say) => {
      const { title, happened, next } = ACTIVITY[status];
      const why = status === 'active' ? '' : `: nothing was done for ${idleDays} days.`;
      return {
        title,
        happened: `${say.shop} ${happened}${why}`,
        next,
        link: { label: 'See the activity', path: '/health/activity' },
      };
    },
  }),
};
