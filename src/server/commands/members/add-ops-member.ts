import 'server-only';
import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { OpsRole } from '@/contracts/permissions';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { addUser, findUserByEmail } from '../../repositories/users';
import { appendAudit } from '../audit/append-audit';
import { postMail } from '../mail/post-mail';

/** One of the marketplace's own people. */
export interface AddOpsMemberInput {
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: OpsRole;
  /** Scheme, host and port of the site, for the mail. */
  readonly origin: string;
}

/**
 * Makes somebody one of the marketplace's people, or gives them another role. Who has no password yet gets a mail that says where to set
 * one: nobody else ever knows it.
 * @returns whether they are new
 */
export async function addOpsMember(database: Database, input: AddOpsMemberInput): Promise<boolean> {
  const { name, email, role, origin } = input;
  // A password that nobody knows, until the holder of the address sets one.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
  return inTransaction(database, async (connection) => {
    const known = await findUserByEmail(connection, email);
    const user = known ?? (await addUser(connection, { email, name, passwordHash }));
    const { rows } = await connection.query<{ is_new: boolean }>(
      `INSERT INTO ops_member (person_key, user_id, name, email, role) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, status = 'active' RETURNING xmax = 0 AS is_new`,
      [`ops:${newId('mem')}`, user.id, name, email, role],
    );
    const isNew = rows[0]?.is_new === true;
    if (isNew) {
      await postMail(connection, {
        key: `ops-member:${user.id}`,
        kind: 'invitation',
        to: email,
        subject: 'You work for the marketplace on Evenkeel',
        text: `You are now one of the marketplace's people on Evenkeel.\n\n${known === null ? `Set your password first:\n${origin}/forgot-password` : `Sign in as always:\n${origin}/sign-in`}`,
      });
    }
    await appendAudit(connection, { actor: null, sellerId: null, deed: 'ops.added', subject: email, detail: { role } });
    return isNew;
  });
}
