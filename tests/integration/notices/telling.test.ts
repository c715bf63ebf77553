import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { sendMails } from '@/server/commands/mail/send-mails';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { markRead } from '@/server/commands/notices/mark-read';
import { postNotice } from '@/server/commands/notices/post-notice';
import { savePreferences } from '@/server/commands/notices/save-preferences';
import { createSmtpGateway } from '@/server/gateways/mail';
import { countUnread, findInboxItem, readInbox, readPreferences } from '@/server/queries/inbox';
import { test as base } from '../../support/books';
import { startMailServer } from '../../support/mail-server';
import { openIvy, type ToldIvy } from '../../support/notices';

const test = base.extend<{ readonly ivy: ToldIvy }>({
  ivy: async ({ books }, use) => {
    const ivy = await openIvy(books);
    await ivy.joins(1, 'owner');
    await use(ivy);
  },
});

const owner = ({ sellerId }: ToldIvy) =>
  ({ role: 'owner', person: { key: 'ivy-owner' }, seller: { id: sellerId } }) as const;

/** "33.82 owed", which must be told. */
const owed = ({ sellerId, shopId }: ToldIvy, key = 'owed') =>
  ({
    key,
    kind: 'balance-negative',
    sellerId,
    shopId,
    at: instant('2026-03-13T10:00:00Z'),
    detail: { owed: '33.82', limitDays: 10, limitAmount: '100.00' },
  }) as const;

describe('a notice by mail', () => {
  test('is received with headers, a text part, an HTML part and links into the site', async ({ books, ivy }) => {
    const server = await startMailServer();
    await postNotice(books.database.pool, owed(ivy));
    await deliverNotices(books.database);
    await sendMails(books.database, createSmtpGateway(server.url, 'Evenkeel <finance@example.com>'), {
      keepsText: true,
    });
    await server.stop();
    expect(server.received).toHaveLength(1);
    const whole = (server.received[0] ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(whole).toMatch(/^Subject: Your balance is below zero: you owe 33\.82 USD\r$/m);
    expect(whole).toMatch(/^To: owner1@ivy\.example\r$/m);
    expect(whole).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.com>\r$/m);
    expect(whole).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(whole).toContain('Content-Type: text/plain; charset=utf-8');
    expect(whole).toContain('Pay off the negative balance: http://localhost:3000/inbox/1/open');
    expect(whole).toContain('Content-Type: text/html; charset=utf-8');
    expect(whole).toContain('<a href="http://localhost:3000/inbox/1/open"');
  });

  test('markup in a name stays text', async ({ books, ivy }) => {
    await books.sql(`UPDATE shop SET name = '<b>Ivy</b>'`);
    await postNotice(books.database.pool, owed(ivy));
    await deliverNotices(books.database);
    const [mail] = await books.sql<{ html: string }>('SELECT html FROM mail');
    expect(mail?.html).toContain('&lt;b&gt;Ivy&lt;/b&gt; ended the day owing 33.82 USD.');
  });
});

