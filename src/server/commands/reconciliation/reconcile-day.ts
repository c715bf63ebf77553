import 'server-only';
import { dayOf, fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { addDays, daysFrom, laterDay } from '@/domain/calendar/plain-date';
import { machineTime } from '../../clock';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { type CardGateway, isCardProviderError } from '../../gateways/card-gateway';
import { beginRun, endRun, keepComparison, type Side, selectDueDays } from '../../repositories/reconciliation';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { compareBank } from './compare-bank';
import { type ComparedDay, compareProvider } from './compare-provider';

/** What became of one side of a day. */
export interface SideResult {
  readonly side: Side;
  readonly status: 'done' | 'failed' | 'no-statement';
  readonly entries: number;
  readonly differences: readonly {
    readonly key: string;
    readonly kind: string;
    readonly flow: string;
    readonly theirs: bigint;
    readonly ours: bigint;
    readonly currency: string;
  }[];
  /** Why it failed; null otherwise. */
  readonly error: string | null;
}

/** What became of a day. */
export interface DayResult {
  readonly day: PlainDate;
  readonly sides: readonly SideResult[];
}

/** A day to compare. */
export interface ReconcileDayInput {
  readonly day: PlainDate;
  /** Who asked; null for the nightly one and the command line. */
  readonly askedBy: string | null;
}

const PROVIDER_SILENT =
  'The card provider did not answer to the end, so nothing is known of this day. It is asked again within the hour.';

async function compareSide(
  connection: Connection,
  gateway: CardGateway,
  side: Side,
  day: PlainDate,
): Promise<ComparedDay | null> {
  return side === 'bank' ? compareBank(connection, day) : compareProvider(connection, gateway, day);
}

async function reconcileSide(
  database: Database,
  gateway: CardGateway,
  side: Side,
  { day, askedBy }: ReconcileDayInput,
): Promise<SideResult> {
  const run = await beginRun(database.pool, { day, side, askedBy, at: machineTime() });
  const nothing = { side, entries: 0, differences: [] } as const;
  try {
    const compared = await compareSide(database.pool, gateway, side, day);
    if (compared === null) {
      await endRun(database.pool, run, { status: 'no-statement', error: null, at: machineTime() });
      return { ...nothing, status: 'no-statement', error: null };
    }
    const found = { ...compared, at: machineTime() };
    await inTransaction(database, (connection) => keepComparison(connection, run, found));
    return { side, status: 'done', entries: compared.entryCount, differences: compared.comparison.items, error: null };
  } catch (error) {
    const isSilent = isCardProviderError(error);
    const why = isSilent ? PROVIDER_SILENT : 'Something went wrong on our side; the log of the worker says what.';
    await endRun(database.pool, run, { status: 'failed', error: why, at: machineTime() });
    if (!isSilent) throw error;
    return { ...nothing, status: 'failed', error: why };
  }
}

/**
 * Compares one day (UTC) with the card provider and with the bank, and stores what differs. It changes no book, holds no transaction while it asks,
 * and can be done as often as one likes: the latest run that is done counts, those before stay as they were found. Where the provider does not
 * answer to the end the run has failed: it says so, and is never taken for zero.
 * @example await reconcileDay(database, gateway, { day, askedBy: null }) // { day, sides: [{ side: 'provider', status: 'done', ... }, ...] }
 */
export async function reconcileDay(
  database: Database,
  gateway: CardGateway,
  input: ReconcileDayInput,
): Promise<DayResult> {
  const provider = await reconcileSide(database, gateway, 'provider', input);
  const bank = await reconcileSide(database, gateway, 'bank', input);
  return { day: input.day, sides: [provider, bank] };
}

/**
 * The last day, of UTC, that has begun for one of the sides: for the provider by the machine's clock, for the bank by that of the books.
 * @example on 23 November with a test clock of 14 March: lastDayBegun(now) === "2026-11-23"
 */
export function lastDayBegun(now: Instant): PlainDate {
  return laterDay(dayOf(machineTime(), 'UTC'), dayOf(now, 'UTC'));
}

/** The same for each day of a time, and who asked for it on record. */
export async function reconcileDays(
  database: Database,
  gateway: CardGateway,
  { from, through, by }: { readonly from: PlainDate; readonly through: PlainDate; readonly by: AuditActor | null },
): Promise<readonly DayResult[]> {
  const subject = from === through ? from : `${from} to ${through}`;
  await appendAudit(database.pool, { actor: by, sellerId: null, deed: 'books.reconciled', subject });
  const results: DayResult[] = [];
  for (const day of daysFrom(from, through))
    results.push(await reconcileDay(database, gateway, { day, askedBy: by?.person.name ?? null }));
  return results;
}

/** How far back the nightly sweep looks: a dispute or a file of the bank may come late. */
const LOOKS_BACK_DAYS = 30;
const DAY_MILLIS = 86_400_000;
/** A provider that was silent is asked again after this. */
const AGAIN_AFTER_MILLIS = 10 * 60_000;
/** What a day's last minutes bring is in the books by then. */
const AFTER_MIDNIGHT_MILLIS = 3_600_000;

/**
 * The nightly sweep: yesterday, and days of the last month that failed, differed, or whose bank statement came since. Run every minute it mostly
 * finds nothing to do. The provider's days are the machine's, as its own clock is; the bank's are those of the books.
 * @param now the clock that the books go by
 * @returns how many looks were taken
 */
export async function reconcileDueDays(database: Database, gateway: CardGateway, now: Instant): Promise<number> {
  const machine = toEpochMillis(machineTime());
  let looks = 0;
  for (const [side, moment] of [
    ['provider', machineTime()],
    ['bank', now],
  ] as const) {
    const ended = fromEpochMillis(toEpochMillis(moment) - AFTER_MIDNIGHT_MILLIS).slice(0, 10) as PlainDate;
    const due = await selectDueDays(database.pool, {
      side,
      from: addDays(ended, -LOOKS_BACK_DAYS),
      through: addDays(ended, -1),
      differedBefore: fromEpochMillis(machine - DAY_MILLIS),
      failedBefore: fromEpochMillis(machine - AGAIN_AFTER_MILLIS),
    });
    for (const day of due) {
      looks += 1;
      const { status } = await reconcileSide(database, gateway, side, { day, askedBy: null });
      // A provider that is silent now is silent for the other days too.
      if (status === 'failed') break;
    }
  }
  return looks;
}
