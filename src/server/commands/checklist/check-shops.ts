import 'server-only';
import type { PortfolioRowDto } from '@/contracts/portfolio';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import type { CheckItem } from '@/domain/checklist/checklist';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { readPortfolio } from '../../queries/portfolio';
import { insertCheckEntries, type NewCheckEntry } from '../../repositories/checklist';
import { lockShops } from '../../repositories/shops';

/** What is stated of some shops' checklists. */
export interface CheckShopsInput {
  /** Numbers of shops of the actor. */
  readonly shops: readonly number[];
  /** The rows; `open`: those of each shop that still need somebody today, so that doing it again adds nothing. */
  readonly items: readonly CheckItem[] | 'open';
  readonly deed: 'checked' | 'reopened';
  readonly note: string;
  readonly by: Pick<Actor, 'person'>;
  readonly now: Instant;
}

function entryOf(row: PortfolioRowDto, item: CheckItem, { deed, note, by, now }: CheckShopsInput): NewCheckEntry {
  return {
    shopId: row.id,
    id: newId('chk'),
    day: row.today,
    item,
    deed,
    finding: row.findings[item],
    note,
    byKey: by.person.key,
    byName: by.person.name,
    at: now,
  };
}

/**
 * Keeps that somebody checked rows of shops' checklists of today, each with what the books say of it now; or that a check is open again.
 * Nothing is taken back: the history keeps both.
 * @returns how many rows of how many shops
 * @example await checkShops(database, { shops: [1, 2], items: "open", deed: "checked", note: "", by, now }) // { shops: 2, rows: 6 }
 */
export function checkShops(
  database: Database,
  input: CheckShopsInput,
): Promise<{ readonly shops: number; readonly rows: number }> {
  const { shops, items, now } = input;
  return inTransaction(database, async (connection) => {
    // Two who check the same shop at once: the second finds what the first left.
    await lockShops(connection, shops);
    const rows = await readPortfolio(
      connection,
      shops.map((id) => ({ id })),
      { now, seesMoney: false },
    );
    const entries = rows.flatMap((row) =>
      (items === 'open' ? row.toCheck : items).map((item) => entryOf(row, item, input)),
    );
    await insertCheckEntries(connection, entries);
    return { shops: new Set(entries.map(({ shopId }) => shopId)).size, rows: entries.length };
  });
}
