import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { postNotice, postNotices } from '@/server/commands/notices/post-notice';
import { inTransaction } from '@/server/db/database';
import { test as base } from '../../support/books';
import { openIvy, type ToldIvy } from '../../support/notices';

const test = base.extend<{ readonly ivy: ToldIvy }>({
  ivy: async ({ books }, use) => use(await openIvy(books)),
});

describe('the stream of notices', () => {
  test('a payout of 53.58 that was paid is in the owner’s inbox and mail', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    await postNotice(books.database.pool, ivy.paid());
    expect(await deliverNotices(books.database)).toBe(1);
    expect(await ivy.inboxes()).toEqual(['owner: payout-paid']);
    expect(await ivy.mails()).toEqual(['owner1@ivy.example: 53.58 USD was paid out']);
  });

  test('posted twice under one key, and delivered twice, it is told once', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    expect(await postNotice(books.database.pool, ivy.paid())).toBe(true);
    expect(await postNotice(books.database.pool, ivy.paid({ at: instant('2026-03-14T08:00:00Z') }))).toBe(false);
    expect([await deliverNotices(books.database), await deliverNotices(books.database)]).toEqual([1, 0]);
    expect(await ivy.inboxes()).toHaveLength(1);
  });

  test('of what was rolled back nobody is told', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    const failing = inTransaction(books.database, async (connection) => {
      await postNotice(connection, ivy.paid());
      throw new Error('it was not paid after all');
    });
    await expect(failing).rejects.toThrow('after all');
    expect(await deliverNotices(books.database)).toBe(0);
  });

  test('support sees no money and is not told of a payout; finance and viewer are', async ({ books, ivy }) => {
    await ivy.joins(1, 'support');
    await ivy.joins(2, 'finance');
    await ivy.joins(3, 'viewer');
    await postNotice(books.database.pool, ivy.paid());
    await deliverNotices(books.database);
    expect(await ivy.inboxes()).toEqual(['finance: payout-paid', 'viewer: payout-paid']);
  });

  test('a member of other shops is not told', async ({ books, ivy }) => {
    await ivy.joins(1, 'finance', []);
    await postNotice(books.database.pool, ivy.paid());
    await deliverNotices(books.database);
    expect(await ivy.inboxes()).toEqual([]);
  });

  test('a notice for one member is for no other', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    await ivy.joins(2, 'finance');
    await postNotice(books.database.pool, ivy.paid({ memberNo: 2 }));
    await deliverNotices(books.database);
    expect(await ivy.inboxes()).toEqual(['finance: payout-paid']);
  });

  test('what was 8 days old when it was posted comes read, and without mail', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    await postNotice(books.database.pool, ivy.paid({ at: instant('2026-03-06T09:00:00Z') }));
    await deliverNotices(books.database);
    expect([await ivy.inboxes(), await ivy.mails()]).toEqual([['owner: payout-paid, read'], []]);
  });

  test('its day is the marketplace’s: 10:00 UTC of 13 March is 13 March in the US marketplace', async ({
    books,
    ivy,
  }) => {
    await postNotice(books.database.pool, ivy.paid());
    expect(await books.sql('SELECT day FROM notice')).toEqual([{ day: '2026-03-13' }]);
  });

  test('a shop of nobody has nobody to tell', async ({ books, ivy }) => {
    expect(await postNotice(books.database.pool, ivy.paid({ sellerId: null }))).toBe(false);
  });

  test('450 notices and two workers: each once', async ({ books, ivy }) => {
    await ivy.joins(1, 'owner');
    const many = Array.from({ length: 450 }, (_, index) => ivy.paid({ key: `payout:${index}` }));
    expect(await postNotices(books.database.pool, many)).toBe(450);
    const counts = await Promise.all([deliverNotices(books.database), deliverNotices(books.database)]);
    expect(counts[0] + counts[1]).toBe(450);
    expect(await ivy.mails()).toHaveLength(450);
  });

  test('a detail that is not of the kind is a defect, and nothing is posted', async ({ books, ivy }) => {
    const wrong = ivy.paid({ detail: { payout: 1, amount: '53,58', last4: '4417', on: '2026-03-13' } });
    await expect(postNotice(books.database.pool, wrong)).rejects.toThrow('must be an amount such as 12.30');
  });

  test('a written notice stays as it is', async ({ books, ivy }) => {
    await postNotice(books.database.pool, ivy.paid());
    await expect(books.sql(`UPDATE notice SET kind = 'x'`)).rejects.toThrow('append-only');
  });
});
