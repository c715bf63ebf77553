import { z } from 'zod';
import { defineNotice } from './define';
import { capital, measure, measuresText } from './fields';

const LINK = { label: 'Account health', path: '/health' } as const;

/** Appeals against measures (R9.3). */
export const APPEAL_NOTICES = {
  /** For the marketplace's people, whose queue it is; no role of a seller has the permission, so no member is told. */
  'appeal-filed': defineNotice({
    label: 'Appeal filed',
    group: 'balance',
    tone: 'info',
    permission: 'see-appeals',
    isLegal: false,
    mails: false,
    detail: z.object({ appeal: z.string(), measures: z.array(measure), files: z.int() }),
    words: ({ measures }, say) => ({
      title: `Appeal of ${say.shop}`,
      happened: `${say.shop} appeals: ${measuresText(measures)}.`,
      next: 'Grant or refuse it with a reason.',
      link: { label: 'Appeals', path: '/ops/appeals' },
    }),
  }),
  'appeal-decided': defineNotice({
    label: 'Appeal decided',
    group: 'balance',
    tone: 'info',
    permission: 'see-money',
    isLegal: true,
    mails: true,
    detail: z.object({
      appeal: z.string(),
      decision: z.enum(['granted', 'refused']),
      reason: z.string(),
      measures: z.array(measure),
    }),
    words: ({ decision, reason, measures }, say) =>
      decision === 'granted'
        ? {
            title: 'Your appeal is granted',
            happened: `${say.shop}: it is over, from now on, that ${measuresText(measures)}. The reason: ${reason}`,
            next: null,
            link: LINK,
          }
        : {
            title: 'Your appeal is refused',
            happened: `${capital(measuresText(measures))} as before at ${say.shop}. The reason: ${reason}`,
            next: 'You can appeal again, with what the answer asks for.',
            link: LINK,
          },
  }),
};
