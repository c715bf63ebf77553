import 'server-only';
import type { Database } from '../../db/database';
import type { MailGateway } from '../../gateways/mail';

/** How many mails one sweep takes, and has on their way, at a time. */
const BATCH = 10;

/** Minutes until the next attempt, after the first, the second, ...; after the last one the mail counts as failed. */
const BACK_OFF_MINUTES = [1, 5, 30, 120, 720] as const;

/** A mail that is being sent counts as lost, and is sent again, after this. */
const CLAIM_MINUTES = 5;

interface QueuedMail {
  readonly id: number;
  readonly key: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly attempts: number;
}

/** What the sweep goes by. */
interface SendMailsOptions {
  /** Whether the text is kept after sending, for the demo's mailbox page. */
  readonly keepsText: boolean;
}

/**
 * Sends the mails that are due. Each is taken first, by one sweep only, then sent outside of any transaction, then recorded. A worker that
 * dies in between sends it again after five minutes, under the same Message-ID, by which mail programs know it for the same mail.
 * @param gateway null where no mail server is named: mails then wait, and the demo's mailbox page shows them
 * @returns how many were sent
 */
export async function sendMails(
  database: Database,
  gateway: MailGateway | null,
  { keepsText }: SendMailsOptions,
): Promise<number> {
  if (gateway === null) return 0;
  let sent = 0;
  for (;;) {
    const mails = await claim(database);
    const outcomes = await Promise.all(mails.map((mail) => sendOne(database, gateway, mail, keepsText)));
    sent += outcomes.filter(Boolean).length;
    if (mails.length < BATCH) return sent;
  }
}

async function claim({ pool }: Database): Promise<readonly QueuedMail[]> {
  const { rows } = await pool.query<QueuedMail>(
    `UPDATE mail SET attempts = attempts + 1, try_at = now() + make_interval(mins => $2)
      WHERE id IN (SELECT id FROM mail WHERE status = 'queued' AND try_at <= now()
                    ORDER BY try_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING id, key, recipient, subject, text, html, attempts`,
    [BATCH, CLAIM_MINUTES],
  );
  return rows;
}

async function sendOne(
  { pool }: Database,
  gateway: MailGateway,
  { id, key, recipient, subject, text, html, attempts }: QueuedMail,
  keepsText: boolean,
): Promise<boolean> {
  try {
    await gateway.send({ key, to: recipient, subject, text, html });
  } catch (error) {
    const minutes = BACK_OFF_MINUTES[attempts - 1];
    await pool.query(
      `UPDATE mail SET last_error = $2, status = CASE WHEN $3::integer IS NULL THEN 'failed' ELSE 'queued' END,
              text = CASE WHEN $3::integer IS NOT NULL OR $4 THEN text END,
              try_at = now() + make_interval(mins => coalesce($3::integer, 0)) WHERE id = $1`,
      [id, error instanceof Error ? error.message : String(error), minutes ?? null, keepsText],
    );
    return false;
  }
  await pool.query(
    `UPDATE mail SET status = 'sent', sent_at = now(), last_error = NULL, text = CASE WHEN $2 THEN text END, html = CASE WHEN $2 THEN html END
      WHERE id = $1`,
    [id, keepsText],
  );
  return true;
}
