import { describe, expect, vi } from 'vitest';
import { readFact } from '@/contracts/fact';
import { instant } from '@/domain/calendar/instant';
import { recordSignIn } from '@/server/commands/activity/record-sign-in';
import { siteTest } from '../../support/asking-site';
import { type TestBooks, test } from '../../support/books';
import { addMember, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));

const MORNING = instant('2026-01-20T08:00:00Z');
const EVENING = instant('2026-01-20T19:30:00Z');
const NEXT_DAY = instant('2026-01-21T08:00:00Z');

/** "outdoor 2026-01-20 sign-in" for each fact of activity. */
async function activityIn(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ told: string }>(
    `SELECT s.external_id || ' ' || f.occurred_on || ' ' || (f.payload->>'kind') AS told
       FROM fact f JOIN shop s ON s.id = f.shop_id WHERE f.type = 'shop.activity' ORDER BY 1`,
  );
  return rows.map(({ told }) => told);
}

describe('A sign-in of a member is activity of the shops that they may see (R10.5)', () => {
  test('an owner of two shops signs in: one fact for each', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    await addMember(books, { key: 'mara', role: 'owner' });
    expect(await recordSignIn(books.database, { personKey: 'mara', now: MORNING })).toBe(2);
    expect(await activityIn(books)).toEqual(['kitchen 2026-01-20 sign-in', 'outdoor 2026-01-20 sign-in']);
  });

  test('of a member who may see the kitchen only, of that one alone', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    await addMember(books, { key: 'kit', role: 'support', shops: ['kitchen'] });
    await recordSignIn(books.database, { personKey: 'kit', now: MORNING });
    expect(await activityIn(books)).toEqual(['kitchen 2026-01-20 sign-in']);
  });

  test('the same person in the evening and a colleague add nothing; the next day is another', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    for (const key of ['mara', 'milo']) await addMember(books, { key, role: 'admin' });
    await recordSignIn(books.database, { personKey: 'mara', now: MORNING });
    expect(await recordSignIn(books.database, { personKey: 'mara', now: EVENING })).toBe(0);
    expect(await recordSignIn(books.database, { personKey: 'milo', now: EVENING })).toBe(0);
    await recordSignIn(books.database, { personKey: 'milo', now: NEXT_DAY });
    expect(await activityIn(books)).toEqual(['outdoor 2026-01-20 sign-in', 'outdoor 2026-01-21 sign-in']);
  });

  test('five at the same moment: one fact', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await addMember(books, { key: 'mara', role: 'owner' });
    const asked = Array.from({ length: 5 }, () => recordSignIn(books.database, { personKey: 'mara', now: MORNING }));
    await Promise.all(asked);
    expect(await activityIn(books)).toEqual(['outdoor 2026-01-20 sign-in']);
  });

  test('of somebody who was removed, or is no member, of none', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await addMember(books, { key: 'mara', role: 'viewer' });
    await books.sql("UPDATE member SET status = 'removed', removed_at = now() WHERE person_key = 'mara'");
    expect(await recordSignIn(books.database, { personKey: 'mara', now: MORNING })).toBe(0);
    expect(await recordSignIn(books.database, { personKey: 'ops:lena', now: MORNING })).toBe(0);
  });

  test('the engine takes it in: idle since 1 January, a sign-in on the 20th puts inactive off to 19 February', async ({
    books,
  }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await addMember(books, { key: 'mara', role: 'owner' });
    await books.close('2026-01-19');
    await recordSignIn(books.database, { personKey: 'mara', now: MORNING });
    await books.close('2026-02-19');
    const events = await books.sql<{ told: string }>(
      "SELECT day || ' ' || kind AS told FROM shop_event WHERE kind LIKE 'activity-%' ORDER BY no",
    );
    expect(events.map(({ told }) => told)).toEqual(['2026-02-14 activity-warning', '2026-02-19 activity-changed']);
  });
});

describe('Facts of sign-ins are the site’s own', () => {
  test('a file may not hold one under such an id: it would keep the sign-in of that day out', () => {
    const wire = { shop: 'ivy', type: 'shop.activity', occurredAt: '2026-01-20T08:00:00Z', kind: 'sign-in' };
    const read = readFact({ id: 'activity:sign-in:2026-01-20', ...wire }, 'file');
    expect(read).toMatchObject({ ok: false, refusal: { field: 'id' } });
  });

  siteTest('signing in at the site records it', async ({ books, site }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await addMember(books, { key: 'mara', role: 'owner' });
    await books.sql('UPDATE clock SET now_at = $1 WHERE id = 1', [MORNING]);
    await site.signIn('mara');
    expect(await activityIn(books)).toEqual(['outdoor 2026-01-20 sign-in']);
  });
});
