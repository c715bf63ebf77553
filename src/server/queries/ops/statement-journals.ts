import 'server-only';
import type { JournalDto } from '@/contracts/ops-statement';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Account, JournalSource } from '@/domain/ledger/journal';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import type { Connection } from '../../db/database';

interface EntryRecord {
  readonly no: number;
  readonly day: PlainDate;
  readonly source: JournalSource;
  readonly source_no: number;
  readonly entry_no: number | null;
  readonly account: Account | null;
  readonly amount_minor: Minor | null;
}

/**
 * The bookings of a statement: its own, and those of the payouts that took it, each with its entries and what they sum to (R12.1).
 * @example await readStatementJournals(pool, shop.id, 12)
 */
export async function readStatementJournals(
  connection: Connection,
  shopId: number,
  no: number,
): Promise<readonly JournalDto[]> {
  const { rows } = await connection.query<EntryRecord>(
    `SELECT j.no, j.day, j.source, j.source_no, e.entry_no, e.account, e.amount_minor FROM journal j
       LEFT JOIN journal_entry e ON e.shop_id = j.shop_id AND e.journal_no = j.no
      WHERE j.shop_id = $1 AND ((j.source = 'statement' AND j.source_no = $2)
         OR (j.source IN ('payout-started', 'payout-paid', 'payout-failed', 'payout-returned')
             AND j.source_no IN (SELECT payout_no FROM payout_item WHERE shop_id = $1 AND statement_no = $2)))
      ORDER BY j.no, e.entry_no`,
    [shopId, no],
  );
  const journals = new Map<number, EntryRecord[]>();
  for (const row of rows) journals.set(row.no, [...(journals.get(row.no) ?? []), row]);
  return [...journals].map(([journalNo, entries]) => journalDto(journalNo, entries));
}

function journalDto(no: number, records: readonly EntryRecord[]): JournalDto {
  const [first] = records;
  if (first === undefined) throw new Error('Defect: a journal of no row');
  const entries = records.flatMap(({ entry_no, account, amount_minor }) =>
    entry_no === null || account === null || amount_minor === null
      ? []
      : [{ no: entry_no, account, amount: amount_minor }],
  );
  return {
    no,
    day: first.day,
    source: first.source,
    sourceNo: first.source_no,
    entries: entries.map((entry) => ({ ...entry, amount: formatMinor(entry.amount) })),
    sum: formatMinor(sum(entries.map(({ amount }) => amount))),
  };
}
