import 'server-only';
import { systemDatabase, systemPrisma } from '../db/site';
import { env } from '../env';
import { type Auth, makeAuth, RESET_MINUTES } from './better-auth';
import { mailResetLink } from './security-mails';

let made: Auth | undefined;

/** better-auth as the site's pages and actions reach it. */
export function siteAuth(): Auth {
  const { appOrigin, sessionSecret, mode } = env();
  made ??= makeAuth(systemPrisma(), {
    appOrigin,
    secret: sessionSecret,
    isDemo: mode === 'demo',
    mailReset: (user, token) => mailResetLink(systemDatabase().pool, user, { token, minutes: RESET_MINUTES }),
  });
  return made;
}
