import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { readClock } from '../../clock';
import { VERIFIED } from '../../commands/verify-books';
import type { Connection } from '../../db/database';
import { env } from '../../env';
import { readCloseLag } from './close-runs';
import { countJobs, listWorkers } from './jobs';

/** Metrics of this process, beside those that are read from the database. */
const kept = globalThis as { evenkeelMetrics?: Registry };

function processMetrics(): Registry {
  if (kept.evenkeelMetrics === undefined) {
    kept.evenkeelMetrics = new Registry();
    collectDefaultMetrics({ register: kept.evenkeelMetrics, prefix: 'evenkeel_' });
  }
  return kept.evenkeelMetrics;
}

/** A count by labels, as a query gives it: its label columns and `count`. */
type Counted = Readonly<Record<string, string | number>> & { readonly count: number };

/** A metric that one query gives. Labels are words of ours, never an id: their number does not grow with the books. */
interface Asked {
  readonly kind: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly sql: string;
}

const ASKED: readonly Asked[] = [
  {
    kind: 'gauge',
    name: 'evenkeel_close_runs',
    help: 'Close runs by status and by who began them.',
    labels: ['status', 'origin'],
    sql: 'SELECT status, origin, count(*)::int AS count FROM close_run GROUP BY 1, 2',
  },
  {
    kind: 'gauge',
    name: 'evenkeel_close_failed_shops',
    help: 'Shops that a close could not close and that are not closed since.',
    labels: [],
    sql: 'SELECT count(DISTINCT shop_id)::int AS count FROM close_failure WHERE solved_at IS NULL',
  },
  {
    kind: 'counter',
    name: 'evenkeel_closed_shops_total',
    help: 'Shops closed by all runs, one run of one shop counted once.',
    labels: [],
    sql: 'SELECT coalesce(sum(shops), 0)::float8 AS count FROM close_run',
  },
  {
    kind: 'counter',
    name: 'evenkeel_settled_orders_total',
    help: 'Orders settled by all close runs.',
    labels: [],
    sql: 'SELECT coalesce(sum(orders), 0)::float8 AS count FROM close_run',
  },
  {
    kind: 'counter',
    name: 'evenkeel_jobs_done_total',
    help: 'Jobs done, by kind and outcome.',
    labels: ['task', 'outcome'],
    sql: `SELECT task, 'succeeded' AS outcome, succeeded_count::float8 AS count FROM job_task
          UNION ALL SELECT task, 'failed', failed_count::float8 FROM job_task`,
  },
  {
    kind: 'counter',
    name: 'evenkeel_captures_total',
    help: 'Charges of cards for bills, by how they ended.',
    labels: ['status'],
    sql: 'SELECT status, count(*)::int AS count FROM bill_payment GROUP BY 1',
  },
  {
    kind: 'gauge',
    name: 'evenkeel_bills',
    help: 'Bills by status.',
    labels: ['status'],
    sql: 'SELECT status, count(*)::int AS count FROM bill GROUP BY 1',
  },
  {
    kind: 'gauge',
    name: 'evenkeel_payouts',
    help: 'Payouts by status, from the counts that shops keep.',
    labels: ['status'],
    sql: `SELECT p.status, p.count::float8 AS count FROM (
            SELECT sum(processing_payout_count) AS processing, sum(paid_payout_count) AS paid, sum(failed_payout_count) AS failed,
                   sum(returned_payout_count) AS returned FROM shop) s
          CROSS JOIN LATERAL (VALUES ('processing', coalesce(processing, 0)), ('paid', coalesce(paid, 0)), ('failed', coalesce(failed, 0)),
            ('returned', coalesce(returned, 0))) p (status, count)`,
  },
  {
    kind: 'gauge',
    name: 'evenkeel_outbox',
    help: 'What has not left: mails and webhooks that wait, and those that were given up.',
    labels: ['channel', 'status'],
    sql: `SELECT 'mail' AS channel, status, count(*)::int AS count FROM mail WHERE status <> 'sent' GROUP BY 2
          UNION ALL SELECT 'webhook', status, count(*)::int FROM webhook_delivery WHERE status <> 'delivered' GROUP BY 2`,
  },
  {
    kind: 'gauge',
    name: 'evenkeel_verification_age_seconds',
    help: 'How long ago the books were last checked against every invariant.',
    labels: [],
    sql: `SELECT extract(epoch FROM now() - max(finished_at))::float8 AS count FROM verification_run WHERE status = 'done'
          HAVING max(finished_at) IS NOT NULL`,
  },
  {
    kind: 'gauge',
    name: 'evenkeel_paused',
    help: 'What somebody paused: all closes, single runs, kinds of job.',
    labels: ['what'],
    sql: `SELECT 'closes' AS what, count(*)::int AS count FROM close_switch WHERE paused_at IS NOT NULL
          UNION ALL SELECT 'run', count(*)::int FROM close_run WHERE status = 'paused'
          UNION ALL SELECT 'job', count(*)::int FROM job_task WHERE paused_at IS NOT NULL`,
  },
  {
    kind: 'gauge',
    name: 'evenkeel_reconciliation_failed',
    help: 'Days that the last comparison of a side could not be made for.',
    labels: ['side'],
    sql: `SELECT side, count(*) FILTER (WHERE status = 'failed')::int AS count FROM (
            SELECT DISTINCT ON (day, side) side, status FROM reconciliation_run ORDER BY day, side, id DESC) last GROUP BY side`,
  },
  {
    kind: 'gauge',
    name: 'evenkeel_reconciliation_differences',
    help: 'Differences that the last comparison of each day found, by side.',
    labels: ['side'],
    sql: `SELECT side, sum(difference_count)::int AS count FROM (
            SELECT DISTINCT ON (day, side) side, difference_count FROM reconciliation_run WHERE status = 'done' ORDER BY day, side, id DESC
          ) last GROUP BY side`,
  },
];

