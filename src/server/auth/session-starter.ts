import 'server-only';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** How long a session lasts. It is not prolonged. */
export const SESSION_HOURS = 12;

/** The cookie of better-auth's two-factor plugin that names a sign-in which waits for its second step. */
const SECOND_STEP = 'two_factor';

/** What of our own better-auth is asked for, on the server only: none of it answers over HTTP. */
export function sessionStarter() {
  return {
    id: 'session-starter',
    endpoints: {
      /** Starts a session for a user who is known without a password, such as one who accepts an invitation. */
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string(), personKey: z.string(), isProved: z.boolean() }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (user === null) throw new Error(`Defect: there is no user ${ctx.body.userId}`);
          const freshAt = ctx.body.isProved ? new Date() : new Date(0);
          const session = await internalAdapter.createSession(user.id, false, {
            personKey: ctx.body.personKey,
            freshAt,
          });
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ sessionId: session.id });
        },
      ),
      /** Whose sign-in waits in this browser for its second step, and how many wrong codes it has had; null for none. */
      findSecondStep: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => {
        const { internalAdapter, createAuthCookie, secret } = ctx.context;
        const id = await ctx.getSignedCookie(createAuthCookie(SECOND_STEP).name, secret);
        const waiting = id ? await internalAdapter.findVerificationValue(id) : null;
        const user = waiting === null ? null : await internalAdapter.findUserById(waiting.value);
        if (waiting === null || user === null || waiting.expiresAt <= new Date()) return ctx.json(null);
        const failed = await internalAdapter.findVerificationValue(`2fa-attempts-${id}`);
        return ctx.json({
          userId: user.id,
          name: user.name,
          email: user.email,
          failedCount: Number(failed?.value ?? 0),
        });
      }),
    },
  } as const;
}
