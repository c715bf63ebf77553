import 'server-only';
import { OPS_WAITS, type OpsWait, WAIT_PERMISSION, type WaitDto } from '@/contracts/ops-waiting';
import { may, type Role } from '@/contracts/permissions';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';

/** What waits: how many, and since when the oldest has. */
const COUNTED = {
  // Of the last verification that came to its end.
  'broken-rules': `SELECT coalesce(sum(r.violation_count), 0)::int AS count,
       to_json(min(r.finished_at) FILTER (WHERE r.violation_count > 0)) #>> '{}' AS since
      FROM (SELECT violation_count, finished_at FROM verification_run WHERE status = 'done' ORDER BY id DESC LIMIT 1) r`,
  'failed-closes': `SELECT count(*)::int AS count, to_json(min(failed_at)) #>> '{}' AS since FROM close_failure WHERE solved_at IS NULL`,
  'failed-jobs': `SELECT coalesce(sum(c.count), 0)::int AS count, to_json(min(t.failed_at)) #>> '{}' AS since
      FROM job_counts() c LEFT JOIN job_task t ON t.task = c.task WHERE c.state = 'given-up'`,
  // All closes at once, single runs (of which nobody keeps since when) and kinds of job.
  pauses: `SELECT count(*)::int AS count, to_json(min(p.at)) #>> '{}' AS since FROM (
      SELECT paused_at AS at FROM close_switch WHERE paused_at IS NOT NULL
      UNION ALL SELECT pause_asked_at FROM close_run WHERE status = 'paused'
      UNION ALL SELECT paused_at FROM job_task WHERE paused_at IS NOT NULL) p`,
  // Of each day and side the last look.
  'failed-comparisons': `SELECT count(*)::int AS count, min(r.day)::text AS since
      FROM (SELECT DISTINCT ON (day, side) day, status FROM reconciliation_run ORDER BY day, side, id DESC) r WHERE r.status = 'failed'`,
  // Of each day and side what the last look found and nobody has explained.
  differences: `SELECT count(*)::int AS count, min(r.day)::text AS since
      FROM (SELECT DISTINCT ON (day, side) id, day, difference_count FROM reconciliation_run WHERE status = 'done' ORDER BY day, side, id DESC) r
      JOIN reconciliation_item i ON r.difference_count > 0 AND i.run_id = r.id
     WHERE NOT EXISTS (SELECT FROM reconciliation_note n WHERE n.key = i.key)`,
  'failed-payouts': `SELECT count(*)::int AS count, min(p.settled_on)::text AS since FROM shop s CROSS JOIN LATERAL (
      SELECT settled_on FROM payout WHERE shop_id = s.id AND status IN ('failed', 'returned') ORDER BY no DESC LIMIT 1) p
     WHERE s.payout_failed`,
  decisions: `SELECT count(*)::int AS count, to_json(min(proposed_at)) #>> '{}' AS since FROM decision WHERE status = 'open'`,
  versions: `SELECT count(*)::int AS count, to_json(min(v.scheduled_at)) #>> '{}' AS since FROM policy_version v
     WHERE NOT EXISTS (SELECT FROM policy_decision d WHERE d.marketplace = v.marketplace AND d.version = v.version)`,
  appeals: `SELECT count(*)::int AS count, to_json(min(filed_at)) #>> '{}' AS since FROM appeal WHERE status = 'open'`,
  transfers: `SELECT count(*)::int AS count, min(booked_on)::text AS since FROM bank_line WHERE status IN ('suggested', 'unmatched')`,
  facts: `SELECT count(*)::int AS count, to_json(min(recorded_at)) #>> '{}' AS since FROM flagged_fact WHERE NOT is_dismissed`,
} as const satisfies Record<OpsWait, string>;

/** All that waits for somebody of a role. */
export async function readWaiting(connection: Connection, role: Role): Promise<readonly WaitDto[]> {
  const seen = OPS_WAITS.filter((wait) => may(role, WAIT_PERMISSION[wait]));
  return Promise.all(
    seen.map(async (wait) => {
      const { rows } = await connection.query<{ count: number; since: string | null }>(COUNTED[wait]);
      return { wait, ...present(rows[0], 'a count has one row') };
    }),
  );
}
