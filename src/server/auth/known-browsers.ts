import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { browserText } from '@/contracts/browser';
import { wallTime } from '@/domain/calendar/instant';
import { machineTime, readClock } from '../clock';
import { postNotice } from '../commands/notices/post-notice';
import { inTransaction } from '../db/database';
import { systemDatabase } from '../db/site';
import { env } from '../env';
import { requestAddress, requestHeaders } from './request';
import { mailNewSignIn } from './security-mails';

const COOKIE = 'ek_browser';
const YEAR_SECONDS = 31_536_000;

/** A session that has just begun. */
export interface NewSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly personKey: string;
}

/** What names this browser, made at its first sign-in; it opens nothing. */
async function browserToken(): Promise<string> {
  const jar = await cookies();
  const known = jar.get(COOKIE)?.value;
  const token = known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url');
  const secure = env().appOrigin.startsWith('https:');
  jar.set(COOKIE, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: YEAR_SECONDS });
  return token;
}

/**
 * Remembers the browser of a sign-in, and tells the person where it was not theirs before. The first browser of all is no news: they have
 * just chosen their password with it. Actions only.
 */
export async function tellOfNewBrowser({ sessionId, userId, personKey }: NewSession): Promise<void> {
  const token = createHash('sha256')
    .update(await browserToken())
    .digest();
  const browser = browserText((await requestHeaders()).get('user-agent') ?? '');
  const address = await requestAddress();
  const database = systemDatabase();
  const at = await readClock(database.pool, env().mode === 'demo');
  await inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ is_new: boolean }>(
      `WITH before AS (SELECT count(*) AS known FROM known_browser WHERE user_id = $1),
            kept AS (INSERT INTO known_browser (user_id, token_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1)
       SELECT known > 0 AND EXISTS (SELECT FROM kept) AS is_new FROM before`,
      [userId, token],
    );
    if (rows[0]?.is_new !== true) return;
    const { rows: found } = await connection.query<{
      seller_id: number | null;
      no: number;
      name: string;
      email: string;
    }>(
      `SELECT seller_id, no, name, email FROM member WHERE person_key = $1
       UNION ALL SELECT NULL, 0, name, email FROM ops_member WHERE person_key = $1`,
      [personKey],
    );
    const [person] = found;
    if (person === undefined) return;
    if (person.seller_id === null) return mailNewSignIn(connection, person, { browser, address });
    await postNotice(connection, {
      key: `sign-in:${sessionId}`,
      kind: 'new-sign-in',
      sellerId: person.seller_id,
      shopId: null,
      memberNo: person.no,
      at,
      detail: { browser, address: address === '' ? null : address, when: wallTime(machineTime(), 'UTC') },
    });
  });
}
