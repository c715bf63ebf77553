import 'server-only';
import type { Connection } from '../../db/database';

/** What a mail is about; the person's preferences go by it. */
export type MailKind =
  | 'password-reset'
  | 'password-changed'
  | 'two-factor-changed'
  | 'new-sign-in'
  | 'invitation'
  | 'member-changed'
  | 'bank-account-changed'
  | 'payout-failed'
  | 'payout-schedule-changed';

/** A mail to one person. */
export interface PostedMail {
  /** Names the happening and the person: the second mail under it is not written. */
  readonly key: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly subject: string;
  /** Plain text, paragraphs apart by an empty line; addresses in it become links of the HTML part. */
  readonly text: string;
}

/**
 * Posts a mail: it is written by the caller's transaction, so it goes out if, and only if, what it tells has happened. The worker sends it.
 * @returns false where a mail with this key was posted before
 * @throws DatabaseError for a recipient that is no address, or a subject of several lines
 * @example await postMail(connection, { key: `reset:${id}`, kind: 'password-reset', to, subject: 'Set a new password', text })
 */
export async function postMail(connection: Connection, { key, kind, to, subject, text }: PostedMail): Promise<boolean> {
  const { rowCount } = await connection.query(
    `INSERT INTO mail (key, kind, recipient, subject, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
    [key, kind, to, subject, text],
  );
  return rowCount === 1;
}
