import { describe, expect } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { writeNote } from '@/server/commands/notes/write-note';
import { selectNotes } from '@/server/repositories/shop-notes';
import { type TestBooks, test } from '../../support/books';
import { OTIS } from '../../support/ops-people';
import { fleetOf } from '../../support/owing-shops';

const AT: Instant = instant('2026-03-13T10:00:00Z');

function write(books: TestBooks, words: string, statementNo: number | null = null, shop = 'beech') {
  return writeNote(books.database, { shop, statementNo, words, by: OTIS, at: AT });
}

describe('notes of the marketplace’s own people', () => {
  test('are kept with author and time, on the shop or on a statement, the newest first', async ({ books }) => {
    const { ids } = await fleetOf(books, { beech: { amount: '-90.00' } });
    await write(books, 'Asked for papers');
    await write(books, 'This cent is of the referral fee', 1);
    const { notes } = await selectNotes(books.database.pool, ids.beech ?? 0, {});
    expect(
      new Set(notes.map(({ words, statementNo, byName, at }) => `${words}|${statementNo}|${byName}|${at}`)),
    ).toEqual(
      new Set([
        'This cent is of the referral fee|1|Otis Reed|2026-03-13T10:00:00.000Z',
        'Asked for papers|null|Otis Reed|2026-03-13T10:00:00.000Z',
      ]),
    );
    const onStatement = await selectNotes(books.database.pool, ids.beech ?? 0, { statementNo: 1 });
    expect(onStatement.notes.map(({ words }) => words)).toEqual(['This cent is of the referral fee']);
  });

  test('stay as they are, and are on record in the marketplace’s own log without their words', async ({ books }) => {
    await fleetOf(books, { beech: { amount: '-90.00' } });
    await write(books, 'A secret of the seller');
    await expect(books.sql(`UPDATE shop_note SET words = 'x'`)).rejects.toThrow();
    await expect(books.sql('DELETE FROM shop_note')).rejects.toThrow();
    const entries = await books.sql<{ seller_id: number | null; detail: string; subject: string }>(
      `SELECT seller_id, subject, detail FROM audit_entry WHERE deed = 'note.written'`,
    );
    expect(entries).toMatchObject([{ seller_id: null, subject: 'shop beech' }]);
    expect(entries[0]?.detail).not.toContain('secret');
  });

  test('on a shop or statement that there is not are refused', async ({ books }) => {
    await fleetOf(books, { beech: { amount: '-90.00' } });
    expect(await write(books, 'x', 99)).toMatchObject({ ok: false, refusal: { field: 'statement' } });
    expect(await write(books, 'x', null, 'nowhere')).toMatchObject({ ok: false, refusal: { field: 'shop' } });
    expect(await books.sql('SELECT FROM shop_note')).toEqual([]);
  });
});
