import 'server-only';
import {
  DIFFERENCES_A_PAGE,
  type DifferenceDto,
  type FlowTotalDto,
  RECONCILED_DAYS_A_PAGE,
  type ReconciledDayCaseDto,
  type ReconciledDayDto,
  type ReconciledDaysDto,
  type ReconciledSideDto,
} from '@/contracts/reconciliation';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, minus, sum } from '@/domain/money/money';
import { FLOWS, type Flow } from '@/domain/reconciliation/compare';
import { selectOtherOutgoing } from '../../commands/reconciliation/compare-bank';
import type { Connection } from '../../db/database';
import type { OutgoingLine } from '../../repositories/reconciliation-bank';

/** How many other lines of a day are shown. */
const OTHERS_SHOWN = 50;

interface SideRow extends Omit<ReconciledSideDto, 'totals'> {
  readonly day: PlainDate;
  readonly doneRun: number | null;
}

/** The latest run of each side of some days, with the counts of the latest that was done. */
const SIDES = `SELECT last.day, last.side, last.status, last.error, last.asked_by_name AS "askedByName", last.started_at AS "startedAt",
    done.id AS "doneRun", done.finished_at AS "doneAt", coalesce(done.entry_count, 0) AS "entryCount",
    coalesce(done.difference_count, 0) AS "differenceCount",
    (SELECT count(*)::int FROM reconciliation_item i WHERE i.run_id = done.id
        AND EXISTS (SELECT FROM reconciliation_note n WHERE n.key = i.key)) AS "explainedCount"
  FROM (SELECT DISTINCT ON (day, side) * FROM reconciliation_run WHERE day BETWEEN $1 AND $2 ORDER BY day, side, id DESC) last
  LEFT JOIN LATERAL (SELECT * FROM reconciliation_run r WHERE r.day = last.day AND r.side = last.side AND r.status = 'done'
    ORDER BY r.id DESC LIMIT 1) done ON true`;

interface TotalRow {
  readonly run: number;
  readonly flow: Flow;
  readonly marketplace: string;
  readonly currency: string;
  readonly theirs: Minor;
  readonly ours: Minor;
  readonly inTransit: Minor;
}

async function readTotals(
  connection: Connection,
  runs: readonly number[],
): Promise<ReadonlyMap<number, readonly FlowTotalDto[]>> {
  const { rows } = await connection.query<TotalRow>(
    `SELECT run_id AS run, flow, marketplace, currency, theirs_minor AS theirs, ours_minor AS ours, in_transit_minor AS "inTransit"
       FROM reconciliation_total WHERE run_id = ANY($1::int[])`,
    [runs],
  );
  const totals = new Map<number, FlowTotalDto[]>();
  const ordered = [...rows].sort(
    (left, right) =>
      FLOWS.indexOf(left.flow) - FLOWS.indexOf(right.flow) ||
      left.marketplace.localeCompare(right.marketplace, 'en') ||
      left.currency.localeCompare(right.currency, 'en'),
  );
  for (const { run, flow, marketplace, currency, theirs, ours, inTransit } of ordered) {
    const total = {
      ...{ flow, marketplace, currency, theirs: formatMinor(theirs), ours: formatMinor(ours) },
      ...{ difference: formatMinor(minus(theirs, ours)), inTransit: formatMinor(inTransit) },
    };
    totals.set(run, [...(totals.get(run) ?? []), total]);
  }
  return totals;
}

async function readDays(
  connection: Connection,
  from: PlainDate,
  through: PlainDate,
): Promise<readonly ReconciledDayDto[]> {
  const { rows } = await connection.query<SideRow>(SIDES, [from, through]);
  const totals = await readTotals(
    connection,
    rows.flatMap(({ doneRun }) => doneRun ?? []),
  );
  const days = new Map<PlainDate, ReconciledDayDto>();
  for (const { day, doneRun, ...side } of rows) {
    const known = days.get(day) ?? { day, provider: null, bank: null };
    const dto: ReconciledSideDto = { ...side, totals: doneRun === null ? [] : (totals.get(doneRun) ?? []) };
    days.set(day, { ...known, [side.side]: dto });
  }
  return [...days.values()].sort((left, right) => (left.day < right.day ? 1 : -1));
}

/** Days that were compared, the latest first. @param before days before this one */
export async function listReconciledDays(
  connection: Connection,
  before: PlainDate | undefined,
): Promise<ReconciledDaysDto> {
  const { rows } = await connection.query<{ day: PlainDate }>(
    `SELECT DISTINCT day FROM reconciliation_run WHERE $1::date IS NULL OR day < $1::date
      ORDER BY day DESC LIMIT ${RECONCILED_DAYS_A_PAGE + 1}`,
    [before ?? null],
  );
  const page = rows.slice(0, RECONCILED_DAYS_A_PAGE);
  const [latest, oldest] = [page[0]?.day, page.at(-1)?.day];
  if (latest === undefined || oldest === undefined) return { days: [], older: null };
  return {
    days: await readDays(connection, oldest, latest),
    older: rows.length > RECONCILED_DAYS_A_PAGE ? oldest : null,
  };
}

