import 'server-only';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** How long a session lasts. It is not prolonged. */
export const SESSION_HOURS = 12;

/** A function of better-auth's, on the server only: starts a session for a user who is known without a password, such as one who accepts an invitation. */
export function sessionStarter() {
  return {
    id: 'session-starter',
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string(), personKey: z.string() }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (user === null) throw new Error(`Defect: there is no user ${ctx.body.userId}`);
          const session = await internalAdapter.createSession(user.id, false, { personKey: ctx.body.personKey });
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ sessionId: session.id });
        },
      ),
    },
  } as const;
}
