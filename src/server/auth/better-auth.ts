import 'server-only';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { PASSWORD_LENGTH } from '@/contracts/security';
import type { PrismaClient } from '../db/prisma';
import { newId } from '../ids';
import { addressText } from './client-address';
import { findPersonKey } from './people';
import { ADDRESS_HEADER } from './request';
import { SESSION_HOURS, sessionStarter } from './session-starter';

/** How long a mailed link to a new password is good for. */
export const RESET_MINUTES = 60;

/** How long the second step of a sign-in may take. */
const SECOND_STEP_MINUTES = 10;

export interface AuthOptions {
  /** Scheme, host and port under which browsers reach the site. */
  readonly appOrigin: string;
  /** Signs cookies and encrypts the secrets of one-time codes. */
  readonly secret: string;
  readonly isDemo: boolean;
  /** Sends the link with which a user sets a new password. */
  readonly mailReset: (
    user: { readonly id: string; readonly email: string; readonly name: string },
    token: string,
  ) => Promise<void>;
}

const date = { type: 'date', required: true, input: false } as const;

/** Who a new session acts as, and that its user has just proved who they are, unless its maker says otherwise. */
function completeSession(prisma: PrismaClient, isDemo: boolean) {
  return async (
    session: Record<string, unknown> & { readonly userId: string },
    context: { readonly headers?: Headers | undefined } | null,
  ) => {
    const user = await prisma.authUser.findUniqueOrThrow({ where: { id: session.userId } });
    if (user.isDemo && !isDemo)
      throw new APIError('FORBIDDEN', { message: 'The people of the demo exist in demo mode only.' });
    return {
      data: {
        ...session,
        ipAddress: addressText(context?.headers?.get(ADDRESS_HEADER) ?? ''),
        personKey: session['personKey'] ?? (await findPersonKey(prisma, user)),
        freshAt: session['freshAt'] ?? new Date(),
      },
    };
  };
}

/**
 * better-auth over our tables. Its HTTP handler is not mounted: forms send to our own actions, which ask its server functions.
 * Sessions are rows, looked at with each request: what is revoked is out at once.
 */
export function makeAuth(prisma: PrismaClient, { appOrigin, secret, isDemo, mailReset }: AuthOptions) {
  return betterAuth({
    appName: 'Evenkeel',
    baseURL: appOrigin,
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    user: { modelName: 'authUser', additionalFields: { isDemo: { type: 'boolean', required: false, input: false } } },
    session: {
      modelName: 'authSession',
      expiresIn: SESSION_HOURS * 3_600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { personKey: { type: 'string', required: false, input: false }, freshAt: date },
    },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification', storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mailReset(user, token),
    },
    databaseHooks: { session: { create: { before: completeSession(prisma, isDemo) } } },
    advanced: {
      cookiePrefix: 'ek',
      useSecureCookies: appOrigin.startsWith('https:'),
      // The session keeps the address as we write it (completeSession); better-auth would spell IPv6 out.
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => newId(model === 'authUser' || model === 'user' ? 'usr' : 'aut') },
    },
    plugins: [
      twoFactor({
        issuer: 'Evenkeel',
        twoFactorCookieMaxAge: SECOND_STEP_MINUTES * 60,
        schema: { twoFactor: { modelName: 'authTwoFactor' } },
      }),
      sessionStarter(),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