interface ItemRow extends Omit<DifferenceDto, 'theirs' | 'ours' | 'note'> {
  readonly theirs: Minor;
  readonly ours: Minor;
  readonly note: string | null;
  readonly noteBy: string | null;
  readonly noteAt: Instant | null;
}

function differenceDto({ theirs, ours, note, noteBy, noteAt, ...row }: ItemRow): DifferenceDto {
  return {
    ...row,
    theirs: formatMinor(theirs),
    ours: formatMinor(ours),
    note: note === null || noteBy === null || noteAt === null ? null : { text: note, byName: noteBy, at: noteAt },
  };
}

/** The latest run of each side that was done. */
const LATEST = `SELECT DISTINCT ON (side) id, side FROM reconciliation_run WHERE day = $1 AND status = 'done' ORDER BY side, id DESC`;

/** Items of a day in the order of their keys, from behind one on. @param found SQL: rows of reconciliation_item with their side, each key once */
async function readItems(
  connection: Connection,
  found: string,
  { day, after }: { readonly day: PlainDate; readonly after: string | undefined },
): Promise<{ readonly items: readonly DifferenceDto[]; readonly next: string | null }> {
  const { rows } = await connection.query<ItemRow>(
    `WITH latest AS (${LATEST})
     SELECT f.key, f.side, f.kind, f.flow, f.marketplace, f.currency, f.theirs_minor AS theirs, f.ours_minor AS ours, f.reference, s.external_id AS shop,
            s.name AS "shopName", f.bill_id AS bill, f.payout_no AS payout, b.statement_no AS statement, n.note, n.by_name AS "noteBy", n.at AS "noteAt",
            (SELECT r.started_at FROM reconciliation_item o JOIN reconciliation_run r ON r.id = o.run_id WHERE o.key = f.key
              ORDER BY o.run_id LIMIT 1) AS since
       FROM (${found} LIMIT ${DIFFERENCES_A_PAGE + 1}) f
       LEFT JOIN shop s ON s.id = f.of_shop_id LEFT JOIN bill b ON b.shop_id = f.of_shop_id AND b.id = f.bill_id
       LEFT JOIN LATERAL (SELECT note, by_name, at FROM reconciliation_note WHERE key = f.key ORDER BY id DESC LIMIT 1) n ON true
      ORDER BY f.key`,
    [day, after ?? null],
  );
  const page = rows.slice(0, DIFFERENCES_A_PAGE);
  return { items: page.map(differenceDto), next: rows.length > page.length ? (page.at(-1)?.key ?? null) : null };
}

/** What the latest runs found. */
const CURRENT = `SELECT i.*, latest.side FROM latest JOIN reconciliation_item i ON i.run_id = latest.id
  WHERE $2::text IS NULL OR i.key > $2 ORDER BY i.key`;

/** What runs before them found and they do not: as it was found last. */
const SETTLED = `SELECT DISTINCT ON (i.key) i.*, latest.side
   FROM latest JOIN reconciliation_run r ON r.day = $1 AND r.side = latest.side AND r.status = 'done' AND r.id < latest.id
   JOIN reconciliation_item i ON i.run_id = r.id
  WHERE ($2::text IS NULL OR i.key > $2) AND NOT EXISTS (SELECT FROM reconciliation_item c WHERE c.run_id = latest.id AND c.key = i.key)
  ORDER BY i.key, i.run_id DESC`;

function sumsOf(lines: readonly OutgoingLine[]): ReconciledDayCaseDto['otherSums'] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const amounts = lines.filter((line) => line.currency === currency).map(({ amount }) => amount);
    return { currency, count: amounts.length, amount: formatMinor(sum(amounts)) };
  });
}

/**
 * One day: both sides' sums, what differs, and what differed and does no more.
 * @param after the key of the difference behind which the page begins
 * @returns null for a day that was never compared
 */
export async function readReconciledDay(
  connection: Connection,
  day: PlainDate,
  after?: string,
): Promise<ReconciledDayCaseDto | null> {
  const [dto] = await readDays(connection, day, day);
  if (dto === undefined) return null;
  const { items, next } = await readItems(connection, CURRENT, { day, after });
  const settled = await readItems(connection, SETTLED, { day, after: undefined });
  const others = await selectOtherOutgoing(connection, day);
  return {
    day: dto,
    others: others.slice(0, OTHERS_SHOWN).map(({ id, counterparty, description, amount, currency }) => ({
      ...{ id, counterparty, description, currency },
      amount: formatMinor(amount),
    })),
    otherSums: sumsOf(others),
    differences: items,
    next,
    settled: settled.items,
    moreSettled: settled.next !== null,
  };
}

/** Whether a difference of this key was ever found: only such a one can be explained. */
export async function isDifference(connection: Connection, key: string): Promise<boolean> {
  const { rowCount } = await connection.query('SELECT FROM reconciliation_item WHERE key = $1 LIMIT 1', [key]);
  return rowCount !== 0;
}
