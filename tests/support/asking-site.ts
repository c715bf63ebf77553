import { vi } from 'vitest';
import { type TestBooks, test } from './books';

const ORIGIN = 'http://localhost:3000';

/** The site's server side in the test's own process, with the database of one test and one browser that asks. */
export interface AskingSite {
  /** Signs the browser in as a member, or as one of the marketplace's; who has just proved who they are, or not. */
  readonly signIn: (key: string, proof?: 'fresh' | 'stale') => Promise<void>;
  readonly signOut: () => void;
  /** What the browser says that its form comes from; null for nothing. */
  readonly comeFrom: (origin: string | null) => void;
  readonly chooseShop: (externalId: string) => void;
}

async function openSite(books: TestBooks): Promise<AskingSite> {
  const { startDemoSession } = await import('@/server/auth/demo-session');
  // The one that stands in for next/headers: a mock is not loaded anew with the modules that use it.
  const { browser } = (await import('next/headers')) as unknown as typeof import('./browser');
  const comeFrom = (origin: string | null) => browser.send('origin', origin ?? '');
  return {
    signIn: async (key, proof = 'fresh') => {
      browser.forget();
      comeFrom(ORIGIN);
      browser.send('referer', `${ORIGIN}/finances`);
      if (!(await startDemoSession(key))) throw new Error(`nobody is called ${key}`);
      const minutes = proof === 'fresh' ? 0 : 6;
      await books.sql(`UPDATE auth_session SET fresh_at = now() - make_interval(mins => $1)`, [minutes]);
    },
    signOut: () => {
      browser.forget();
      comeFrom(ORIGIN);
    },
    comeFrom,
    chooseShop: (externalId) => browser.keep('ek_shop', externalId),
  };
}

/** A test that calls the site's actions and pages; its file mocks next/headers by tests/support/browser. */
export const siteTest = test.extend<{ readonly site: AskingSite }>({
  site: async ({ books }, use) => {
    vi.stubEnv('DATABASE_URL', books.url);
    vi.stubEnv('SESSION_SECRET', 'a secret of thirty-two characters');
    vi.stubEnv('APP_ORIGIN', ORIGIN);
    vi.stubEnv('EVENKEEL_ACCOUNT_KEYS', `test:${Buffer.alloc(32, 7).toString('base64')}`);
    vi.resetModules();
    const { closeSiteDatabases } = await import('@/server/db/site');
    await use(await openSite(books));
    await closeSiteDatabases();
    vi.unstubAllEnvs();
  },
});