function labelled(row: Counted, labels: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label) => [label, String(row[label])]));
}

function put(register: Registry, asked: Omit<Asked, 'sql'>, rows: readonly Counted[]): void {
  const { kind, name, help, labels } = asked;
  const options = { name, help, labelNames: [...labels], registers: [register] };
  if (kind === 'counter') {
    const counter = new Counter(options);
    for (const row of rows) counter.inc(labelled(row, labels), row.count);
    return;
  }
  const gauge = new Gauge(options);
  for (const row of rows) gauge.set(labelled(row, labels), row.count);
}

const BUCKETS = [1, 5, 15, 60, 300, 900, 3600] as const;

/** How long closes took, from their records: a histogram that all processes share has no observer. */
async function closeDurations(connection: Connection): Promise<string> {
  const { rows } = await connection.query<{ seconds: number[] | null; sum: number; count: number }>(
    `WITH ended AS (SELECT busy_ms AS ms FROM close_run WHERE status IN ('done', 'failed') AND origin <> 'moment')
     SELECT (SELECT array_agg((SELECT count(*)::int FROM ended WHERE ms <= le * 1000) ORDER BY le) FROM unnest($1::int[]) le) AS seconds,
            coalesce(sum(ms), 0)::float8 / 1000 AS sum, count(*)::int AS count FROM ended`,
    [[...BUCKETS]],
  );
  const name = 'evenkeel_close_duration_seconds';
  const { seconds, sum, count } = rows[0] ?? { seconds: [], sum: 0, count: 0 };
  return [
    `# HELP ${name} Time that close runs took, pauses left out; those of one shop that a seller began are not counted.`,
    `# TYPE ${name} histogram`,
    ...BUCKETS.map((bucket, index) => `${name}_bucket{le="${bucket}"} ${seconds?.[index] ?? 0}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
    '',
  ].join('\n');
}

async function putStandings(connection: Connection, register: Registry): Promise<void> {
  const now = await readClock(connection, env().mode === 'demo');
  const lag = await readCloseLag(connection, now);
  const behind = { kind: 'gauge', labels: ['marketplace'] } as const;
  const days = {
    ...behind,
    name: 'evenkeel_close_lag_days',
    help: 'Days that are over and not closed for every shop.',
  };
  put(
    register,
    days,
    lag.map(({ marketplace, days: count }) => ({ marketplace, count })),
  );
  const shops = { ...behind, name: 'evenkeel_shops_behind', help: 'Shops with a day that is over and not closed.' };
  put(
    register,
    shops,
    lag.map(({ marketplace, behind: count }) => ({ marketplace, count })),
  );
  const jobs = { kind: 'gauge', name: 'evenkeel_jobs', help: 'Jobs in the queue.', labels: ['task', 'state'] } as const;
  put(register, jobs, [...(await countJobs(connection))]);
  const workers = { kind: 'gauge', name: 'evenkeel_workers', help: 'Workers that live.', labels: [] } as const;
  put(register, workers, [{ count: (await listWorkers(connection)).length }]);
}

async function putViolations(connection: Connection, register: Registry): Promise<void> {
  const { rows } = await connection.query<{ invariant: string; count: number }>(
    `SELECT invariant, violation_count AS count FROM verification_result
      WHERE run_id = (SELECT max(id) FROM verification_run WHERE status = 'done')`,
  );
  // Before the first check nothing is known, which is no zero.
  const hasChecked = rows.length > 0;
  const found = new Map(rows.map(({ invariant, count }) => [invariant, count]));
  const help = 'Violations that the last check of the books found.';
  const asked = { kind: 'gauge', name: 'evenkeel_invariant_violations', help, labels: ['invariant'] } as const;
  const ids = hasChecked ? [...new Set([...VERIFIED.keys(), ...found.keys()])] : [];
  put(
    register,
    asked,
    ids.map((invariant) => ({ invariant, count: found.get(invariant) ?? 0 })),
  );
}

/**
 * Everything that Prometheus is told, in its text format. Read from the database, so that every process of the site says the same; only the
 * figures of the process itself (memory, event loop) are its own.
 */
export async function renderMetrics(
  connection: Connection,
): Promise<{ readonly text: string; readonly contentType: string }> {
  const register = new Registry();
  for (const asked of ASKED) put(register, asked, (await connection.query<Counted>(asked.sql)).rows);
  await putStandings(connection, register);
  await putViolations(connection, register);
  const text = [await register.metrics(), await closeDurations(connection), await processMetrics().metrics()].join(
    '\n',
  );
  return { text, contentType: register.contentType };
}
