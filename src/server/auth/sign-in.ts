import 'server-only';
import { APIError } from 'better-auth/api';
import { systemDatabase } from '../db/site';
import { networkOf } from './client-address';
import { clearShop, keepCookies } from './cookies';
import { countSignIn } from './count-sign-in';
import { tellOfNewBrowser } from './known-browsers';
import { forgetAttempts, takeAttempt } from './rate-limit';
import { requestAddress, requestHeaders } from './request';
import { endPresentSession } from './session';
import { siteAuth } from './site-auth';

/** How an attempt to sign in ended. `wrong` says no more: which of address and password is wrong would help whoever guesses. */
export type SignInAnswer =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'second-step' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'no-membership' }
  | { readonly kind: 'wait'; readonly minutes: number };

/**
 * Counts an attempt by address, and where the account is known also by it: by account and address together, and, far more of them, by account
 * alone. @returns the answer that it has to wait, or null
 */
export async function limitAttempt(
  byAddress: 'sign-in address' | 'second step address' | 'reset address' | 'new password address',
  account: { readonly limited: 'sign-in account' | 'reset account'; readonly email: string } | null = null,
): Promise<{ readonly kind: 'wait'; readonly minutes: number } | null> {
  const { pool } = systemDatabase();
  const network = networkOf(await requestAddress());
  const wait =
    (await takeAttempt(pool, byAddress, network)) ??
    (account === null
      ? null
      : ((await takeAttempt(pool, account.limited, `${account.email} ${network}`)) ??
        (await takeAttempt(pool, `${account.limited} everywhere`, account.email))));
  return wait === null ? null : { kind: 'wait', minutes: wait };
}

/** What better-auth refuses in words of its own; anything else is a defect and thrown on. */
export function refusalCode(error: unknown): string {
  if (error instanceof APIError && typeof error.body?.code === 'string') return error.body.code;
  throw error;
}

/**
 * Signs in by e-mail address and password; where the user has two-factor on, the second step is still to come. Actions only.
 * @example switch ((await signInWithPassword({ email, password })).kind) { ... }
 */
export async function signInWithPassword({
  email,
  password,
}: {
  readonly email: string;
  readonly password: string;
}): Promise<SignInAnswer> {
  const limited = await limitAttempt('sign-in address', { limited: 'sign-in account', email });
  if (limited !== null) return limited;
  const asked = siteAuth().api.signInEmail({
    body: { email, password },
    headers: await requestHeaders(),
    returnHeaders: true,
  });
  const answered = await asked.catch((error: unknown) => {
    refusalCode(error);
    return null;
  });
  if (answered === null) return { kind: 'wrong' };
  const network = networkOf(await requestAddress());
  await forgetAttempts(systemDatabase().pool, 'sign-in account', `${email} ${network}`);
  await forgetAttempts(systemDatabase().pool, 'sign-in account everywhere', email);
  if ('twoFactorRedirect' in answered.response) {
    await keepCookies(answered.headers);
    return { kind: 'second-step' };
  }
  return keepSession(answered.headers, answered.response.token);
}

/** Gives the browser its new session, unless the user is a member of nothing. */
export async function keepSession(answered: Headers, token: string): Promise<SignInAnswer> {
  const { internalAdapter } = await siteAuth().$context;
  const found = await internalAdapter.findSession(token);
  const personKey: unknown = found?.session['personKey'];
  if (found === null || typeof personKey !== 'string') {
    await internalAdapter.deleteSession(token);
    return { kind: 'no-membership' };
  }
  await endPresentSession();
  await keepCookies(answered);
  await clearShop();
  await countSignIn(personKey);
  await tellOfNewBrowser({ sessionId: found.session.id, userId: found.user.id, personKey });
  return { kind: 'signed-in' };
}
