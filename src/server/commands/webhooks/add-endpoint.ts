import 'server-only';
import type { NoticeKind } from '@/contracts/notices';
import { MOST_ENDPOINTS } from '@/contracts/webhooks';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { isPrivateHost } from '../../gateways/private-address';
import { newId } from '../../ids';
import { newSecret, sealSecret } from './endpoint-secret';

/** Why something about an endpoint was not done, and the field to mend. */
export interface EndpointRefusal {
  readonly field: 'url' | 'endpoint' | 'delivery';
  readonly reason: string;
}

/** Where to bring events. */
export interface AddEndpointInput {
  readonly sellerId: number;
  readonly url: string;
  /** None for every kind. */
  readonly kinds: readonly NoticeKind[];
  /** The person's key. */
  readonly createdBy: string;
  /** Whether it may be http and on a private network: in the demo, where a receiver is tried out. */
  readonly allowsPrivate: boolean;
}

/** What is wrong with an address; null for one that can be told. */
function problemWith(url: string, allowsPrivate: boolean): string | null {
  if (!URL.canParse(url)) return 'This is no address. Enter one such as https://example.com/evenkeel.';
  const { protocol, hostname, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && !(allowsPrivate && protocol === 'http:')) return 'The address must begin with https://.';
  if (username !== '' || password !== '') return 'Leave name and password out: each event is signed instead.';
  if (hash !== '') return 'Leave out what follows #: no server is told of it.';
  if (!allowsPrivate && isPrivateHost(hostname))
    return 'This address belongs to a private network. Enter one that the internet reaches.';
  return null;
}

/**
 * Adds a server that is told of notices.
 * @returns its id and its secret, which is shown this once and cannot be read again
 * @example await addEndpoint(database, { sellerId, url: 'https://example.com/evenkeel', kinds: [], createdBy, allowsPrivate: false })
 */
export function addEndpoint(
  database: Database,
  { sellerId, url, kinds, createdBy, allowsPrivate }: AddEndpointInput,
): Promise<Result<{ readonly endpoint: string; readonly secret: string }, EndpointRefusal>> {
  const problem = problemWith(url, allowsPrivate);
  if (problem !== null) return Promise.resolve(refused({ field: 'url' as const, reason: problem }));
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ url: string }>(
      `SELECT url FROM webhook_endpoint WHERE seller_id = $1 AND status <> 'removed' FOR UPDATE`,
      [sellerId],
    );
    if (rows.some((known) => known.url === url))
      return refused({ field: 'url' as const, reason: 'You have this address already.' });
    if (rows.length >= MOST_ENDPOINTS)
      return refused({ field: 'url' as const, reason: `You have ${MOST_ENDPOINTS} already: remove one first.` });
    const endpoint = newId('whk');
    const secret = newSecret();
    await connection.query(
      `INSERT INTO webhook_endpoint (seller_id, id, url, kinds, sealed_secret, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [sellerId, endpoint, url, kinds, sealSecret(secret, { sellerId, endpoint }), createdBy],
    );
    return accepted({ endpoint, secret });
  });
}
