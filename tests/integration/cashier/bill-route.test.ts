import { describe, expect, vi } from 'vitest';
import { liveBillSchema } from '@/contracts/cashier';
import { test as base } from '../../support/books';
import { browser } from '../../support/browser';
import { ivyOpens } from '../../support/ivy';
import { answer, billOf, chargeUnanswered, ivyOwes } from '../../support/owing';
import { addMember } from '../../support/people';

const SECRET = 'a secret of thirty-two characters';

vi.mock('next/headers', () => import('../../support/browser'));

interface Site {
  /** Asks as a person, or as nobody. */
  readonly ask: (bill: string, person: string | null) => Promise<Response>;
}

/** The site's own route, with the database of one test. */
const test = base.extend<{ readonly site: Site }>({
  site: async ({ books }, use) => {
    vi.stubEnv('DATABASE_URL', books.url);
    vi.stubEnv('SESSION_SECRET', SECRET);
    vi.resetModules();
    const { GET } = await import('@/app/api/bills/[id]/route');
    const { startDemoSession } = await import('@/server/auth/demo-session');
    const { closeSiteDatabases } = await import('@/server/db/site');
    await use({
      ask: async (bill, person) => {
        browser.forget();
        if (person !== null) expect(await startDemoSession(person)).toBe(true);
        const params = Promise.resolve({ id: bill });
        return GET(new Request(`http://localhost/api/bills/${bill}`), { params });
      },
    });
    await closeSiteDatabases();
    vi.unstubAllEnvs();
  },
});

describe('GET /api/bills/:id', () => {
  test('tells where the bill stands, and is not to be stored', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    await addMember(books, { key: 'ivy', role: 'owner', seller: 'ivy-hart' });
    const bill = await billOf(books, shopId, null);
    const first = await site.ask(bill.id, 'ivy');
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await first.json()).toEqual({ id: bill.id, status: 'unpaid', needsAction: false });
    const payment = await chargeUnanswered(books, bill);
    await answer(books, payment, { kind: 'requires-action', ref: 'pi_1', url: 'https://bank.example/' });
    const second = liveBillSchema.parse(await (await site.ask(bill.id, 'ivy')).json());
    expect(second).toEqual({ id: bill.id, status: 'processing', needsAction: true });
  });

  test('tells nothing to somebody who is not signed in', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const answered = await site.ask(bill.id, null);
    expect([answered.status, answered.headers.get('cache-control')]).toEqual([401, 'no-store']);
    expect(await answered.text()).not.toContain('unpaid');
  });

  test('tells nothing to support, who see no money', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    await addMember(books, { key: 'cora', role: 'support', seller: 'ivy-hart' });
    const bill = await billOf(books, shopId, null);
    expect((await site.ask(bill.id, 'cora')).status).toBe(403);
  });

  test('knows no bill of another shop: the answer is that of no bill at all', async ({ books, site }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await books.record(ivyOpens(), { shop: 'rook' });
    await books.sql("INSERT INTO seller (external_id, name) VALUES ('rook', 'Rook')");
    await books.sql("UPDATE shop SET seller_id = (SELECT max(id) FROM seller) WHERE external_id = 'rook'");
    await addMember(books, { key: 'rook', role: 'owner', seller: 'rook' });
    const foreign = await site.ask(bill.id, 'rook');
    const unknown = await site.ask('bil_unknown', 'rook');
    const nonsense = await site.ask("x' OR 1=1", 'rook');
    expect([foreign.status, unknown.status, nonsense.status]).toEqual([404, 404, 404]);
    expect(await foreign.text()).toBe(await unknown.text());
  });
});
