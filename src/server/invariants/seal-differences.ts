import type { MarkedRow } from '../repositories/seals';

/** A row, or some rows, of a sealed day that are not as they were. */
export interface RowDifference {
  /** The row, such as "line 3 of statement 12". */
  readonly what: string;
  readonly detail: string;
}

/** Differences beyond the first few of a table say nothing more. */
const MOST_NAMED = 5;

type Keys = MarkedRow['keys'];

const NAMES: Readonly<Record<string, { readonly many: string; readonly one: (keys: Keys) => string }>> = {
  fact: { many: 'facts', one: ([no]) => `fact ${no}` },
  statement: { many: 'statements', one: ([no]) => `statement ${no}` },
  line: { many: 'lines', one: ([statement, no]) => `line ${no} of statement ${statement}` },
  allocation: { many: 'allocations', one: ([no]) => `allocation ${no}` },
  payout: { many: 'payouts', one: ([no]) => `payout ${no}` },
  payout_item: { many: 'payout items', one: ([payout, no]) => `what payout ${payout} took of statement ${no}` },
  hold: { many: 'holds', one: ([, , order]) => `hold of order ${order}` },
  journal: { many: 'journals', one: ([no]) => `journal ${no}` },
  journal_entry: { many: 'journal entries', one: ([journal, no]) => `entry ${no} of journal ${journal}` },
  shop_event: { many: 'events', one: ([no]) => `event ${no}` },
};

const oneOf = (row: MarkedRow): string => NAMES[row.part]?.one(row.keys) ?? row.part;
const manyOf = (part: string): string => NAMES[part]?.many ?? part;

/** Where a gap lies, by the rows that are left beside it. */
function besides(before: MarkedRow | undefined, after: MarkedRow | undefined): string {
  if (before !== undefined) return `after ${oneOf(before)}`;
  return after === undefined ? 'none is left' : `before ${oneOf(after)}`;
}

/**
 * What became of one table's rows of a day, by the marks that were sealed: rows that were changed, put in or taken away, named as far as the rows
 * that are there tell.
 * @param sealed marks of 8 hexadecimal digits, in the order of the rows
 * @param rows the same table's rows as they are, in that order
 */
export function differencesOf(
  part: string,
  sealed: readonly string[],
  rows: readonly MarkedRow[],
): readonly RowDifference[] {
  if (sealed.length === rows.length) {
    return rows
      .filter((row, index) => row.mark !== sealed[index])
      .slice(0, MOST_NAMED)
      .map((row) => ({ what: oneOf(row), detail: 'was changed' }));
  }
  let start = 0;
  while (start < sealed.length && start < rows.length && sealed[start] === rows[start]?.mark) start += 1;
  let end = 0;
  while (
    end < sealed.length - start &&
    end < rows.length - start &&
    sealed[sealed.length - 1 - end] === rows[rows.length - 1 - end]?.mark
  )
    end += 1;
  const counts = `${sealed.length} when it was sealed, ${rows.length} now`;
  const place = besides(rows[start - 1], rows[rows.length - end]);
  if (rows.length < sealed.length) {
    return [{ what: manyOf(part), detail: `${sealed.length - rows.length} taken away, ${place} (${counts})` }];
  }
  return rows
    .slice(start, rows.length - end)
    .slice(0, MOST_NAMED)
    .map((row) => ({ what: oneOf(row), detail: `was put in afterwards (${manyOf(part)}: ${counts})` }));
}
