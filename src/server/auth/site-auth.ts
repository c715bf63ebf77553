import 'server-only';
import { systemPrisma } from '../db/site';
import { env } from '../env';
import { type Auth, makeAuth } from './better-auth';
import { mailReset } from './reset-mail';

let made: Auth | undefined;

/** better-auth as the site's pages and actions reach it. */
export function siteAuth(): Auth {
  const { appOrigin, sessionSecret, mode } = env();
  made ??= makeAuth(systemPrisma(), { appOrigin, secret: sessionSecret, isDemo: mode === 'demo', mailReset });
  return made;
}
