import { describe, expect, vi } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { siteTest } from '../../support/asking-site';
import type { TestBooks } from '../../support/books';
import { addMember, addOps, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));

const HOURS_AGO = instant('2020-01-01T00:00:00Z');

const test = siteTest.extend<{ readonly world: TestBooks }>({
  world: async ({ books, site }, use) => {
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    await addSeller(books, 'quill', ['paper']);
    await addMember(books, { key: 'milo', role: 'owner' });
    await addOps(books, 'ops-agent');
    await site.signIn('ops:ops-agent');
    await use(books);
  },
});

async function actor() {
  const { getActor } = await import('@/server/auth/actor');
  const found = await getActor();
  if (found === null) throw new Error('nobody is signed in');
  return found;
}

async function open(shop: string, now?: Instant) {
  const [{ openSellerView }, { systemDatabase }, { machineTime }] = await Promise.all([
    import('@/server/commands/seller-view/open-seller-view'),
    import('@/server/db/site'),
    import('@/server/clock'),
  ]);
  return openSellerView(systemDatabase(), {
    by: await actor(),
    shop,
    purpose: 'ticket 4711',
    now: now ?? machineTime(),
  });
}

describe('ops in a seller’s view', () => {
  test('acts as a viewer of that seller, with its shops and no other', async ({ world: _world }) => {
    expect(await open('outdoor')).toMatchObject({ ok: true });
    const found = await actor();
    expect(found).toMatchObject({
      kind: 'seller',
      role: 'viewer',
      viewedBy: { role: 'ops-agent', purpose: 'ticket 4711' },
    });
    expect(found.shops.map(({ externalId }) => externalId).sort()).toEqual(['kitchen', 'outdoor']);
  });

  test('reads what the seller’s members read: two shops of three, and no seller but theirs', async ({
    world: _world,
  }) => {
    await open('outdoor');
    const { sellerDatabase } = await import('@/server/db/seller');
    const { rows: shops } = await sellerDatabase().pool.query('SELECT external_id FROM shop ORDER BY 1');
    expect(shops).toEqual([{ external_id: 'kitchen' }, { external_id: 'outdoor' }]);
    const { rows: sellers } = await sellerDatabase().pool.query('SELECT external_id FROM seller');
    expect(sellers).toEqual([{ external_id: 'marlow' }]);
  });

  test('is let write nothing by the database itself', async ({ world: _world }) => {
    await open('outdoor');
    const { sellerDatabase } = await import('@/server/db/seller');
    await expect(sellerDatabase().pool.query('UPDATE shop SET last_fact_no = last_fact_no')).rejects.toThrow(
      'read-only transaction',
    );
  });

  test('is on record: in the seller’s log with its purpose, and each page among the readings of ops', async ({
    world,
  }) => {
    await open('outdoor');
    const { sellerDatabase } = await import('@/server/db/seller');
    await sellerDatabase().pool.query('SELECT FROM shop');
    const { leaveSellerView } = await import('@/server/commands/seller-view/leave-seller-view');
    const { person, sessionId } = await actor();
    const { systemDatabase } = await import('@/server/db/site');
    const now = instant('2099-01-01T00:00:00Z');
    expect(await leaveSellerView(systemDatabase(), { person, sessionId, role: 'ops-agent' }, now)).toBe(true);
    const entries = await world.sql<{ deed: string; actor_role: string; detail: string }>(
      `SELECT a.deed, a.actor_role, a.detail FROM audit_entry a JOIN seller o ON o.id = a.seller_id
        WHERE o.external_id = 'marlow' AND a.deed LIKE 'seller-view.%' ORDER BY a.no`,
    );
    expect(entries.map(({ deed, actor_role }) => [deed, actor_role])).toEqual([
      ['seller-view.opened', 'ops-agent'],
      ['seller-view.left', 'ops-agent'],
    ]);
    expect(entries[0]?.detail).toContain('ticket 4711');
    expect(await world.sql('SELECT DISTINCT person, purpose FROM ops_read')).toEqual([
      { person: 'ops:ops-agent', purpose: expect.stringMatching(/^the pages of seller .*: ticket 4711$/) },
    ]);
    expect((await actor()).kind).toBe('ops');
  });

  test('is over after half an hour, and a new one can be opened', async ({ world: _world }) => {
    await open('outdoor', HOURS_AGO);
    expect((await actor()).kind).toBe('ops');
    await open('paper');
    expect((await actor()).shops.map(({ externalId }) => externalId)).toEqual(['paper']);
  });

  test('ends with its session: another browser of the same person is not in it', async ({ site, world: _world }) => {
    await open('outdoor');
    await site.signIn('ops:ops-agent');
    expect((await actor()).kind).toBe('ops');
  });

  test('there is none of a shop that belongs to no seller, or that there is not', async ({ world }) => {
    await world.sql(`UPDATE shop SET seller_id = NULL WHERE external_id = 'paper'`);
    expect(await open('paper')).toMatchObject({ ok: false, refusal: { field: 'shop' } });
    expect(await open('nowhere')).toMatchObject({ ok: false, refusal: { reason: 'There is no such shop.' } });
    expect((await actor()).kind).toBe('ops');
  });
});

describe('addresses that do more than read', () => {
  test('a notice is opened without being marked read', async ({ world }) => {
    await open('outdoor');
    const { GET } = await import('@/app/(seller)/inbox/[notice]/open/route');
    const answered = await GET(new Request('http://localhost:3000/inbox/1/open'), {
      params: Promise.resolve({ notice: '1' }),
    });
    expect(answered.headers.get('location')).toBe('/inbox');
    expect(await world.sql('SELECT FROM inbox_item WHERE read_at IS NOT NULL')).toEqual([]);
  });
});
