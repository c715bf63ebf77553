import 'server-only';
import { MAILS_A_PAGE, type MailboxDto, type MailboxSearch, type MailDto } from '@/contracts/mailbox';
import type { Connection } from '../db/database';

const COLUMNS = `id, recipient AS "to", subject, coalesce(text, '') AS text, status, created_at AS "postedAt"`;

/** What was posted, newest first: the demo's mailbox. Never for production, where mails open doors. */
export async function readMailbox(connection: Connection, search: MailboxSearch): Promise<MailboxDto> {
  const { rows } = await connection.query<MailDto>(
    `SELECT ${COLUMNS} FROM mail
      WHERE ($1::integer IS NULL OR id < $1) AND ($2::text IS NULL OR starts_with(recipient, $2))
      ORDER BY id DESC LIMIT $3`,
    [search.before ?? null, search.to || null, MAILS_A_PAGE + 1],
  );
  const mails = rows.slice(0, MAILS_A_PAGE);
  return {
    mails,
    opened: search.mail === undefined ? null : await findMail(connection, search.mail),
    hasOlder: rows.length > MAILS_A_PAGE,
  };
}

async function findMail(connection: Connection, id: number): Promise<MailDto | null> {
  const { rows } = await connection.query<MailDto>(`SELECT ${COLUMNS} FROM mail WHERE id = $1`, [id]);
  return rows[0] ?? null;
}
