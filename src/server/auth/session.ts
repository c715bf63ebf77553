import 'server-only';
import { headers } from 'next/headers';
import { fromEpochMillis, type Instant } from '@/domain/calendar/instant';
import { env } from '../env';
import { clearShop, keepCookies } from './cookies';
import { siteAuth } from './site-auth';

/** A browser that is signed in: whose it is, and as which of their memberships they act. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  /** Null where the user is a member of nothing any more. */
  readonly personKey: string | null;
  /** When the user last proved who they are, of the machine's time. */
  readonly freshAt: Instant;
}

/** The session of the browser that asks; null where it has none, or none any more. */
export async function readSession(): Promise<Session | null> {
  const found = await siteAuth().api.getSession({ headers: await headers(), query: { disableRefresh: true } });
  if (found === null) return null;
  const { session, user } = found;
  if (user.isDemo === true && env().mode !== 'demo') return null;
  return {
    id: session.id,
    userId: user.id,
    email: user.email,
    personKey: session.personKey ?? null,
    freshAt: fromEpochMillis(session.freshAt.getTime()),
  };
}

/**
 * Signs a user in as one of their memberships, with no shop chosen yet; they count as having just proved who they are. Actions only.
 * @param personKey of the membership; the caller has checked that it is the user's
 */
export async function startSession(userId: string, personKey: string): Promise<void> {
  const started = await siteAuth().api.startSession({
    body: { userId, personKey },
    headers: await headers(),
    returnHeaders: true,
  });
  await keepCookies(started.headers);
  await clearShop();
}

/** Signs the browser out: its session is no more. Actions only. */
export async function endSession(): Promise<void> {
  const ended = await siteAuth().api.signOut({ headers: await headers(), returnHeaders: true });
  await keepCookies(ended.headers);
  await clearShop();
}
