import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import type { Settings } from '../store/work';
import { writeJson } from '../wire/json';

const TIMEOUT_MILLIS = 10_000;
const LONGEST_WAIT_MILLIS = 300_000;
/** About three days, as at Stripe. */
const MOST_ATTEMPTS = 900;
/** While a letter is on its way nobody else takes it; a run that dies with it leaves it to the next. */
const LEASE_SECONDS = 30;

interface Letter {
  readonly id: string;
  readonly attempts: number;
  readonly data: Stripe.Event;
}

/** Stripe's signature of a payload: `t=...,v1=...`. @example signatureOf('{}', 'whsec_1', 1700000000) */
export function signatureOf(payload: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}

async function take(pool: Pool): Promise<Letter | null> {
  const { rows } = await pool.query<Letter>(
    `WITH next AS (
       SELECT id FROM stripe_simulator.delivery WHERE state = 'waiting' AND due_at <= now()
       ORDER BY place, id LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     UPDATE stripe_simulator.delivery AS letter
     SET due_at = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = letter.attempts + 1
     FROM next, stripe_simulator.object
     WHERE letter.id = next.id AND object.id = letter.event
     RETURNING letter.id, letter.attempts, object.data`,
  );
  return rows[0] ?? null;
}

/** What the address answered: a status, or why there is none. */
async function send(
  { url, secret }: NonNullable<Settings['webhook']>,
  event: Stripe.Event,
  stopped: AbortSignal,
): Promise<{ isTaken: boolean; answer: string }> {
  const payload = writeJson(event);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signatureOf(payload, secret, nowSeconds()),
      },
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MILLIS), stopped]),
    });
    await answer.body?.cancel();
    return { isTaken: answer.ok, answer: String(answer.status) };
  } catch (error) {
    return { isTaken: false, answer: error instanceof Error ? error.name : 'no answer' };
  }
}

async function markDelivered(pool: Pool, id: string, answer: string): Promise<void> {
  await pool.query(
    `WITH done AS (
       UPDATE stripe_simulator.delivery SET state = 'delivered', answer = $2 WHERE id = $1 RETURNING event
     )
     UPDATE stripe_simulator.object SET data = jsonb_set(data, '{pending_webhooks}', '0') FROM done WHERE object.id = done.event`,
    [id, answer],
  );
}

/** Sends the next event that is due. False where none is. One that is cut off by `stopped` is sent again. */
export async function deliverNext(pool: Pool, settings: Settings, stopped: AbortSignal): Promise<boolean> {
  const { webhook } = settings;
  if (webhook === null) return false;
  const letter = await take(pool);
  if (letter === null) return false;
  const { isTaken, answer } = await send(webhook, letter.data, stopped);
  if (isTaken) {
    await markDelivered(pool, letter.id, answer);
    return true;
  }
  const wait = Math.min(settings.retryAfterMillis * 2 ** Math.min(letter.attempts - 1, 20), LONGEST_WAIT_MILLIS);
  await pool.query(
    `UPDATE stripe_simulator.delivery SET answer = $2, due_at = now() + make_interval(secs => $3), state = $4 WHERE id = $1`,
    [letter.id, answer, wait / 1000, letter.attempts >= MOST_ATTEMPTS ? 'given-up' : 'waiting'],
  );
  return true;
}

/** Milliseconds until something is due in `delivery` or `task`; null where nothing waits. */
export async function untilNext(pool: Pool, settings: Settings): Promise<number | null> {
  const { rows } = await pool.query<{ millis: string | null }>(
    `SELECT ceil(extract(epoch FROM min(due_at) - now()) * 1000) AS millis FROM (
       SELECT due_at FROM stripe_simulator.delivery WHERE state = 'waiting' AND $1
       UNION ALL SELECT due_at FROM stripe_simulator.task
     ) AS waiting`,
    [settings.webhook !== null],
  );
  const millis = rows[0]?.millis;
  return millis === null || millis === undefined ? null : Math.max(0, Number(millis));
}
