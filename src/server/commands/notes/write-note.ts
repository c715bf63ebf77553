import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { insertNote } from '../../repositories/shop-notes';
import { findShops } from '../../repositories/shops';
import { type AuditActor, appendAudit } from '../audit/append-audit';

/** What somebody of the marketplace writes for colleagues. */
export interface NoteAsked {
  /** External id. */
  readonly shop: string;
  readonly statementNo: number | null;
  readonly words: string;
  readonly by: AuditActor;
  /** The machine's time: notes are about work, not about the books. */
  readonly at: Instant;
}

/**
 * Writes a note on a shop, or on one of its statements. It stays as it is; the seller does not see it. That it was written is on record in
 * the marketplace's own log, without its words.
 * @returns refused where there is no such shop or statement
 * @example await writeNote(database, { shop: "ivy-prints", statementNo: 12, words: "Called the seller", by, at })
 */
export function writeNote(
  database: Database,
  { shop, statementNo, words, by, at }: NoteAsked,
): Promise<Result<{ readonly id: string }, FieldRefusal>> {
  return inTransaction(database, async (connection) => {
    const [found] = await findShops(connection, [shop]);
    if (found === undefined) return refused({ field: 'shop', reason: 'There is no such shop.' });
    if (statementNo !== null) {
      const { rows } = await connection.query('SELECT FROM statement WHERE shop_id = $1 AND no = $2', [
        found.id,
        statementNo,
      ]);
      if (rows.length === 0)
        return refused({ field: 'statement', reason: `The shop has no statement ${statementNo}.` });
    }
    const id = newId('not');
    await insertNote(connection, {
      ...{ shopId: found.id, id, statementNo, words, at },
      byKey: by.person.key,
      byName: by.person.name,
    });
    const subject = statementNo === null ? `shop ${shop}` : `statement ${statementNo} of shop ${shop}`;
    await appendAudit(connection, { actor: by, sellerId: null, deed: 'note.written', subject, detail: { note: id } });
    return accepted({ id });
  });
}
