'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { type ActionState, refusedAction } from '@/contracts/action';
import { changeMemberSchema, invitationIdSchema, inviteSchema, memberNoSchema } from '@/contracts/members';
import type { Actor } from '@/contracts/shell';
import { action } from '@/server/auth/action';
import { machineTime } from '@/server/clock';
import { changeMember as change } from '@/server/commands/members/change-member';
import { inviteAgain as sendAgain } from '@/server/commands/members/invite-again';
import { inviteMember as invite } from '@/server/commands/members/invite-member';
import type { Manager, MemberResult } from '@/server/commands/members/member-rules';
import { removeMember as remove } from '@/server/commands/members/remove-member';
import { withdrawInvitation as withdraw } from '@/server/commands/members/withdraw-invitation';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { MEMBERS_PATH, type SAID } from './search';

/** A shop that belongs to no organisation has nobody to manage. */
function managerOf({ person, role, seller }: Actor): Manager | null {
  return seller === null ? null : { person, role, seller };
}

/** Does it for the manager's seller, then shows the members and what was done; what is refused is shown at its field. */
async function manage(
  actor: Actor,
  said: keyof typeof SAID,
  work: (by: Manager) => Promise<MemberResult<unknown>>,
): Promise<ActionState<never>> {
  const by = managerOf(actor);
  if (by === null) return refusedAction('conflict', 'This shop belongs to no organisation yet, so it has no members.');
  const done = await work(by);
  if (!done.ok) return refusedAction('conflict', done.refusal.reason, { [done.refusal.field]: done.refusal.reason });
  redirect(`${MEMBERS_PATH}?said=${said}` as Route);
}

const MANAGING = { permission: 'manage-members', stepUp: true, idempotent: true } as const;

/** Invites somebody by mail. */
export const inviteMember = action({ name: 'inviteMember', ...MANAGING, schema: inviteSchema }, ({ input, actor }) =>
  manage(actor, 'invited', (by) =>
    invite(sellerDatabase(), { ...input, by, now: machineTime(), origin: env().appOrigin }),
  ),
);

/** Sends an open invitation again, with a new link; the one before no longer works. */
export const inviteAgain = action(
  { name: 'inviteAgain', ...MANAGING, schema: invitationIdSchema },
  ({ input, actor }) =>
    manage(actor, 'invited', (by) =>
      sendAgain(sellerDatabase(), { ...input, by, now: machineTime(), origin: env().appOrigin }),
    ),
);

/** Ends an open invitation. */
export const withdrawInvitation = action(
  { name: 'withdrawInvitation', ...MANAGING, schema: invitationIdSchema },
  ({ input, actor }) => manage(actor, 'withdrawn', (by) => withdraw(sellerDatabase(), { ...input, by })),
);

/** Gives a member another role, or other shops. */
export const changeMember = action(
  { name: 'changeMember', ...MANAGING, schema: changeMemberSchema },
  ({ input, actor }) => manage(actor, 'changed', (by) => change(sellerDatabase(), { ...input, by })),
);

/** Removes a member. */
export const removeMember = action({ name: 'removeMember', ...MANAGING, schema: memberNoSchema }, ({ input, actor }) =>
  manage(actor, 'removed', (by) => remove(sellerDatabase(), { ...input, by })),
);
