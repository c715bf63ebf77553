import 'server-only';
import {
  type AttemptDto,
  DELIVERIES_A_PAGE,
  type DeliveriesSearch,
  type DeliveryDto,
  type EndpointDto,
  type EndpointPageDto,
} from '@/contracts/webhooks';
import type { Connection } from '../db/database';

const ENDPOINT = `e.id, e.url, e.kinds, e.status, e.created_at AS "createdAt", e.failing_since AS "failingSince",
  CASE WHEN e.old_secret_until > now() THEN e.old_secret_until END AS "oldSecretUntil",
  (SELECT max(d.delivered_at) FROM webhook_delivery d WHERE d.seller_id = e.seller_id AND d.endpoint_id = e.id) AS "lastDeliveredAt",
  (SELECT count(*)::integer FROM webhook_delivery d WHERE d.seller_id = e.seller_id AND d.endpoint_id = e.id AND d.status = 'queued') AS "queuedCount"`;

/** The endpoints of a seller, oldest first. */
export async function listEndpoints(connection: Connection, sellerId: number): Promise<readonly EndpointDto[]> {
  const { rows } = await connection.query<EndpointDto>(
    `SELECT ${ENDPOINT} FROM webhook_endpoint e WHERE e.seller_id = $1 AND e.status <> 'removed' ORDER BY e.created_at, e.id`,
    [sellerId],
  );
  return rows;
}

/** An endpoint with a page of its log; null for one that is not the seller's, or was removed. */
export async function readEndpoint(
  connection: Connection,
  sellerId: number,
  id: string,
  asked: DeliveriesSearch,
): Promise<EndpointPageDto | null> {
  const { rows } = await connection.query<EndpointDto>(
    `SELECT ${ENDPOINT} FROM webhook_endpoint e WHERE e.seller_id = $1 AND e.id = $2 AND e.status <> 'removed'`,
    [sellerId, id],
  );
  const [endpoint] = rows;
  if (endpoint === undefined) return null;
  const { rows: found } = await connection.query<DeliveryDto>(
    `SELECT d.id::text, d.event_id AS "eventId", d.kind, d.status, d.attempts, d.created_at AS "createdAt",
            CASE WHEN d.status = 'queued' THEN d.try_at END AS "tryAt",
            (SELECT a.problem FROM webhook_attempt a WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1) AS "lastProblem"
       FROM webhook_delivery d WHERE d.seller_id = $1 AND d.endpoint_id = $2 AND ($3::bigint IS NULL OR d.id < $3)
      ORDER BY d.id DESC LIMIT $4`,
    [sellerId, id, asked.before ?? null, DELIVERIES_A_PAGE + 1],
  );
  const deliveries = found.slice(0, DELIVERIES_A_PAGE);
  return {
    endpoint,
    deliveries,
    older: found.length > DELIVERIES_A_PAGE ? (deliveries.at(-1)?.id ?? null) : null,
    opened: asked.open === undefined ? null : await readAttempts(connection, sellerId, id, asked.open),
  };
}

async function readAttempts(
  connection: Connection,
  sellerId: number,
  endpoint: string,
  id: string,
): Promise<EndpointPageDto['opened']> {
  const { rows } = await connection.query<{ body: string }>(
    'SELECT body FROM webhook_delivery WHERE seller_id = $1 AND endpoint_id = $2 AND id = $3::bigint',
    [sellerId, endpoint, id],
  );
  if (rows[0] === undefined) return null;
  const { rows: attempts } = await connection.query<AttemptDto>(
    `SELECT at, took_ms AS "tookMs", status_code AS "statusCode", problem, answer FROM webhook_attempt
      WHERE seller_id = $1 AND delivery_id = $2::bigint ORDER BY id DESC LIMIT 50`,
    [sellerId, id],
  );
  return { id, body: rows[0].body, attempts };
}
