'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { refusedAction } from '@/contracts/action';
import { acceptSchema } from '@/contracts/members';
import { action } from '@/server/auth/action';
import { acceptByToken } from '@/server/auth/join';

/** Makes whoever holds the invitation's link a member; a new one chooses a name and a password, and is signed in. */
export const joinSeller = action(
  { name: 'joinSeller', permission: 'anybody', schema: acceptSchema },
  async ({ input, actor }) => {
    const joined = await acceptByToken(input, actor);
    switch (joined.kind) {
      case 'wait':
        return refusedAction('too-many-attempts', `Too many attempts. Try again in ${joined.minutes} minutes.`);
      case 'refused':
        return refusedAction('conflict', joined.reason, { [joined.field]: joined.reason });
      case 'signed-in':
        redirect('/finances');
        break;
      case 'to-sign-in':
        redirect('/sign-in' as Route);
    }
  },
);
