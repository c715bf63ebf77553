import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { enqueueJob } from '../../jobs/enqueue';
import {
  askCloseToPause,
  type CloseRunRow,
  findCloseRun,
  insertCloseRun,
  readCloseSwitch,
  requeueCloseRun,
  setCloseSwitch,
} from '../../repositories/close-runs';
import { findShops } from '../../repositories/shops';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { lastDayOver, lastDaysOver } from './last-day-over';

/** Why a close was not asked for or steered; `field` where a field of the form is to blame. */
export interface CloseRefusal {
  readonly field: string | null;
  readonly reason: string;
}

type CloseResult<Value> = Result<Value, CloseRefusal>;

const refuse = (reason: string, field: string | null = null) => refused<CloseRefusal>({ field, reason });

/** Which days to close, and who asks. */
export interface CloseWish {
  readonly through: PlainDate;
  /** Empty: every marketplace. */
  readonly marketplace: string;
  readonly by: AuditActor;
  readonly now: Instant;
}

/** The last day that may be closed: only what is over, by the clock that the books go by. */
function lastAllowed(marketplace: string, now: Instant): PlainDate {
  return marketplace === '' ? lastDayOver(now) : present(lastDaysOver(now).get(marketplace), 'marketplace');
}

/**
 * Asks the worker to close every open day through a day, of all shops or of one marketplace's.
 * @returns the number of the run, or what is wrong
 */
export function askClose(database: Database, wish: CloseWish): Promise<CloseResult<{ readonly run: number }>> {
  const { through, marketplace, by, now } = wish;
  return inTransaction(database, async (connection) => {
    if (marketplace !== '' && MARKETPLACES[marketplace] === undefined)
      return refuse(`There is no marketplace "${marketplace}". Choose one of the list.`, 'marketplace');
    const last = lastAllowed(marketplace, now);
    if (through > last)
      return refuse(
        `${through} is not over yet there. Choose ${last} or an earlier day; nothing was closed.`,
        'through',
      );
    const paused = await readCloseSwitch(connection);
    if (paused !== null) return refuse(`All closes are paused by ${paused.by}. Let them go on first.`);
    const run = await insertCloseRun(
      connection,
      {
        through,
        origin: 'page',
        marketplace: marketplace === '' ? null : marketplace,
        shop: null,
        by: { key: by.person.key, name: by.person.name },
      },
      null,
    );
    await enqueueJob(connection, 'close-days');
    const detail = { through, marketplace: marketplace === '' ? 'all' : marketplace };
    await appendAudit(connection, { actor: by, deed: 'close.asked', subject: `through ${through}`, detail });
    return accepted({ run });
  });
}

/** Which run, and who steers it. */
export interface CloseSteering {
  readonly run: number;
  readonly by: AuditActor;
}

async function found(
  connection: Connection,
  id: number,
  statuses: readonly CloseRunRow['status'][],
): Promise<CloseResult<CloseRunRow>> {
  await connection.query('SELECT FROM close_run WHERE id = $1 FOR UPDATE', [id]);
  const run = await findCloseRun(connection, id);
  if (run === null) return refuse(`There is no close run ${id}.`);
  if (statuses.includes(run.status)) return accepted(run);
  return refuse(`Run ${id} is ${run.status} by now. Nothing was changed; look at the page again.`);
}

/** Has a run pause after the batch that it is at. */
export function pauseClose(database: Database, { run, by }: CloseSteering): Promise<CloseResult<null>> {
  return inTransaction(database, async (connection) => {
    const row = await found(connection, run, ['waiting', 'running']);
    if (!row.ok) return row;
    await askCloseToPause(connection, run, by.person.name);
    await appendAudit(connection, { actor: by, deed: 'close.paused', subject: `close run ${run}` });
    return accepted(null);
  });
}

/** Has the worker go on with a run that was paused, or whose process has ended. */
export function resumeClose(database: Database, { run, by }: CloseSteering): Promise<CloseResult<null>> {
  return inTransaction(database, async (connection) => {
    const row = await found(connection, run, ['paused', 'stopped']);
    if (!row.ok) return row;
    await requeueCloseRun(connection, run, row.value.onlyShops);
    await enqueueJob(connection, 'close-days');
    await appendAudit(connection, { actor: by, deed: 'close.resumed', subject: `close run ${run}` });
    return accepted(null);
  });
}

/** Has the worker close what a run left open: one shop by its external id, or with none named everything. */
export function retryClose(
  database: Database,
  { run, by, shop }: CloseSteering & { readonly shop: string },
): Promise<CloseResult<null>> {
  return inTransaction(database, async (connection) => {
    const row = await found(connection, run, ['failed', 'given-up']);
    if (!row.ok) return row;
    const [named] = shop === '' ? [] : await findShops(connection, [shop]);
    if (shop !== '' && named === undefined) return refuse(`There is no shop "${shop}".`, 'shop');
    await requeueCloseRun(connection, run, named === undefined ? null : [named.id]);
    await enqueueJob(connection, 'close-days');
    const detail = { retry: true, ...(shop === '' ? {} : { shop }) };
    await appendAudit(connection, { actor: by, deed: 'close.asked', subject: `close run ${run}`, detail });
    return accepted(null);
  });
}

/** Pauses all closes for maintenance, or lets them go on. What a seller does still closes that seller's own days. */
export function switchCloses(
  database: Database,
  { paused, by }: { readonly paused: boolean; readonly by: AuditActor },
): Promise<CloseResult<null>> {
  return inTransaction(database, async (connection) => {
    await connection.query('SELECT FROM close_switch WHERE id = 1 FOR UPDATE');
    const before = await readCloseSwitch(connection);
    if ((before !== null) === paused)
      return refuse(paused ? `Closes are paused already, by ${before?.by ?? ''}.` : 'Closes are not paused.');
    await setCloseSwitch(connection, paused ? by.person.name : null);
    // Runs that were paused by the switch go on where they stopped.
    if (!paused) await enqueueJob(connection, 'close-days');
    await appendAudit(connection, {
      actor: by,
      deed: paused ? 'close.paused' : 'close.resumed',
      subject: 'all closes',
    });
    return accepted(null);
  });
}
