import 'server-only';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Account, Journal, JournalEntry, JournalSource } from '@/domain/ledger/journal';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

interface EntryRow {
  readonly shop_id: number;
  readonly no: number;
  readonly day: PlainDate;
  readonly source: JournalSource;
  readonly source_no: number;
  readonly account: Account | null;
  readonly amount_minor: Minor | null;
}

/** Every journal of shops with its entries, in the order of booking. */
export async function selectJournals(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, Journal[]>> {
  const { rows } = await connection.query<EntryRow>(
    `SELECT j.*, e.account, e.amount_minor FROM journal j
       LEFT JOIN journal_entry e ON e.shop_id = j.shop_id AND e.journal_no = j.no
      WHERE j.shop_id = ANY($1::int[]) ORDER BY j.shop_id, j.no, e.entry_no`,
    [shopIds],
  );
  const groups = new Map<number, Journal[]>();
  let last: EntryRow | undefined;
  let entries: JournalEntry[] = [];
  for (const row of rows) {
    if (last === undefined || last.shop_id !== row.shop_id || last.no !== row.no) {
      entries = [];
      const journals = groups.get(row.shop_id) ?? [];
      groups.set(row.shop_id, journals);
      journals.push({ day: row.day, source: row.source, sourceNo: row.source_no, entries });
    }
    last = row;
    if (row.account !== null && row.amount_minor !== null)
      entries.push({ account: row.account, amount: row.amount_minor });
  }
  return groups;
}

/** An event as stored; its detail is JSON text with amounts as decimal strings. */
export interface StoredEvent {
  readonly no: number;
  readonly day: PlainDate;
  readonly kind: string;
  readonly detail: string;
}

/** Every event of shops, in order. */
export async function selectEvents(
  connection: Connection,
  shopIds: readonly number[],
): Promise<Map<number, StoredEvent[]>> {
  const { rows } = await connection.query<StoredEvent & { readonly shop_id: number }>(
    'SELECT shop_id, no, day, kind, detail FROM shop_event WHERE shop_id = ANY($1::int[]) ORDER BY shop_id, no',
    [shopIds],
  );
  const groups = new Map<number, StoredEvent[]>();
  for (const { shop_id, ...event } of rows) {
    const events = groups.get(shop_id) ?? [];
    groups.set(shop_id, events);
    events.push(event);
  }
  return groups;
}