describe('what a member wants', () => {
  test('mail about paid payouts switched off: the inbox has it, the mail does not', async ({ books, ivy }) => {
    const { pool } = books.database;
    const wanted = [{ kind: 'payout-paid', channel: 'mail', isOn: false }] as const;
    await savePreferences(pool, { personKey: 'ivy-owner', sellerId: ivy.sellerId, wanted });
    await postNotice(pool, ivy.paid());
    await deliverNotices(books.database);
    expect([await ivy.inboxes(), await ivy.mails()]).toEqual([['owner: payout-paid'], []]);
  });

  test('mail about released reserve switched on: it comes', async ({ books, ivy }) => {
    const { pool } = books.database;
    const wanted = [{ kind: 'reserve-released', channel: 'mail', isOn: true }] as const;
    await savePreferences(pool, { personKey: 'ivy-owner', sellerId: ivy.sellerId, wanted });
    const detail = { amount: '2.82', orders: 1, statement: 7 };
    await postNotice(pool, { ...ivy.paid(), kind: 'reserve-released', detail });
    await deliverNotices(books.database);
    expect(await ivy.mails()).toEqual(['owner1@ivy.example: 2.82 USD was released from your reserve']);
  });

  test('that something is owed cannot be switched off, whatever is sent', async ({ books, ivy }) => {
    const { pool } = books.database;
    const wanted = (['inbox', 'mail'] as const).map((channel) => ({
      kind: 'balance-negative' as const,
      channel,
      isOn: false,
    }));
    await savePreferences(pool, { personKey: 'ivy-owner', sellerId: ivy.sellerId, wanted });
    await postNotice(pool, owed(ivy));
    await deliverNotices(books.database);
    expect([(await ivy.inboxes()).length, (await ivy.mails()).length]).toEqual([1, 1]);
    const kinds = await readPreferences(pool, owner(ivy));
    expect(kinds.find(({ kind }) => kind === 'balance-negative')?.channels).toEqual({ inbox: true, mail: true });
  });

  test('support is offered no kind that is about money', async ({ books, ivy }) => {
    await ivy.joins(2, 'support');
    const reader = { role: 'support', person: { key: 'ivy-support' }, seller: { id: ivy.sellerId } } as const;
    const kinds = await readPreferences(books.database.pool, reader);
    expect(kinds.map(({ kind }) => kind)).not.toContain('payout-paid');
    expect(kinds.map(({ kind }) => kind)).toContain('activity-changed');
  });
});

describe('the inbox', () => {
  test('3 told, 1 read: 2 unread; all read: none', async ({ books, ivy }) => {
    const { pool } = books.database;
    for (const key of ['a', 'b', 'c']) await postNotice(pool, ivy.paid({ key }));
    await deliverNotices(books.database);
    const { items } = await readInbox(pool, owner(ivy), {});
    const mine = { personKey: 'ivy-owner', sellerId: ivy.sellerId };
    await markRead(pool, { ...mine, notice: items[0]?.id ?? null });
    expect(await countUnread(pool, owner(ivy))).toBe(2);
    expect((await readInbox(pool, owner(ivy), { show: 'unread' })).items).toHaveLength(2);
    expect(await markRead(pool, { ...mine, notice: null })).toBe(2);
    expect(await countUnread(pool, owner(ivy))).toBe(0);
  });

  test('25 told: 20 on the first page, 5 on the next', async ({ books, ivy }) => {
    const { pool } = books.database;
    for (let index = 0; index < 25; index += 1) await postNotice(pool, ivy.paid({ key: `p${index}` }));
    await deliverNotices(books.database);
    const first = await readInbox(pool, owner(ivy), {});
    expect(first.items).toHaveLength(20);
    expect((await readInbox(pool, owner(ivy), { before: first.older ?? '' })).items).toHaveLength(5);
  });

  test('by what it is about: 1 of 2 is about what is owed', async ({ books, ivy }) => {
    const { pool } = books.database;
    await postNotice(pool, ivy.paid());
    await postNotice(pool, owed(ivy));
    await deliverNotices(books.database);
    expect((await readInbox(pool, owner(ivy), { group: 'balance' })).items.map(({ kind }) => kind)).toEqual([
      'balance-negative',
    ]);
  });

  test('a member who becomes support no longer reads of money there', async ({ books, ivy }) => {
    const { pool } = books.database;
    await postNotice(pool, ivy.paid());
    await deliverNotices(books.database);
    const demoted = { ...owner(ivy), role: 'support' } as const;
    const { items, unreadCount } = await readInbox(pool, demoted, {});
    expect([items.length, unreadCount]).toEqual([0, 0]);
  });

  test('nobody opens what another member was told', async ({ books, ivy }) => {
    const { pool } = books.database;
    await ivy.joins(2, 'finance');
    await postNotice(pool, ivy.paid({ memberNo: 2 }));
    await deliverNotices(books.database);
    expect(await findInboxItem(pool, owner(ivy), '1')).toBeNull();
  });
});
