import { describe, expect, vi } from 'vitest';
import { forgetAttempts, takeAttempt } from '@/server/auth/rate-limit';
import { tidySignIn } from '@/server/commands/tidy-sign-in';
import type { TestBooks } from '../../support/books';
import { browser } from '../../support/browser';
import { type Doors, PASSWORD, test } from '../../support/doors';

vi.mock('next/headers', () => import('../../support/browser'));

const EMAIL = 'ada@ships.example';
const WRONG = { email: EMAIL, password: 'a wrong one' };
const RIGHT = { email: EMAIL, password: PASSWORD };
const WAITS = { status: 'refused', code: 'too-many-attempts' } as const;

/** One wrong password that is sent, and the others as they would have been counted: each takes a tenth of a second to compare. */
async function tryWrongPasswords(doors: Doors, books: TestBooks, count: number): Promise<void> {
  expect(await doors.send(doors.signIn.signIn, WRONG)).not.toMatchObject(WAITS);
  await books.sql('UPDATE auth_rate_limit SET count = $1', [count]);
}

describe('attempts to sign in', () => {
  test('of one account from one network are ten in a quarter of an hour: then the right password waits too', async ({
    doors,
    books,
  }) => {
    await doors.addUser(EMAIL);
    await tryWrongPasswords(doors, books, 9);
    expect(await doors.send(doors.signIn.signIn, WRONG)).not.toMatchObject(WAITS);
    const right = await doors.send(doors.signIn.signIn, RIGHT);
    expect(right).toMatchObject({ ...WAITS, message: expect.stringContaining('15 minutes') });
    expect(await doors.actor()).toBeNull();
  });

  test('of somebody elsewhere lock nobody out: the owner still signs in', async ({ doors, books }) => {
    await doors.addUser(EMAIL);
    browser.send('x-forwarded-for', '198.51.100.1');
    await tryWrongPasswords(doors, books, 10);
    expect(await doors.send(doors.signIn.signIn, WRONG)).toMatchObject(WAITS);
    browser.send('x-forwarded-for', '203.0.113.9');
    expect(await doors.send(doors.signIn.signIn, RIGHT)).toEqual({ to: '/finances' });
  });

  test('of one account from everywhere are a hundred: of 125, 25 wait', async ({ books }) => {
    const attempts = Array.from({ length: 125 }, () =>
      takeAttempt(books.database.pool, 'sign-in account everywhere', EMAIL),
    );
    const waits = (await Promise.all(attempts)).filter((wait) => wait !== null);
    expect(waits).toHaveLength(25);
  });

  test('that are right free the account: 9 wrong, 1 right, 9 wrong, and none waits', async ({ doors, books }) => {
    await doors.addUser(EMAIL);
    await tryWrongPasswords(doors, books, 9);
    expect(await doors.send(doors.signIn.signIn, RIGHT)).toEqual({ to: '/finances' });
    await tryWrongPasswords(doors, books, 9);
    expect(await doors.send(doors.signIn.signIn, RIGHT)).toEqual({ to: '/finances' });
  });

  test('at once cannot pass together: of 25, 10 are looked at and 15 wait', async ({ books }) => {
    const attempts = Array.from({ length: 25 }, () => takeAttempt(books.database.pool, 'sign-in account', EMAIL));
    const waits = (await Promise.all(attempts)).filter((wait) => wait !== null);
    expect(waits).toHaveLength(15);
  });

  test('from one IPv6 line count together, whatever address of its /64 they come from', async ({ doors, books }) => {
    await books.sql('DELETE FROM auth_rate_limit');
    for (let attempt = 1; attempt <= 60; attempt += 1) {
      browser.send('x-forwarded-for', `2001:db8:1:2::${attempt}`);
      await doors.send(doors.signIn.askForReset, { email: 'not an address' });
    }
    expect(await books.sql('SELECT 1 FROM auth_rate_limit')).toHaveLength(0);
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      browser.send('x-forwarded-for', `2001:db8:1:2::${attempt}`);
      const sent = await doors.send(doors.signIn.askForReset, { email: `person${attempt}@ships.example` });
      expect(sent).toMatchObject({ status: 'done' });
    }
    browser.send('x-forwarded-for', '2001:db8:1:2:ffff::1');
    expect(await doors.send(doors.signIn.askForReset, { email: 'more@ships.example' })).toMatchObject(WAITS);
    browser.send('x-forwarded-for', '2001:db8:1:3::1');
    expect(await doors.send(doors.signIn.askForReset, { email: 'more@ships.example' })).toMatchObject({
      status: 'done',
    });
  });
});

describe('counts of attempts', () => {
  test('begin anew when their time is over, or an attempt was right', async ({ books }) => {
    const { pool } = books.database;
    const take = () => takeAttempt(pool, 'used code', 'ada 123456');
    expect([await take(), await take()]).toEqual([null, 3]);
    await books.sql("UPDATE auth_rate_limit SET resets_at = now() - interval '1 second'");
    expect([await take(), await take()]).toEqual([null, 3]);
    await forgetAttempts(pool, 'used code', 'ada 123456');
    expect(await take()).toBeNull();
  });

  test('keep neither addresses nor what was typed in their place', async ({ books }) => {
    await takeAttempt(books.database.pool, 'sign-in account', 'my secret password');
    const rows = await books.sql<{ key: string }>('SELECT key FROM auth_rate_limit');
    expect(rows[0]?.key).toMatch(/^sign-in account [\w-]{43}$/);
  });

  test('are removed when their time is over, with sessions and links that ran out', async ({ books }) => {
    const { pool } = books.database;
    await takeAttempt(pool, 'sign-in account', EMAIL);
    expect(await tidySignIn(pool)).toBe(0);
    await books.sql("UPDATE auth_rate_limit SET resets_at = now() - interval '1 second'");
    await books.sql(
      `INSERT INTO auth_verification (id, identifier, value, expires_at, created_at, updated_at)
       VALUES ('1', 'x', 'y', now() - interval '1 second', now(), now())`,
    );
    expect(await tidySignIn(pool)).toBe(2);
  });

  test('go with the answers of forms of more than a day ago; one of an hour ago stays', async ({ books }) => {
    await books.sql(
      `INSERT INTO action_key (person_key, key, fingerprint, begun_at)
       VALUES ('ada', 'old', 'f', now() - interval '25 hours'), ('ada', 'new', 'f', now() - interval '1 hour')`,
    );
    expect(await tidySignIn(books.database.pool)).toBe(1);
    expect(await books.sql('SELECT key FROM action_key')).toEqual([{ key: 'new' }]);
  });
});
