import 'server-only';
import { fromEpochMillis, type Instant } from '@/domain/calendar/instant';
import { env } from '../env';
import { clearShop, keepCookies } from './cookies';
import { countSignIn } from './count-sign-in';
import { requestHeaders } from './request';
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
  const found = await siteAuth().api.getSession({ headers: await requestHeaders(), query: { disableRefresh: true } });
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
 * Signs a user in as one of their memberships, with no shop chosen yet. Actions only.
 * @param personKey of the membership; the caller has checked that it is the user's
 * @param proof whether the user has just proved who they are, as by the password that they chose; the demo's one click proves nothing
 */
export async function startSession(
  userId: string,
  personKey: string,
  { isProved = true }: { readonly isProved?: boolean } = {},
): Promise<void> {
  await endPresentSession();
  const started = await siteAuth().api.startSession({
    body: { userId, personKey, isProved },
    headers: await requestHeaders(),
    returnHeaders: true,
  });
  await keepCookies(started.headers);
  await clearShop();
  await countSignIn(personKey);
}

/** The browser gets another session: the one that it has is no more, so that nobody keeps two. */
export async function endPresentSession(): Promise<void> {
  const found = await siteAuth().api.getSession({ headers: await requestHeaders(), query: { disableRefresh: true } });
  if (found !== null) await (await siteAuth().$context).internalAdapter.deleteSession(found.session.token);
}

/** Signs the browser out: its session is no more. Actions only. */
export async function endSession(): Promise<void> {
  const ended = await siteAuth().api.signOut({ headers: await requestHeaders(), returnHeaders: true });
  await keepCookies(ended.headers);
  await clearShop();
}
