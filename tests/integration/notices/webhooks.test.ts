import { describe, expect } from 'vitest';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { postNotice } from '@/server/commands/notices/post-notice';
import { addEndpoint } from '@/server/commands/webhooks/add-endpoint';
import {
  changeEndpointStatus,
  replayDelivery,
  rotateSecret,
  sendTestEvent,
} from '@/server/commands/webhooks/change-endpoint';
import { sendWebhooks } from '@/server/commands/webhooks/send-webhooks';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { createWebhookGateway } from '@/server/gateways/webhook';
import { readEndpoint } from '@/server/queries/webhooks';
import { test as base } from '../../support/books';
import { openIvy, type ToldIvy } from '../../support/notices';
import { MORNING } from '../../support/owing';
import { answers, isSigned, keepsSilent, startReceiver, type WebhookReceiver } from '../../support/webhook-receiver';

const TIMEOUT_MS = 300;

interface Hooked extends ToldIvy {
  readonly receiver: WebhookReceiver;
  readonly endpoint: string;
  readonly secret: string;
  /** Posts "53.58 was paid out", and brings it to the endpoint's queue. */
  readonly tell: (key?: string) => Promise<void>;
  /** One sweep. */
  readonly send: (reachesPrivate?: boolean) => Promise<number>;
  /** "payout-paid queued, 1: Answered 500." */
  readonly log: () => Promise<readonly string[]>;
  /** Every wait is over; for a minute, since a machine's clock may be set back between two statements. */
  readonly later: () => Promise<unknown>;
}

const test = base.extend<{ readonly ivy: Hooked }>({
  ivy: async ({ books }, use) => {
    const ivy = await openIvy(books);
    const { database } = books;
    const { sellerId } = ivy;
    const receiver = await startReceiver();
    await ivy.joins(1, 'owner');
    const added = await addEndpoint(database, {
      sellerId,
      url: receiver.url,
      kinds: [],
      createdBy: 'x',
      allowsPrivate: true,
    });
    if (!added.ok) throw new Error(added.refusal.reason);
    const { endpoint, secret } = added.value;
    await use({
      ...ivy,
      receiver,
      endpoint,
      secret,
      tell: async (key = 'payout:1:paid') => {
        await postNotice(database.pool, ivy.paid({ key }));
        await deliverNotices(database);
      },
      send: (reachesPrivate = true) =>
        sendWebhooks(database, {
          gateway: createWebhookGateway({ reachesPrivate, timeoutMs: TIMEOUT_MS }),
          vault: siteAccountVault(),
          now: async () => MORNING,
        }),
      log: async () => {
        const page = await readEndpoint(database.pool, sellerId, endpoint, {});
        return (page?.deliveries ?? []).map(
          ({ kind, status, attempts, lastProblem }) => `${kind} ${status}, ${attempts}: ${lastProblem ?? 'fine'}`,
        );
      },
      later: () => books.sql("UPDATE webhook_delivery SET try_at = now() - interval '1 minute'"),
    });
    await receiver.stop();
  },
});

const seconds = () => Math.floor(Date.now() / 1000);

