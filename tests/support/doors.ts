import { expect, vi } from 'vitest';
import type { ActionState } from '@/contracts/action';
import type { Actor } from '@/contracts/shell';
import { test as base, type TestBooks } from './books';
import { browser } from './browser';

const ORIGIN = 'https://finance.example.com';

export const PASSWORD = 'four words about ships';

/** An action as a form sends to it. */
type Sendable<Value> = (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

/** What came of a form: where it led, or what it shows. */
export type Sent<Value> = { readonly to: string } | ActionState<Value>;

/** A site that asks people who they are, with one browser before it. */
export interface Doors {
  readonly signIn: typeof import('@/features/sign-in/actions');
  readonly security: typeof import('@/features/security/actions');
  readonly actor: () => Promise<Actor | null>;
  /** The actor, where there must be one. */
  readonly me: () => Promise<Actor>;
  /** Fills a form in and sends it, from the site's own page unless told otherwise. */
  readonly send: <Value>(action: Sendable<Value>, fields?: Readonly<Record<string, string>>) => Promise<Sent<Value>>;
  /** Makes a user with the password, and a member of a seller with that address. @returns the user's id */
  readonly addUser: (
    email: string,
    options?: { readonly isMember?: boolean; readonly isDemo?: boolean },
  ) => Promise<string>;
  readonly sessionCount: () => Promise<number>;
  readonly mails: () => Promise<
    readonly { readonly kind: string; readonly recipient: string; readonly text: string }[]
  >;
}

async function send<Value>(
  action: Sendable<Value>,
  fields: Readonly<Record<string, string>> = {},
): Promise<Sent<Value>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    return await action({ status: 'idle' }, form);
  } catch (error) {
    const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
    const to = /^NEXT_REDIRECT;\w*;(.*);\d+;/.exec(digest)?.[1];
    if (to === undefined) throw error;
    return { to };
  }
}

async function addUser(books: TestBooks, email: string, { isMember = true, isDemo = false } = {}): Promise<string> {
  const { hashPassword } = await import('better-auth/crypto');
  const id = `usr_${email}`;
  await books.sql(
    `INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at, is_demo)
     VALUES ($1, 'Ada Byron', $2, true, now(), now(), $3)`,
    [id, email, isDemo],
  );
  await books.sql(
    `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES ($1, $1, 'credential', $1, $2, now(), now())`,
    [id, await hashPassword(PASSWORD)],
  );
  if (isMember) {
    await books.sql(
      `WITH s AS (INSERT INTO seller (external_id, name) VALUES ($1, $1) RETURNING id)
       INSERT INTO member (seller_id, no, person_key, user_id, name, email, role)
       SELECT id, 1, $1, $2, 'Ada Byron', $1, 'owner' FROM s`,
      [email, id],
    );
  }
  return id;
}

async function openDoors(books: TestBooks): Promise<Doors> {
  const signIn = await import('@/features/sign-in/actions');
  const security = await import('@/features/security/actions');
  const { getActor } = await import('@/server/auth/actor');
  return {
    signIn,
    security,
    send,
    actor: getActor,
    me: async () => (await getActor()) ?? expect.fail('nobody is signed in'),
    addUser: (email, options) => addUser(books, email, options),
    sessionCount: async () => (await books.sql('SELECT 1 FROM auth_session')).length,
    mails: () => books.sql('SELECT kind, recipient, text FROM mail ORDER BY id'),
  };
}

/** A test with a site of its own, in demo mode, over books of its own. */
export const test = base.extend<{ readonly doors: Doors }>({
  doors: async ({ books }, use) => {
    vi.stubEnv('DATABASE_URL', books.url);
    vi.stubEnv('SESSION_SECRET', 'a secret of thirty-two characters');
    vi.stubEnv('APP_ORIGIN', ORIGIN);
    vi.stubEnv('EVENKEEL_ACCOUNT_KEYS', `test:${Buffer.alloc(32, 7).toString('base64')}`);
    vi.resetModules();
    browser.forget();
    browser.send('origin', ORIGIN);
    browser.send('x-forwarded-for', '192.0.2.1');
    const { closeSiteDatabases } = await import('@/server/db/site');
    await use(await openDoors(books));
    await closeSiteDatabases();
    vi.unstubAllEnvs();
  },
});
