'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refusedAction } from '@/contracts/action';
import { action } from '@/server/auth/action';
import { startDemoSession } from '@/server/auth/demo-session';
import { SCRIPTS_OFF, SCRIPTS_OFF_OPTIONS } from '@/ui/scripts-off';

/** Signs in as one of the people that the demo lists. */
export const signIn = action(
  {
    permission: 'anybody-in-demo',
    schema: z.object({ person: z.string().min(1).max(200), scripts: z.literal('off').optional() }),
  },
  async ({ input }) => {
    if (!(await startDemoSession(input.person))) {
      return refusedAction('conflict', 'This person no longer exists. Open the page again.');
    }
    // Known from the first page on, pages need not ask again to come whole (src/ui/streamed.tsx).
    if (input.scripts === 'off') (await cookies()).set(SCRIPTS_OFF, '1', SCRIPTS_OFF_OPTIONS);
    else (await cookies()).delete(SCRIPTS_OFF);
    redirect('/finances');
  },
);
