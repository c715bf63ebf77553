import 'server-only';
import type { VerificationRunDto } from '@/contracts/verification';
import type { Instant } from '@/domain/calendar/instant';
import { machineTime } from '../clock';
import type { Connection } from '../db/database';
import type { Violation } from '../invariants/invariant';
import type { Asker } from './close-runs';

/** Columns of verification_run r as the wire has them. */
export const VERIFICATION_COLUMNS = `r.id, r.status, r.origin, r.asked_by_name AS "askedByName", r.asked_at AS "askedAt",
  r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.shops_done AS "shopsDone", r.shop_count AS "shopCount",
  r.violation_count AS "violationCount", r.reference, r.head`;

/** More violations than these of one check say nothing more. */
const MOST_VIOLATIONS = 1000;

/** Writes down a check that waits for the worker, or with `begins` one that begins at once. @returns its number */
export async function insertVerification(
  connection: Connection,
  run: { readonly origin: VerificationRunDto['origin']; readonly by: Asker | null; readonly begins: boolean },
): Promise<number> {
  const now = machineTime();
  const { rows } = await connection.query<{ id: number }>(
    `INSERT INTO verification_run (origin, asked_by, asked_by_name, asked_at, status, started_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [
      run.origin,
      run.by?.key ?? null,
      run.by?.name ?? 'Evenkeel',
      now,
      run.begins ? 'running' : 'waiting',
      run.begins ? now : null,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** Whether a check waits or is under way that the worker makes; or was asked for since a moment. */
export async function hasVerification(connection: Connection, since: Instant | null): Promise<boolean> {
  const { rows } = await connection.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM verification_run
       WHERE CASE WHEN $1::timestamptz IS NULL THEN status IN ('waiting', 'running') AND origin <> 'command-line' ELSE asked_at >= $1 END) AS found`,
    [since],
  );
  return rows[0]?.found ?? false;
}

/** The first check that waits, or that a killed worker left. @returns null where there is none */
export async function findVerificationToMake(connection: Connection): Promise<number | null> {
  const { rows } = await connection.query<{ id: number }>(
    `SELECT id FROM verification_run WHERE status IN ('waiting', 'running') AND origin <> 'command-line' ORDER BY id LIMIT 1`,
  );
  return rows[0]?.id ?? null;
}

/** Begins a check, from the beginning also where a worker died over it. */
export async function beginVerification(connection: Connection, id: number): Promise<void> {
  await connection.query(
    `UPDATE verification_run SET status = 'running', started_at = $2, shops_done = 0 WHERE id = $1`,
    [id, machineTime()],
  );
}

/** Keeps how many shops are replayed. */
export async function keepVerificationProgress(
  connection: Connection,
  id: number,
  done: number,
  total: number,
): Promise<void> {
  await connection.query('UPDATE verification_run SET shops_done = $2, shop_count = $3 WHERE id = $1', [
    id,
    done,
    total,
  ]);
}

/** What a check found of an invariant. */
export interface Checked {
  readonly invariant: string;
  readonly tookMs: number;
}

/** What a check came to. */
export interface VerificationFound {
  readonly checked: readonly Checked[];
  readonly violations: readonly Violation[];
  /** Of the seals, as it is printed; null where no day is closed by all shops. */
  readonly head: string | null;
}

/** Ends a check with what it found, in the caller's transaction. */
export async function finishVerification(
  connection: Connection,
  id: number,
  { checked, violations, head }: VerificationFound,
): Promise<void> {
  const now = machineTime();
  const countOf = (invariant: string) => violations.filter((one) => one.invariant === invariant).length;
  const names = [...new Set([...checked.map(({ invariant }) => invariant), ...violations.map((one) => one.invariant)])];
  await connection.query(
    `INSERT INTO verification_result (run_id, invariant, violation_count, took_ms, checked_at)
     SELECT $1, invariant, violations, took, $5 FROM unnest($2::text[], $3::int[], $4::int[]) c (invariant, violations, took)`,
    [
      id,
      names,
      names.map(countOf),
      names.map((name) => Math.round(checked.find(({ invariant }) => invariant === name)?.tookMs ?? 0)),
      now,
    ],
  );
  const kept = violations.slice(0, MOST_VIOLATIONS);
  await connection.query(
    `INSERT INTO verification_violation (run_id, no, invariant, shop, detail)
     SELECT $1, no, invariant, shop, detail FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY v (invariant, shop, detail, no)`,
    [id, kept.map((one) => one.invariant), kept.map((one) => one.shop), kept.map((one) => one.detail)],
  );
  await connection.query(
    `UPDATE verification_run SET status = 'done', finished_at = $2, violation_count = $3, head = $4 WHERE id = $1`,
    [id, now, violations.length, head],
  );
}

/** Ends a check that could not be made. */
export async function failVerification(connection: Connection, id: number, reference: string): Promise<void> {
  await connection.query(
    `UPDATE verification_run SET status = 'failed', finished_at = $2, reference = $3, started_at = coalesce(started_at, $2) WHERE id = $1`,
    [id, machineTime(), reference],
  );
}

/** The last check that came to an end. @returns null where there is none */
export async function findLastVerification(connection: Connection): Promise<VerificationRunDto | null> {
  const { rows } = await connection.query<VerificationRunDto>(
    `SELECT ${VERIFICATION_COLUMNS} FROM verification_run r WHERE r.status = 'done' ORDER BY r.id DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}