describe('a webhook', () => {
  test('brings a payout of 53.58, signed, once: two sweeps, one request', async ({ ivy }) => {
    await ivy.tell();
    expect([await ivy.send(), await ivy.send()]).toEqual([1, 0]);
    expect(ivy.receiver.received).toHaveLength(1);
    const [event] = ivy.receiver.received;
    expect(event && isSigned(event, ivy.secret, seconds())).toBe(true);
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      id: event?.id,
      type: 'payout-paid',
      shop: 'ivy',
      data: { payout: 1, amount: '53.58' },
      message: { title: '53.58 USD was paid out' },
    });
  });

  test('a body that was changed, another secret and a time of six minutes ago do not verify', async ({ ivy }) => {
    await ivy.tell();
    await ivy.send();
    const [event] = ivy.receiver.received;
    if (event === undefined) throw new Error('nothing came');
    expect(isSigned({ ...event, body: event.body.replace('53.58', '99.99') }, ivy.secret, seconds())).toBe(false);
    expect(isSigned(event, 'whsec_other', seconds())).toBe(false);
    expect(isSigned(event, ivy.secret, seconds() + 360)).toBe(false);
  });

  test('answered 500, then 200: tried again after a minute, under the same id', async ({ ivy }) => {
    ivy.receiver.behaves(answers(500), answers(200));
    await ivy.tell();
    expect(await ivy.send()).toBe(0);
    expect(await ivy.log()).toEqual(['payout-paid queued, 1: Answered 500.']);
    expect(await ivy.send()).toBe(0);
    await ivy.later();
    expect(await ivy.send()).toBe(1);
    expect(new Set(ivy.receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(await ivy.log()).toEqual(['payout-paid delivered, 2: fine']);
  });

  test('no answer in time counts as none; what came is sent again', async ({ ivy }) => {
    ivy.receiver.behaves(keepsSilent, answers(200));
    await ivy.tell();
    await ivy.send();
    expect(await ivy.log()).toEqual(['payout-paid queued, 1: No answer in time.']);
    await ivy.later();
    expect(await ivy.send()).toBe(1);
    expect(ivy.receiver.received).toHaveLength(2);
  });

  test('an answer that comes late is too late: the event is sent again under the id by which it is known', async ({
    ivy,
  }) => {
    ivy.receiver.behaves(
      (response) => void setTimeout(() => response.writeHead(200).end(), TIMEOUT_MS * 2),
      answers(200),
    );
    await ivy.tell();
    await ivy.send();
    await ivy.later();
    expect(await ivy.send()).toBe(1);
    expect(ivy.receiver.received.map(({ id }) => id)).toEqual([
      ivy.receiver.received[0]?.id,
      ivy.receiver.received[0]?.id,
    ]);
  });

  test('a redirect is not followed', async ({ ivy }) => {
    ivy.receiver.behaves(answers(302, { location: `${ivy.receiver.url}/elsewhere` }));
    await ivy.tell();
    await ivy.send();
    expect(ivy.receiver.received).toHaveLength(1);
    expect(await ivy.log()).toEqual(['payout-paid queued, 1: Answered 302, a redirect: those are not followed.']);
  });

  test('nothing listens: it waits, and nobody else does', async ({ ivy }) => {
    await ivy.receiver.stop();
    await ivy.tell();
    await ivy.send();
    expect(await ivy.log()).toEqual(['payout-paid queued, 1: Nothing listens at that address.']);
  });

  test('after 10 attempts it is given up; sent again by hand it arrives, as the same event', async ({ books, ivy }) => {
    ivy.receiver.behaves(answers(503));
    await ivy.tell();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await ivy.later();
      await ivy.send();
    }
    expect(await ivy.log()).toEqual(['payout-paid failed, 10: Answered 503.']);
    ivy.receiver.behaves(answers(200));
    const [row] = await books.sql<{ id: string }>('SELECT id::text FROM webhook_delivery');
    const { sellerId, endpoint } = ivy;
    await replayDelivery(books.database, { sellerId, endpoint, delivery: row?.id ?? '' });
    expect(await ivy.send()).toBe(1);
    expect(new Set(ivy.receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  test('nothing got through for 3 days: it is switched off, and the owner is told', async ({ books, ivy }) => {
    ivy.receiver.behaves(answers(503));
    await ivy.tell();
    await ivy.send();
    await books.sql("UPDATE webhook_endpoint SET failing_since = now() - interval '4 days'");
    await books.sql('UPDATE webhook_delivery SET attempts = 9');
    await ivy.later();
    await ivy.send();
    expect(await books.sql('SELECT status FROM webhook_endpoint')).toEqual([{ status: 'disabled' }]);
    await deliverNotices(books.database);
    expect((await ivy.mails()).at(-1)).toBe('owner1@ivy.example: A webhook was switched off');
  });

  test('while a secret changes both sign; a day later only the new one', async ({ books, ivy }) => {
    const { sellerId, endpoint } = ivy;
    const rotated = await rotateSecret(books.database.pool, { sellerId, endpoint });
    const next = rotated.ok ? rotated.value.secret : '';
    await ivy.tell('first');
    await ivy.send();
    await books.sql("UPDATE webhook_endpoint SET old_secret_until = now() - interval '1 second'");
    await ivy.tell('second');
    await ivy.send();
    const verified = ivy.receiver.received.map((event) =>
      [ivy.secret, next].map((one) => isSigned(event, one, seconds())),
    );
    expect(verified).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  test('a secret is stored so that nobody reads it', async ({ books, ivy }) => {
    const rows = await books.sql<{ row: string }>('SELECT e::text AS row FROM webhook_endpoint e');
    expect(JSON.stringify(rows)).not.toContain(ivy.secret);
  });

  test('switched off it is told nothing; a test event needs it on', async ({ books, ivy }) => {
    const { sellerId, endpoint } = ivy;
    await changeEndpointStatus(books.database, { sellerId, endpoint, status: 'disabled' });
    await ivy.tell();
    expect(await sendTestEvent(books.database, { sellerId, endpoint })).toMatchObject({ ok: false });
    expect(await ivy.log()).toEqual([]);
  });

  test('outside the demo this machine is not reached, whatever the row says', async ({ ivy }) => {
    await ivy.tell();
    expect(await ivy.send(false)).toBe(0);
    expect(ivy.receiver.received).toHaveLength(0);
    expect(await ivy.log()).toEqual([
      'payout-paid queued, 1: The address belongs to a private network, which is not reached.',
    ]);
  });

  test('40 events and two sweeps at once: 40 requests', async ({ ivy }) => {
    for (let index = 0; index < 40; index += 1) await ivy.tell(`payout:${index}`);
    const sent = await Promise.all([ivy.send(), ivy.send()]);
    expect(sent[0] + sent[1]).toBe(40);
    expect(ivy.receiver.received).toHaveLength(40);
  });
});

describe('the address of a webhook', () => {
  for (const [url, reason] of [
    ['ftp://example.com', 'must begin with https://'],
    ['http://example.com', 'must begin with https://'],
    ['https://user:word@example.com', 'Leave name and password out'],
    ['https://127.0.0.1/', 'private network'],
    ['https://localhost:5432/', 'private network'],
    ['https://169.254.169.254/latest/meta-data', 'private network'],
    ['https://[::1]/', 'private network'],
    ['https://[::ffff:10.0.0.1]/', 'private network'],
    ['https://0x7f.1/', 'private network'],
    ['https://database/', 'private network'],
    ['not an address', 'This is no address'],
  ] as const) {
    test(`${url} is refused outside the demo: ${reason}`, async ({ books, ivy }) => {
      const asked = { sellerId: ivy.sellerId, url, kinds: [], createdBy: 'x', allowsPrivate: false };
      const added = await addEndpoint(books.database, asked);
      expect(added.ok ? 'added' : added.refusal.reason).toContain(reason);
      expect(await books.sql('SELECT FROM webhook_endpoint')).toHaveLength(1);
    });
  }
});
