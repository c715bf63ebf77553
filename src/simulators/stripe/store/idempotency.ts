import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Refusal } from '../wire/errors';
import { canonical, type FormTree, type FormValue } from '../wire/form';

/** An answer that was given under a key. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}

/** Who asks under which key. */
export interface Claim {
  readonly account: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly requestId: string;
  /** This run of the simulator: a claim of an earlier run is nobody's any more. */
  readonly owner: string;
  /** Another request works under it now, whether or not it has come to the table yet. */
  readonly isInUse: boolean;
}

const LONGEST_KEY = 255;
/** Parts of a card never get into a fingerprint: a hash of one number among few says which it was. */
const UNREMEMBERED = new Set(['number', 'cvc']);

function withoutNumbers(tree: FormTree): FormTree {
  const copy: FormTree = new Map<string, FormValue>();
  for (const [key, value] of tree) {
    if (value instanceof Map) copy.set(key, withoutNumbers(value));
    else if (!UNREMEMBERED.has(key)) copy.set(key, value);
  }
  return copy;
}

/** What a request asks, in short: two requests that ask the same have the same. */
export function fingerprintOf(method: string, path: string, params: FormTree): string {
  const text = JSON.stringify([method, path, canonical(withoutNumbers(params))]);
  return createHash('sha256').update(text).digest('hex');
}

function refuseKey(status: number, message: string, code?: string): Refusal {
  return new Refusal(status, { type: 'idempotency_error', message, code });
}

/** Takes a key that nobody works under: one that is new, a day old as at Stripe, or left over from a request that broke. */
async function takeKey(pool: Pool, { account, key, fingerprint, requestId, owner }: Claim): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO stripe_simulator.idempotency AS kept (account, key, fingerprint, request_id, owner) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account, key) DO UPDATE
       SET fingerprint = excluded.fingerprint, request_id = excluded.request_id, owner = excluded.owner, created_at = now(), status = NULL, body = NULL
       WHERE kept.created_at < now() - interval '24 hours' OR kept.status IS NULL`,
    [account, key, fingerprint, requestId, owner],
  );
  return rowCount === 1;
}

/**
 * Takes a key for a request, or gives the answer that it had before.
 *
 * @throws Refusal 400 where the key came with another request before; 409 while the first one is still being worked on
 */
export async function claimKey(pool: Pool, claim: Claim): Promise<KeptAnswer | null> {
  const { account, key, fingerprint } = claim;
  if (key.length > LONGEST_KEY) throw refuseKey(400, `Idempotency keys may have at most ${LONGEST_KEY} characters.`);
  // A request that found the key in use may come to the table before the one that uses it: it never takes it.
  if (!claim.isInUse && (await takeKey(pool, claim))) return null;
  const { rows } = await pool.query<{ fingerprint: string; status: number | null; body: string; request_id: string }>(
    'SELECT fingerprint, status, body, request_id FROM stripe_simulator.idempotency WHERE account = $1 AND key = $2',
    [account, key],
  );
  const first = rows[0];
  // Released between the two questions: whoever asks again gets it.
  if (first !== undefined && first.fingerprint !== fingerprint) {
    throw refuseKey(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
  if (first === undefined || first.status === null) {
    throw refuseKey(
      409,
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      'idempotency_key_in_use',
    );
  }
  return { status: first.status, body: first.body, requestId: first.request_id };
}

/** Keeps the answer, in the transaction of what it tells of. */
export async function keepAnswer(client: PoolClient, claim: Claim, status: number, body: string): Promise<void> {
  await client.query(
    'UPDATE stripe_simulator.idempotency SET status = $3, body = $4 WHERE account = $1 AND key = $2 AND owner = $5',
    [claim.account, claim.key, status, body, claim.owner],
  );
}

/** Gives the key back: the request was refused before anything was done. */
export async function releaseKey(pool: Pool, claim: Claim): Promise<void> {
  await pool.query(
    'DELETE FROM stripe_simulator.idempotency WHERE account = $1 AND key = $2 AND owner = $3 AND status IS NULL',
    [claim.account, claim.key, claim.owner],
  );
}
