import 'server-only';
import type { PoolClient } from 'pg';
import type { RunOutput, Standing } from '@/domain/books';
import { present } from '@/domain/shared/assert';
import { COPY_NULL, copyIn, copyOptional, copyText } from '../db/copy';
import { LINE_COLUMNS, lineRow } from './lines';
import { writeEventDetail } from './state-codec';

/** What a run made for one shop, with the numbers that its rows continue from. */
export interface ShopOutput {
  readonly shopId: number;
  readonly output: RunOutput;
  /** Statements up to this number were there before. */
  readonly lastStatementNo: number;
  readonly lastJournalNo: number;
  readonly lastEventNo: number;
}

const STATEMENT_COLUMNS = [
  'shop_id',
  'no',
  'day',
  'kind',
  'revenue_minor',
  'shipping_minor',
  'fees_minor',
  'adjustments_minor',
  'settlement_minor',
  'reserve_net_minor',
  'payable_minor',
  'open_minor',
  'status',
  'payout_no',
  'bill',
  'order_count',
  'line_count',
] as const;
const HOLD_COLUMNS = [
  'shop_id',
  'order_id',
  'settled_on',
  'release_on',
  'level',
  'rate',
  'settlement_minor',
  'withheld_minor',
  'released_minor',
  'used_minor',
] as const;
const PAYOUT_COLUMNS = [
  'shop_id',
  'no',
  'initiated_on',
  'amount_minor',
  'account',
  'status',
  'settled_on',
  'code',
] as const;

function* statementRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const statement of output.statements) {
      const { sums } = statement;
      const standing = present(output.standings.get(statement.no), `standing of statement ${statement.no}`);
      yield `${shopId}\t${statement.no}\t${statement.day}\t${statement.kind}\t${sums.revenue}\t${sums.shipping}\t${sums.fees}\t${sums.adjustments}\t${statement.settlement}\t${statement.reserveNet}\t${statement.payable}\t${standing.open}\t${standing.status}\t${standing.payout ?? COPY_NULL}\t${copyOptional(statement.bill)}\t${statement.orderCount}\t${statement.lines.length}`;
    }
  }
}

function* lineRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const statement of output.statements) {
      for (const line of statement.lines) yield lineRow(shopId, statement.no, line);
    }
  }
}

function* holdRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const order of output.newHolds) {
      const hold = present(output.holds.get(order), `hold of ${order}`);
      yield `${shopId}\t${copyText(order)}\t${hold.settledOn}\t${hold.releaseOn}\t${hold.level}\t${hold.rate}\t${hold.settlement}\t${hold.withheld}\t${hold.released}\t${hold.used}`;
    }
  }
}

function* dueRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const due of output.due) yield `${shopId}\t${copyText(due.order)}\t${due.deliveredOn}\t${due.settlesOn}`;
  }
}

function* allocationRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const step of output.allocations)
      yield `${shopId}\t${step.no}\t${step.day}\t${step.creditStatement}\t${step.debtStatement}\t${step.amount}`;
  }
}

function* payoutRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const payout of output.payouts.values())
      yield `${shopId}\t${payout.no}\t${payout.initiatedOn}\t${payout.amount}\t${copyText(payout.account)}\t${payout.status}\t${payout.settledOn ?? COPY_NULL}\t${copyOptional(payout.code)}`;
  }
}

function* payoutItemRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output } of shops) {
    for (const payout of output.payouts.values()) {
      for (const item of payout.items) yield `${shopId}\t${payout.no}\t${item.statement}\t${item.amount}`;
    }
  }
}

function* journalRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output, lastJournalNo } of shops) {
    let no = lastJournalNo;
    for (const journal of output.journals) {
      no += 1;
      yield `${shopId}\t${no}\t${journal.day}\t${journal.source}\t${journal.sourceNo}`;
    }
  }
}

function* entryRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output, lastJournalNo } of shops) {
    let no = lastJournalNo;
    for (const journal of output.journals) {
      no += 1;
      let entryNo = 0;
      for (const entry of journal.entries) {
        entryNo += 1;
        yield `${shopId}\t${no}\t${entryNo}\t${entry.account}\t${entry.amount}`;
      }
    }
  }
}

function* eventRows(shops: readonly ShopOutput[]): Generator<string> {
  for (const { shopId, output, lastEventNo } of shops) {
    let no = lastEventNo;
    for (const event of output.events) {
      no += 1;
      yield `${shopId}\t${no}\t${event.day}\t${event.kind}\t${copyText(writeEventDetail(event))}`;
    }
  }
}

