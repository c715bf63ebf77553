import 'server-only';
import { OPS_WAITS, type OpsWait, WAIT_PERMISSION, type WaitDto } from '@/contracts/ops-waiting';
import { may, type Role } from '@/contracts/permissions';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';

/** What waits, each by an index of the open ones: how many, and since when the oldest has. */
const COUNTED: Partial<Record<OpsWait, string>> = {
  'failed-payouts': `SELECT count(*)::int AS count, min(p.settled_on)::text AS since FROM shop s CROSS JOIN LATERAL (
      SELECT settled_on FROM payout WHERE shop_id = s.id AND status IN ('failed', 'returned') ORDER BY no DESC LIMIT 1) p
     WHERE s.payout_failed`,
  decisions: `SELECT count(*)::int AS count, to_json(min(proposed_at)) #>> '{}' AS since FROM decision WHERE status = 'open'`,
  versions: `SELECT count(*)::int AS count, to_json(min(v.scheduled_at)) #>> '{}' AS since FROM policy_version v
     WHERE NOT EXISTS (SELECT FROM policy_decision d WHERE d.marketplace = v.marketplace AND d.version = v.version)`,
  appeals: `SELECT count(*)::int AS count, to_json(min(filed_at)) #>> '{}' AS since FROM appeal WHERE status = 'open'`,
  transfers: `SELECT count(*)::int AS count, min(booked_on)::text AS since FROM bank_line WHERE status IN ('suggested', 'unmatched')`,
  facts: `SELECT count(*)::int AS count, to_json(min(recorded_at)) #>> '{}' AS since FROM flagged_fact WHERE NOT is_dismissed`,
};

/** All that waits for somebody of a role. */
export async function readWaiting(connection: Connection, role: Role): Promise<readonly WaitDto[]> {
  const seen = OPS_WAITS.filter((wait) => may(role, WAIT_PERMISSION[wait]) && COUNTED[wait] !== undefined);
  return Promise.all(
    seen.map(async (wait) => {
      const { rows } = await connection.query<{ count: number; since: string | null }>(COUNTED[wait] ?? '');
      return { wait, ...present(rows[0], 'a count has one row') };
    }),
  );
}
