import { randomBytes } from 'node:crypto';
import { describe, expect, vi } from 'vitest';
import { postNotices } from '@/server/commands/notices/post-notice';
import { newSecret, sealSecret } from '@/server/commands/webhooks/endpoint-secret';
import { createAccountVault } from '@/server/gateways/account-vault';
import { type TestBooks, test } from '../../support/books';
import { startMailServer } from '../../support/mail-server';
import { openIvy } from '../../support/notices';
import { startReceiver } from '../../support/webhook-receiver';
import { startProcess, type WorkerProcess } from '../../support/worker-process';

const EVENTS = 1000;
const KILLS = 10;
const ENDPOINT = `whk_${'0'.repeat(26)}`;
const PATIENCE = { timeout: 90_000, interval: 50 };

interface Effects {
  readonly inbox: number;
  readonly mails: number;
  readonly sent: number;
  readonly delivered: number;
}

/** What has been brought to somebody so far. */
async function effectsOf(books: TestBooks): Promise<Effects> {
  const [row] = await books.sql<Effects>(
    `SELECT (SELECT count(*)::integer FROM inbox_item) AS inbox, (SELECT count(*)::integer FROM mail) AS mails,
            (SELECT count(*)::integer FROM mail WHERE status = 'sent') AS sent,
            (SELECT count(*)::integer FROM webhook_delivery WHERE status = 'delivered') AS delivered`,
  );
  return row ?? { inbox: 0, mails: 0, sent: 0, delivered: 0 };
}

const sum = ({ inbox, sent, delivered }: Effects): number => inbox + sent + delivered;

/** Five minutes later: what a dead worker had taken is due again. */
async function fiveMinutesLater(books: TestBooks): Promise<void> {
  await books.sql("UPDATE mail SET try_at = now() WHERE status = 'queued'");
  await books.sql("UPDATE webhook_delivery SET try_at = now() WHERE status = 'queued'");
}

async function kill(worker: WorkerProcess): Promise<void> {
  worker.child.kill('SIGKILL');
  await worker.ended;
}

describe('1,000 events while the worker is killed ten times', { timeout: 600_000 }, () => {
  test('reach the inbox, the mail and the webhook: each once, none lost', async ({ books }) => {
    const key = randomBytes(32);
    const vault = createAccountVault([{ id: 'test', secret: key }]);
    const [ivy, mail, receiver] = await Promise.all([openIvy(books), startMailServer(), startReceiver()]);
    const environment = { SMTP_URL: mail.url, EVENKEEL_ACCOUNT_KEYS: `test:${key.toString('base64')}` };
    let worker: WorkerProcess | undefined;
    try {
      await ivy.joins(1, 'owner');
      const sealed = sealSecret(newSecret(), { sellerId: ivy.sellerId, endpoint: ENDPOINT }, vault);
      await books.sql(
        `INSERT INTO webhook_endpoint (seller_id, id, url, sealed_secret, created_by) VALUES ($1, $2, $3, $4, 'x')`,
        [ivy.sellerId, ENDPOINT, receiver.url, sealed],
      );
      const posted = Array.from({ length: EVENTS }, (_, index) => ivy.paid({ key: `payout:${index}` }));
      for (let first = 0; first < EVENTS; first += 50)
        await postNotices(books.database.pool, posted.slice(first, first + 50));

      let kills = 0;
      for (; kills < KILLS; kills += 1) {
        const before = sum(await effectsOf(books));
        worker = startProcess(books, environment);
        // In the middle of its work: something is done, and not all of it.
        await vi.waitFor(async () => expect(sum(await effectsOf(books))).toBeGreaterThan(before), PATIENCE);
        await kill(worker);
        await fiveMinutesLater(books);
      }
      expect(kills).toBe(KILLS);
      expect(sum(await effectsOf(books)), 'there was work left for the last worker').toBeLessThan(3 * EVENTS);
      worker = startProcess(books, environment);
      await vi.waitFor(
        async () =>
          expect(await effectsOf(books)).toEqual({ inbox: EVENTS, mails: EVENTS, sent: EVENTS, delivered: EVENTS }),
        { timeout: 180_000, interval: 500 },
      );
      const messages = new Set(mail.received.map((one) => /^Message-ID: (.*)$/im.exec(one)?.[1]));
      expect(messages.size, 'different mails').toBe(EVENTS);
      expect(new Set(receiver.received.map(({ id }) => id)).size, 'different events').toBe(EVENTS);
    } finally {
      if (worker !== undefined) await kill(worker);
      await Promise.all([mail.stop(), receiver.stop()]);
    }
  });
});
