import { describe, expect } from 'vitest';
import { postMail } from '@/server/commands/mail/post-mail';
import { sendMails } from '@/server/commands/mail/send-mails';
import { inTransaction } from '@/server/db/database';
import { createSmtpGateway } from '@/server/gateways/mail';
import { readMailbox } from '@/server/queries/mailbox';
import { test as base, type TestBooks } from '../../support/books';
import { type MailServer, startMailServer } from '../../support/mail-server';

const test = base.extend<{ server: MailServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: the pattern is how Vitest is told that this fixture needs none
  server: async ({}, use) => {
    const server = await startMailServer();
    await use(server);
    await server.stop();
  },
});

const MAIL = {
  key: 'reset:1',
  kind: 'password-reset',
  to: 'ivy@ivy.example',
  subject: 'Set a new password',
  text: 'Hello Ivy,\n\nset it here: https://finance.example.com/reset-password?token=a&b=1\n\nWas it <not> you?',
} as const;

const FROM = 'Evenkeel <finance@example.com>';

const send = (books: TestBooks, server: MailServer, keepsText = true) =>
  sendMails(books.database, createSmtpGateway(server.url, FROM), { keepsText });

/** For a minute, since a machine's clock may be set back between two statements. */
const due = (books: TestBooks) => books.sql("UPDATE mail SET try_at = now() - interval '1 minute'");

const rows = (books: TestBooks) =>
  books.sql<{ status: string; attempts: number; text: string | null; last_error: string | null }>(
    'SELECT status, attempts, text, last_error FROM mail ORDER BY id',
  );

describe('mail', () => {
  test('what was posted is received once: two sweeps, 1 mail', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    expect([await send(books, server), await send(books, server)]).toEqual([1, 0]);
    expect(server.received).toHaveLength(1);
  });

  test('says who it is from and to, and its subject', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    await send(books, server);
    expect(server.received[0]).toMatch(/^From: Evenkeel <finance@example.com>\r$/m);
    expect(server.received[0]).toMatch(/^To: ivy@ivy.example\r$/m);
    expect(server.received[0]).toMatch(/^Subject: Set a new password\r$/m);
  });

  test('has a text part and an HTML part, in which markup is text and an address is a link', async ({
    books,
    server,
  }) => {
    await postMail(books.database.pool, MAIL);
    await send(books, server);
    const whole = server.received[0]?.replace(/=\r\n/g, '').replace(/=3D/g, '=') ?? '';
    expect(whole).toContain('Content-Type: text/plain; charset=utf-8');
    expect(whole).toContain('Was it <not> you?\r\n');
    expect(whole).toContain('<a href="https://finance.example.com/reset-password?token=a&amp;b=1">');
    expect(whole).toContain('Was it &lt;not&gt; you?</p>');
  });

  test('is not written where the transaction that tells it fails', async ({ books, server }) => {
    const failing = inTransaction(books.database, async (connection) => {
      await postMail(connection, MAIL);
      throw new Error('the payout did not fail after all');
    });
    await expect(failing).rejects.toThrow();
    expect(await send(books, server)).toBe(0);
  });

  test('posted twice under one key stays 1 mail', async ({ books }) => {
    const { pool } = books.database;
    expect([await postMail(pool, MAIL), await postMail(pool, { ...MAIL, subject: 'Again' })]).toEqual([true, false]);
  });

  test('refused once by the server is tried again: 2 attempts, 1 mail received', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    server.refuse(1);
    await send(books, server);
    expect((await rows(books))[0]).toMatchObject({ status: 'queued', attempts: 1 });
    await due(books);
    expect(await send(books, server)).toBe(1);
    expect((await rows(books))[0]).toMatchObject({ status: 'sent', attempts: 2, last_error: null });
  });

  test('refused 6 times counts as failed and says why', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    server.refuse(6);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await due(books);
      await send(books, server);
    }
    const [row] = await rows(books);
    expect(row).toMatchObject({ status: 'failed', attempts: 6 });
    expect(row?.last_error).toContain('mailbox busy');
  });

  test('a server that does not answer loses no mail', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    await server.stop();
    expect(await send(books, server)).toBe(0);
    expect((await rows(books))[0]).toMatchObject({ status: 'queued', attempts: 1 });
  });

  test('outside the demo its text is erased once it is sent: links in it open doors', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    await send(books, server, false);
    expect((await rows(books))[0]).toMatchObject({ status: 'sent', text: null });
  });

  test('outside the demo its text is erased once it counts as failed', async ({ books, server }) => {
    await postMail(books.database.pool, MAIL);
    server.refuse(6);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await due(books);
      await send(books, server, false);
    }
    expect((await rows(books))[0]).toMatchObject({ status: 'failed', text: null });
  });

  test('two workers at once send 30 mails 30 times, not 60', async ({ books, server }) => {
    const posted = Array.from({ length: 30 }, (_, index) =>
      postMail(books.database.pool, { ...MAIL, key: `reset:${index}` }),
    );
    await Promise.all(posted);
    const sent = await Promise.all([send(books, server), send(books, server)]);
    expect(sent[0] + sent[1]).toBe(30);
    expect(server.received).toHaveLength(30);
  });

  test('a subject of two lines is refused: the second would be a header', async ({ books }) => {
    const posted = postMail(books.database.pool, { ...MAIL, subject: 'Hello\nBcc: all@example.com' });
    await expect(posted).rejects.toThrow(/mail_subject_check/);
  });

  test('an address with a comma stays one recipient', async ({ books, server }) => {
    await postMail(books.database.pool, { ...MAIL, to: 'ivy@ivy.example,eve@eve.example' });
    await send(books, server);
    expect(server.received.join('')).not.toMatch(/^To: ivy@ivy.example, eve/m);
  });

  test('the demo’s mailbox shows the newest first, and only those of an address when asked', async ({ books }) => {
    const { pool } = books.database;
    await postMail(pool, MAIL);
    await postMail(pool, { ...MAIL, key: 'reset:2', to: 'rook@rook.example', subject: 'Second' });
    expect((await readMailbox(pool, {})).mails.map(({ subject }) => subject)).toEqual(['Second', MAIL.subject]);
    expect((await readMailbox(pool, { to: 'ivy' })).mails.map(({ to }) => to)).toEqual([MAIL.to]);
  });
});
