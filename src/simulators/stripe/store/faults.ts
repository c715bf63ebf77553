import type { Pool } from 'pg';
import { z } from 'zod';

/** What can be made to go wrong. */
export const FAULT_NAMES = [
  'slow',
  'time-out-before-capture',
  'time-out-after-capture',
  'processing',
  'webhook-late',
  'webhook-twice',
  'webhook-out-of-order',
  'webhook-lost',
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** One fault that is on. */
export interface Fault {
  readonly name: FaultName;
  /** How long: the wait of `slow`, the lateness of `webhook-late`. Milliseconds. */
  readonly millis: number;
  /** For time-outs: the connection is cut; else it stays open without an answer. */
  readonly cuts: boolean;
  /** How often it still strikes; null: until it is switched off. */
  readonly timesLeft: number | null;
}

/** The faults that strike one request. */
export type ActiveFaults = ReadonlyMap<FaultName, Fault>;

/** No faults at all. */
export const NO_FAULTS: ActiveFaults = new Map();

const USUAL_MILLIS: Readonly<Record<FaultName, number>> = {
  slow: 3000,
  'time-out-before-capture': 0,
  'time-out-after-capture': 0,
  processing: 3000,
  'webhook-late': 10_000,
  'webhook-twice': 0,
  'webhook-out-of-order': 300,
  'webhook-lost': 0,
};

const LONGEST_MILLIS = 86_400_000;

/** How a fault is asked for. */
export const faultInput = z.strictObject({
  name: z.enum(FAULT_NAMES),
  millis: z.coerce.number().int().min(0).max(LONGEST_MILLIS).optional(),
  mode: z.enum(['silence', 'cut']).default('silence'),
  times: z.coerce.number().int().min(1).optional(),
});

interface Row {
  readonly name: FaultName;
  readonly millis: number;
  readonly cuts: boolean;
  readonly times_left: number | null;
}

const FAULT_COLUMNS = 'name, millis, cuts, times_left';
const faultOf = ({ name, millis, cuts, times_left }: Row): Fault => ({ name, millis, cuts, timesLeft: times_left });

/** All that are on. */
export async function listFaults(pool: Pool): Promise<Fault[]> {
  const { rows } = await pool.query<Row>(`SELECT ${FAULT_COLUMNS} FROM stripe_simulator.fault ORDER BY name`);
  return rows.map(faultOf);
}

/** Switches one on, in place of what it was before. */
export async function switchOn(pool: Pool, input: z.infer<typeof faultInput>): Promise<void> {
  await pool.query(
    `INSERT INTO stripe_simulator.fault (name, millis, cuts, times_left) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET millis = excluded.millis, cuts = excluded.cuts, times_left = excluded.times_left`,
    [input.name, input.millis ?? USUAL_MILLIS[input.name], input.mode === 'cut', input.times ?? null],
  );
}

/** Switches all off, or the one that is named. */
export async function switchOff(pool: Pool, name: string | null): Promise<void> {
  await pool.query('DELETE FROM stripe_simulator.fault WHERE $1::text IS NULL OR name = $1', [name]);
}

/** The faults that one request asks for itself: `slow, webhook-twice`, each with its usual length or `slow=500`. */
export function readOwnFaults(text: string | undefined): Fault[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [word = '', millis] = part.trim().split('=');
    const cuts = word.endsWith(':cut');
    const name = FAULT_NAMES.find((known) => known === word.replace(/:cut$/, ''));
    if (name === undefined) return [];
    return [{ name, millis: millis === undefined ? USUAL_MILLIS[name] : Number(millis) || 0, cuts, timesLeft: 1 }];
  });
}

/**
 * The faults that strike a request which may be struck by `candidates`: its own, and those that are switched on, of which each is counted
 * down.
 */
export async function strike(
  pool: Pool,
  own: readonly Fault[],
  candidates: readonly FaultName[],
): Promise<ActiveFaults> {
  const { rows } = await pool.query<Row>(`SELECT ${FAULT_COLUMNS} FROM stripe_simulator.fault WHERE name = ANY ($1)`, [
    candidates,
  ]);
  const struck = new Map(rows.map((row) => [row.name, faultOf(row)]));
  const counted = rows.filter(({ times_left }) => times_left !== null).map(({ name }) => name);
  for (const name of counted) if (!(await countDown(pool, name))) struck.delete(name);
  for (const fault of own) if (candidates.includes(fault.name)) struck.set(fault.name, fault);
  return struck;
}

/** True where it struck; of two requests at once the last stroke goes to one. */
async function countDown(pool: Pool, name: FaultName): Promise<boolean> {
  const { rows } = await pool.query<{ times_left: number }>(
    'UPDATE stripe_simulator.fault SET times_left = times_left - 1 WHERE name = $1 AND times_left > 0 RETURNING times_left',
    [name],
  );
  if (rows[0]?.times_left === 0) await switchOff(pool, name);
  return rows[0] !== undefined;
}
