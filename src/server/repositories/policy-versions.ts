import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { numberTexts } from '@/domain/policy/numbers';
import type { Policy } from '@/domain/policy/policy';
import type { Connection } from '../db/database';

/** A version that operations scheduled, with what was decided about it. */
export interface VersionRow {
  readonly marketplace: string;
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly source: string;
  readonly numbers: Readonly<Record<string, string>>;
  readonly scheduledBy: string;
  readonly scheduledByName: string;
  readonly scheduledAt: Instant;
  readonly confirmedBy: string | null;
  readonly confirmedByName: string | null;
  readonly confirmedAt: Instant | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnByName: string | null;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnReason: string | null;
}

/** Who does something, as it is kept. */
export interface ByWhom {
  readonly key: string;
  readonly name: string;
}

/** All scheduled versions of a marketplace, the first first, withdrawn ones too. */
export async function listVersions(connection: Connection, marketplace: string): Promise<readonly VersionRow[]> {
  const { rows } = await connection.query<Omit<VersionRow, 'numbers'> & { readonly numbers: string }>(
    `SELECT v.marketplace, v.version, v.effective_from AS "effectiveFrom", v.source, v.numbers, v.scheduled_by AS "scheduledBy",
            v.scheduled_by_name AS "scheduledByName", v.scheduled_at AS "scheduledAt",
            c.decided_by AS "confirmedBy", c.decided_by_name AS "confirmedByName", c.decided_at AS "confirmedAt",
            w.decided_by AS "withdrawnBy", w.decided_by_name AS "withdrawnByName", w.decided_at AS "withdrawnAt", w.reason AS "withdrawnReason"
       FROM policy_version v
       LEFT JOIN policy_decision c ON c.marketplace = v.marketplace AND c.version = v.version AND c.decision = 'confirmed'
       LEFT JOIN policy_decision w ON w.marketplace = v.marketplace AND w.version = v.version AND w.decision = 'withdrawn'
      WHERE v.marketplace = $1 ORDER BY v.version`,
    [marketplace],
  );
  return rows.map((row) => ({ ...row, numbers: JSON.parse(row.numbers) as Readonly<Record<string, string>> }));
}

/** Keeps a version that somebody scheduled, with all of its numbers. */
export async function insertVersion(
  connection: Connection,
  marketplace: string,
  policy: Policy,
  by: ByWhom,
  at: Instant,
): Promise<void> {
  await connection.query(
    `INSERT INTO policy_version (marketplace, version, effective_from, source, numbers, scheduled_by, scheduled_by_name, scheduled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      marketplace,
      policy.version,
      policy.effectiveFrom,
      policy.source,
      JSON.stringify(numberTexts(policy)),
      by.key,
      by.name,
      at,
    ],
  );
}

/** Keeps what somebody decided about a version. */
export async function insertDecision(
  connection: Connection,
  version: Pick<VersionRow, 'marketplace' | 'version'>,
  decision: 'confirmed' | 'withdrawn',
  reason: string,
  by: ByWhom,
  at: Instant,
): Promise<void> {
  await connection.query(
    `INSERT INTO policy_decision (marketplace, version, decision, reason, decided_by, decided_by_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [version.marketplace, version.version, decision, reason, by.key, by.name, at],
  );
}

/** How far the books of a marketplace have come: the latest closed day of any of its shops, and how many shops there are. */
export async function selectMarketplaceStanding(
  connection: Connection,
  marketplace: string,
): Promise<{ readonly closedThrough: PlainDate | null; readonly shopCount: number }> {
  const { rows } = await connection.query<{ closed: PlainDate | null; count: number }>(
    'SELECT max(closed_through) AS closed, count(*)::int AS count FROM shop WHERE marketplace = $1',
    [marketplace],
  );
  return { closedThrough: rows[0]?.closed ?? null, shopCount: rows[0]?.count ?? 0 };
}
