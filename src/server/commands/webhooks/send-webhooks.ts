import 'server-only';
import { FAILING_DAYS, RETRY_MINUTES } from '@/contracts/webhooks';
import type { Instant } from '@/domain/calendar/instant';
import { machineTime } from '../../clock';
import { type Connection, type Database, inTransaction } from '../../db/database';
import type { AccountVault } from '../../gateways/account-vault';
import type { WebhookGateway, WebhookOutcome } from '../../gateways/webhook';
import { postNotice } from '../notices/post-notice';
import { openSecret } from './endpoint-secret';

/** How many events are under way at once, and how many of them to one endpoint: a slow one must not keep the others waiting. */
const BATCH = 20;
const PER_ENDPOINT = 5;

/** An event that is being sent counts as lost, and is sent again, after this. */
const CLAIM_MINUTES = 5;

interface Claimed {
  readonly id: bigint;
  readonly seller_id: number;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly sealed_secret: string;
  readonly sealed_old_secret: string | null;
}

/** What the sweep goes by. */
interface SendWebhooksOptions {
  readonly gateway: WebhookGateway;
  readonly vault: AccountVault;
  /** The clock that the books go by: for the notice that an endpoint was switched off. Waiting goes by the machine's. */
  readonly now: () => Promise<Instant>;
}

/**
 * Brings events to their endpoints. Each is taken first, by one sweep only, then sent outside of any transaction, then recorded with how it
 * went. A worker that dies in between sends it again after five minutes under the same event id, by which the receiver knows it.
 * @returns how many got through
 */
export async function sendWebhooks(database: Database, options: SendWebhooksOptions): Promise<number> {
  let delivered = 0;
  for (;;) {
    const claimed = await claim(database.pool);
    if (claimed.length === 0) return delivered;
    const outcomes = await Promise.all(claimed.map((event) => sendOne(database, event, options)));
    delivered += outcomes.filter(Boolean).length;
  }
}

async function claim(connection: Connection): Promise<readonly Claimed[]> {
  const { rows } = await connection.query<Claimed>(
    // Two sweeps may choose the same: whoever comes second finds that its time was moved on.
    `UPDATE webhook_delivery d SET attempts = d.attempts + 1, try_at = now() + make_interval(mins => $3)
       FROM webhook_endpoint e
      WHERE e.seller_id = d.seller_id AND e.id = d.endpoint_id AND d.status = 'queued' AND d.try_at <= now()
        AND d.id IN (
          SELECT due.id FROM (
            SELECT w.id, row_number() OVER (PARTITION BY w.endpoint_id ORDER BY w.id) AS place
              FROM webhook_delivery w JOIN webhook_endpoint o ON o.seller_id = w.seller_id AND o.id = w.endpoint_id
             WHERE w.status = 'queued' AND w.try_at <= now() AND o.status = 'active') due
           WHERE due.place <= $2 ORDER BY due.place, due.id LIMIT $1)
      RETURNING d.id, d.seller_id, d.endpoint_id, d.event_id, d.body, d.attempts, e.url, e.sealed_secret,
        CASE WHEN e.old_secret_until > now() THEN e.sealed_old_secret END AS sealed_old_secret`,
    [BATCH, PER_ENDPOINT, CLAIM_MINUTES],
  );
  return rows;
}

async function sendOne(database: Database, event: Claimed, options: SendWebhooksOptions): Promise<boolean> {
  const { seller_id: sellerId, endpoint_id: endpoint, event_id: eventId, url, body } = event;
  const started = performance.now();
  const sealed = [event.sealed_secret, ...(event.sealed_old_secret === null ? [] : [event.sealed_old_secret])];
  const secrets = sealed.map((one) => openSecret(one, { sellerId, endpoint }, options.vault));
  const outcome = await options.gateway.send({ url, eventId, body, secrets, now: machineTime() });
  const tookMs = Math.round(performance.now() - started);
  const now = await options.now();
  await inTransaction(database, async (connection) => {
    await connection.query(
      `INSERT INTO webhook_attempt (seller_id, delivery_id, took_ms, status_code, problem, answer) VALUES ($1, $2, $3, $4, $5, $6)`,
      [sellerId, event.id, tookMs, outcome.statusCode, outcome.problem, outcome.answer?.replaceAll('\0', '') ?? null],
    );
    await (outcome.problem === null ? keepDelivered(connection, event) : keepFailed(connection, event, outcome, now));
  });
  return outcome.problem === null;
}

async function keepDelivered(connection: Connection, { id, seller_id, endpoint_id }: Claimed): Promise<void> {
  await connection.query(`UPDATE webhook_delivery SET status = 'delivered', delivered_at = now() WHERE id = $1`, [id]);
  await connection.query(
    'UPDATE webhook_endpoint SET failing_since = NULL WHERE seller_id = $1 AND id = $2 AND failing_since IS NOT NULL',
    [seller_id, endpoint_id],
  );
}

async function keepFailed(
  connection: Connection,
  event: Claimed,
  { problem }: WebhookOutcome,
  now: Instant,
): Promise<void> {
  const { id, seller_id, endpoint_id, attempts } = event;
  const minutes = RETRY_MINUTES[attempts - 1];
  await connection.query(
    `UPDATE webhook_delivery SET status = CASE WHEN $2::integer IS NULL THEN 'failed' ELSE 'queued' END,
            try_at = now() + make_interval(mins => coalesce($2::integer, 0)) WHERE id = $1`,
    [id, minutes ?? null],
  );
  const { rows } = await connection.query<{ since: Instant; is_long: boolean; url: string }>(
    `UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, now()) WHERE seller_id = $1 AND id = $2 AND status = 'active'
     RETURNING failing_since AS since, failing_since < now() - make_interval(days => $3) AS is_long, url`,
    [seller_id, endpoint_id, FAILING_DAYS],
  );
  const [endpoint] = rows;
  if (endpoint === undefined || !endpoint.is_long || minutes !== undefined) return;
  await connection.query(`UPDATE webhook_endpoint SET status = 'disabled' WHERE seller_id = $1 AND id = $2`, [
    seller_id,
    endpoint_id,
  ]);
  await postNotice(connection, {
    key: `webhook:${endpoint_id}:disabled:${endpoint.since}`,
    kind: 'webhook-disabled',
    sellerId: seller_id,
    shopId: null,
    at: now,
    detail: { endpoint: endpoint_id, url: endpoint.url, days: FAILING_DAYS, problem: problem ?? '' },
  });
}
