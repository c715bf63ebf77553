import 'server-only';
import type { InvariantDto, InvariantsDto, VerificationRunDto, ViolationDto } from '@/contracts/verification';
import { VERIFIED } from '../../commands/verify-books';
import type { Connection } from '../../db/database';
import { findLastVerification, VERIFICATION_COLUMNS } from '../../repositories/verification-runs';

const RUNS_SHOWN = 10;
const VIOLATIONS_SHOWN = 200;

type ResultRow = Omit<InvariantDto, 'says'>;

async function listInvariants(connection: Connection, run: number | null): Promise<readonly InvariantDto[]> {
  const { rows } = await connection.query<ResultRow>(
    `SELECT invariant AS id, checked_at AS "checkedAt", violation_count AS "violationCount", took_ms AS "tookMs"
       FROM verification_result WHERE run_id = $1`,
    [run],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const ids = [...new Set([...VERIFIED.keys(), ...found.keys()])];
  return ids.map((id) => ({
    ...(found.get(id) ?? { id, checkedAt: null, violationCount: 0, tookMs: null }),
    says: VERIFIED.get(id) ?? 'checked by another version of Evenkeel',
  }));
}

/** Every invariant with what the last finished check found, its violations, and the last checks. */
export async function readInvariants(connection: Connection): Promise<InvariantsDto> {
  const last = await findLastVerification(connection);
  const { rows: violations } = await connection.query<ViolationDto>(
    `SELECT no, invariant, shop, detail FROM verification_violation WHERE run_id = $1 ORDER BY no LIMIT ${VIOLATIONS_SHOWN}`,
    [last?.id ?? null],
  );
  const { rows: runs } = await connection.query<VerificationRunDto>(
    `SELECT ${VERIFICATION_COLUMNS} FROM verification_run r ORDER BY r.id DESC LIMIT ${RUNS_SHOWN}`,
  );
  return { invariants: await listInvariants(connection, last?.id ?? null), last, violations, runs };
}

/** The newest check, for a page that waits: changes whenever something of it does. */
export async function readLiveVerification(
  connection: Connection,
): Promise<{ readonly version: string; readonly isMoving: boolean }> {
  const { rows } = await connection.query<Pick<VerificationRunDto, 'id' | 'status' | 'shopsDone'>>(
    'SELECT id, status, shops_done AS "shopsDone" FROM verification_run ORDER BY id DESC LIMIT 1',
  );
  const [run] = rows;
  if (run === undefined) return { version: 'none', isMoving: false };
  return {
    version: `${run.id} ${run.status} ${run.shopsDone}`,
    isMoving: run.status === 'waiting' || run.status === 'running',
  };
}
