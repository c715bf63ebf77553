import 'server-only';
import type { NoticeKind } from '@/contracts/notices';
import type { Connection } from '../../db/database';

/** What a mail is about: a notice, or something of the person's own sign-in and membership, which always goes straight to them. */
export type MailKind =
  | NoticeKind
  | 'password-reset'
  | 'password-changed'
  | 'two-factor-changed'
  | 'invitation'
  | 'member-changed'
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
  /** The HTML part, a whole document; made of the text where it is left out. */
  readonly html?: string;
}

/**
 * Posts a mail: it is written by the caller's transaction, so it goes out if, and only if, what it tells has happened. The worker sends it.
 * @returns false where a mail with this key was posted before
 * @throws DatabaseError for a recipient that is no address, or a subject of several lines
 * @example await postMail(connection, { key: `reset:${id}`, kind: 'password-reset', to, subject: 'Set a new password', text })
 */
export async function postMail(connection: Connection, mail: PostedMail): Promise<boolean> {
  return (await postMails(connection, [mail])) === 1;
}

/**
 * Posts some mails, in one statement however many there are.
 * @returns how many of them had not been posted before
 */
export async function postMails(connection: Connection, mails: readonly PostedMail[]): Promise<number> {
  if (mails.length === 0) return 0;
  const { rowCount } = await connection.query(
    `INSERT INTO mail (key, kind, recipient, subject, text, html)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) ON CONFLICT (key) DO NOTHING`,
    [
      mails.map(({ key }) => key),
      mails.map(({ kind }) => kind),
      mails.map(({ to }) => to),
      mails.map(({ subject }) => subject),
      mails.map(({ text }) => text),
      mails.map(({ html }) => html ?? null),
    ],
  );
  return rowCount ?? 0;
}