/** The rows of every table that a close adds to, parents before children, each table in one COPY. */
export const BOOK_TABLES = [
  { table: 'statement', columns: STATEMENT_COLUMNS, rows: statementRows },
  { table: 'line', columns: LINE_COLUMNS, rows: lineRows },
  { table: 'hold', columns: HOLD_COLUMNS, rows: holdRows },
  { table: 'due_order', columns: ['shop_id', 'order_id', 'delivered_on', 'settles_on'], rows: dueRows },
  {
    table: 'allocation',
    columns: ['shop_id', 'no', 'day', 'credit_statement_no', 'debt_statement_no', 'amount_minor'],
    rows: allocationRows,
  },
  { table: 'payout', columns: PAYOUT_COLUMNS, rows: payoutRows },
  { table: 'payout_item', columns: ['shop_id', 'payout_no', 'statement_no', 'amount_minor'], rows: payoutItemRows },
  { table: 'journal', columns: ['shop_id', 'no', 'day', 'source', 'source_no'], rows: journalRows },
  {
    table: 'journal_entry',
    columns: ['shop_id', 'journal_no', 'entry_no', 'account', 'amount_minor'],
    rows: entryRows,
  },
  { table: 'shop_event', columns: ['shop_id', 'no', 'day', 'kind', 'detail'], rows: eventRows },
] as const satisfies readonly {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: (shops: readonly ShopOutput[]) => Generator<string>;
}[];

/** Changes of statements that closed before: the part of them that changes (see Standing). */
async function updateStandings(connection: PoolClient, shops: readonly ShopOutput[]): Promise<void> {
  const changed: { shopId: number; no: number; standing: Standing }[] = [];
  for (const { shopId, output, lastStatementNo } of shops) {
    for (const [no, standing] of output.standings) if (no <= lastStatementNo) changed.push({ shopId, no, standing });
  }
  if (changed.length === 0) return;
  await connection.query(
    `UPDATE statement SET open_minor = n.open, status = n.status, payout_no = n.payout
       FROM unnest($1::int[], $2::int[], $3::bigint[], $4::text[], $5::int[]) n (shop_id, no, open, status, payout)
      WHERE statement.shop_id = n.shop_id AND statement.no = n.no`,
    [
      changed.map((change) => change.shopId),
      changed.map((change) => change.no),
      changed.map((change) => change.standing.open),
      changed.map((change) => change.standing.status),
      changed.map((change) => change.standing.payout),
    ],
  );
}

async function updatePayouts(connection: PoolClient, shops: readonly ShopOutput[]): Promise<void> {
  const changed = shops.flatMap(({ shopId, output }) =>
    [...output.payoutChanges].map(([no, change]) => ({ shopId, no, ...change })),
  );
  if (changed.length === 0) return;
  await connection.query(
    `UPDATE payout SET status = n.status, settled_on = n.settled_on, code = n.code
       FROM unnest($1::int[], $2::int[], $3::text[], $4::date[], $5::text[]) n (shop_id, no, status, settled_on, code)
      WHERE payout.shop_id = n.shop_id AND payout.no = n.no`,
    [
      changed.map((change) => change.shopId),
      changed.map((change) => change.no),
      changed.map((change) => change.status),
      changed.map((change) => change.settledOn),
      changed.map((change) => change.code),
    ],
  );
}

async function updateHolds(connection: PoolClient, shops: readonly ShopOutput[]): Promise<void> {
  const changed = shops.flatMap(({ shopId, output }) =>
    [...output.holds.values()].filter((hold) => !output.newHolds.has(hold.order)).map((hold) => ({ shopId, hold })),
  );
  if (changed.length === 0) return;
  await connection.query(
    `UPDATE hold SET release_on = n.release_on, released_minor = n.released, used_minor = n.used
       FROM unnest($1::int[], $2::text[], $3::date[], $4::bigint[], $5::bigint[]) n (shop_id, order_id, release_on, released, used)
      WHERE hold.shop_id = n.shop_id AND hold.order_id = n.order_id`,
    [
      changed.map((change) => change.shopId),
      changed.map((change) => change.hold.order),
      changed.map((change) => change.hold.releaseOn),
      changed.map((change) => change.hold.released),
      changed.map((change) => change.hold.used),
    ],
  );
}

/** Writes what a run made for some shops: new rows by COPY, changes in one UPDATE per table. Returns the number of new rows. */
export async function writeBooks(connection: PoolClient, shops: readonly ShopOutput[]): Promise<number> {
  let rows = 0;
  for (const { table, columns, rows: rowsOf } of BOOK_TABLES)
    rows += await copyIn(connection, table, columns, rowsOf(shops));
  await updateStandings(connection, shops);
  await updatePayouts(connection, shops);
  await updateHolds(connection, shops);
  return rows;
}
