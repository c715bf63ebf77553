import 'server-only';
import { randomBytes } from 'node:crypto';
import { fromEpochMillis, type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { accepted } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { addInvitation, lockOpenInvitations, withdrawAll } from '../../repositories/invitations';
import { lockMembers } from '../../repositories/members';
import { appendAudit } from '../audit/append-audit';
import { postMail } from '../mail/post-mail';
import { type MemberResult, refuseField } from './member-rules';

const VALID_DAYS = 7;

/** A seller, with its shops and its first owner. */
export interface OpenSellerInput {
  /** The marketplace's id of the seller. */
  readonly externalId: string;
  readonly name: string;
  /** External ids of shops that were recorded and belong to nobody yet, or to this seller already. */
  readonly shops: readonly string[];
  /** Lower case. */
  readonly ownerEmail: string;
  /** The machine's time. */
  readonly now: Instant;
  /** Scheme, host and port of the site, for the link. */
  readonly origin: string;
}

/** What was made. */
export interface OpenedSeller {
  readonly sellerId: number;
  readonly shops: number;
  /** The page that the mail links to; null where the address is an owner already. */
  readonly link: string | null;
}

async function keepSeller(connection: Connection, { externalId, name }: OpenSellerInput): Promise<number> {
  const { rows } = await connection.query<{ id: number }>(
    `INSERT INTO seller (external_id, name) VALUES ($1, $2)
     ON CONFLICT (external_id) DO UPDATE SET name = excluded.name RETURNING id`,
    [externalId, name],
  );
  return rows[0]?.id ?? 0;
}

/** Gives shops to the seller. @returns those that cannot be: unknown, or another seller's */
async function giveShops(connection: Connection, sellerId: number, shops: readonly string[]): Promise<string[]> {
  const { rows } = await connection.query<{ external_id: string }>(
    `UPDATE shop SET seller_id = $1 WHERE external_id = ANY($2::text[]) AND (seller_id IS NULL OR seller_id = $1)
     RETURNING external_id`,
    [sellerId, shops],
  );
  const given = new Set(rows.map(({ external_id }) => external_id));
  return shops.filter((shop) => !given.has(shop));
}

class NotGiven extends Error {
  constructor(readonly shops: readonly string[]) {
    super('shops cannot be given');
  }
}

async function inviteOwner(connection: Connection, sellerId: number, input: OpenSellerInput): Promise<string> {
  const { ownerEmail: email, name, now, origin } = input;
  const open = await lockOpenInvitations(connection, sellerId);
  await withdrawAll(
    connection,
    sellerId,
    open.filter((invitation) => invitation.email === email),
  );
  const token = randomBytes(32).toString('base64url');
  const id = newId('inv');
  const expiresAt = fromEpochMillis(toEpochMillis(now) + VALID_DAYS * 86_400_000);
  await addInvitation(
    connection,
    { sellerId, id, email, role: 'owner', shops: 'all', invitedBy: 'marketplace', expiresAt },
    token,
  );
  const link = `${origin}/invitations/${token}`;
  const text = `The marketplace has opened the account of ${name} on Evenkeel. You are its owner.\n\nOpen this page within ${VALID_DAYS} days to begin:\n${link}`;
  const subject = `Your account at Evenkeel: ${name}`.replaceAll(/\s+/g, ' ');
  await postMail(connection, { key: `invitation:${id}`, kind: 'invitation', to: email, subject, text });
  return link;
}

/**
 * Opens a seller: the organisation, the shops that are its, and an invitation to its first owner. Asked again it changes the name, adds
 * shops, and invites anew whoever has not accepted yet; an address that is a member already is not invited.
 * @example await openSeller(database, { externalId: "wren", name: "Wren", shops: ["wren-1"], ownerEmail: "ann@wren.example", now, origin })
 */
export function openSeller(database: Database, input: OpenSellerInput): Promise<MemberResult<OpenedSeller>> {
  return inTransaction(database, async (connection) => {
    const sellerId = await keepSeller(connection, input);
    const left = await giveShops(connection, sellerId, input.shops);
    if (left.length > 0) throw new NotGiven(left);
    const members = await lockMembers(connection, sellerId);
    const isMember = members.some(({ isActive, email }) => isActive && email.toLowerCase() === input.ownerEmail);
    const link = isMember ? null : await inviteOwner(connection, sellerId, input);
    const detail = { owner: input.ownerEmail, shops: input.shops.join(', ') };
    await appendAudit(connection, { actor: null, sellerId, deed: 'seller.opened', subject: input.name, detail });
    return accepted({ sellerId, shops: input.shops.length, link });
  }).catch((error: unknown) => {
    if (!(error instanceof NotGiven)) throw error;
    return refuseField('shops', `No such shop, or another seller's: ${error.shops.join(', ')}. Nothing was changed.`);
  });
}
