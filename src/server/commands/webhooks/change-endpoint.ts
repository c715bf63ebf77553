import 'server-only';
import { OLD_SECRET_HOURS } from '@/contracts/webhooks';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { enqueueJob } from '../../jobs/enqueue';
import type { EndpointRefusal } from './add-endpoint';
import { newSecret, sealSecret } from './endpoint-secret';

/** An endpoint of a seller. */
export interface NamedEndpoint {
  readonly sellerId: number;
  readonly endpoint: string;
}

const GONE = { field: 'endpoint', reason: 'There is no such endpoint any more.' } as const;

/**
 * Gives an endpoint a new secret. The one before signs too for a day, so that the receiver can change in its own time.
 * @returns the new one, which is shown this once
 */
export async function rotateSecret(
  connection: Connection,
  { sellerId, endpoint }: NamedEndpoint,
): Promise<Result<{ readonly secret: string }, EndpointRefusal>> {
  const secret = newSecret();
  const { rowCount } = await connection.query(
    `UPDATE webhook_endpoint SET sealed_old_secret = sealed_secret, old_secret_until = now() + make_interval(hours => $4), sealed_secret = $3
      WHERE seller_id = $1 AND id = $2 AND status <> 'removed'`,
    [sellerId, endpoint, sealSecret(secret, { sellerId, endpoint }), OLD_SECRET_HOURS],
  );
  return rowCount === 1 ? accepted({ secret }) : refused(GONE);
}

/**
 * Switches an endpoint on or off, or removes it for good. While it is off nothing new is written down for it; what waits is sent once it is
 * on again.
 */
export function changeEndpointStatus(
  database: Database,
  { sellerId, endpoint, status }: NamedEndpoint & { readonly status: 'active' | 'disabled' | 'removed' },
): Promise<Result<{ readonly status: string }, EndpointRefusal>> {
  return inTransaction(database, async (connection) => {
    const { rowCount } = await connection.query(
      `UPDATE webhook_endpoint SET status = $3, failing_since = NULL WHERE seller_id = $1 AND id = $2 AND status <> 'removed'`,
      [sellerId, endpoint, status],
    );
    if (rowCount !== 1) return refused(GONE);
    if (status === 'active') await enqueueJob(connection, 'send-webhooks');
    return accepted({ status });
  });
}

/** Sends an event that tells nothing, to try a receiver out. */
export function sendTestEvent(
  database: Database,
  { sellerId, endpoint }: NamedEndpoint,
): Promise<Result<{ readonly event: string }, EndpointRefusal>> {
  return inTransaction(database, async (connection) => {
    const event = newId('tst');
    const body = JSON.stringify({
      id: event,
      type: 'test',
      data: {},
      message: { title: 'A test', text: 'Nothing has happened.' },
    });
    const { rowCount } = await connection.query(
      `INSERT INTO webhook_delivery (seller_id, endpoint_id, event_id, kind, body)
       SELECT seller_id, id, $3, 'test', $4 FROM webhook_endpoint WHERE seller_id = $1 AND id = $2 AND status = 'active'`,
      [sellerId, endpoint, event, body],
    );
    if (rowCount !== 1) return refused({ field: 'endpoint' as const, reason: 'Switch the endpoint on first.' });
    await enqueueJob(connection, 'send-webhooks');
    return accepted({ event });
  });
}

/** Sends an event once more, the same one under the same id, whatever became of it; its attempts begin anew. */
export function replayDelivery(
  database: Database,
  { sellerId, endpoint, delivery }: NamedEndpoint & { readonly delivery: string },
): Promise<Result<{ readonly delivery: string }, EndpointRefusal>> {
  return inTransaction(database, async (connection) => {
    const { rowCount } = await connection.query(
      `UPDATE webhook_delivery d SET status = 'queued', attempts = 0, try_at = now() FROM webhook_endpoint e
        WHERE e.seller_id = d.seller_id AND e.id = d.endpoint_id AND e.status = 'active'
          AND d.seller_id = $1 AND d.endpoint_id = $2 AND d.id = $3::bigint`,
      [sellerId, endpoint, delivery],
    );
    if (rowCount !== 1)
      return refused({ field: 'delivery' as const, reason: 'It cannot be sent: switch the endpoint on first.' });
    await enqueueJob(connection, 'send-webhooks');
    return accepted({ delivery });
  });
}
