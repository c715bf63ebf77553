import { z } from 'zod';

export const MEMBERS_PATH = '/account/members';

/** What was just done, for the page that follows. */
export const SAID = {
  invited: 'The invitation is on its way.',
  withdrawn: 'The invitation was withdrawn. Its link no longer works.',
  changed: 'The change holds from now on.',
  removed: 'They are removed, and see nothing of the organisation any more.',
} as const;

/** Search parameters of the members page. */
export const membersSearchSchema = z.object({
  /** Number of the member who is being changed. */
  change: z.coerce.number().int().positive().optional().catch(undefined),
  said: z.enum(['invited', 'withdrawn', 'changed', 'removed']).optional().catch(undefined),
});
export type MembersSearch = z.infer<typeof membersSearchSchema>;

/** @example changeHref(3) === "/account/members?change=3#rights" */
export function changeHref(no: number): string {
  return `${MEMBERS_PATH}?change=${no}#rights`;
}
