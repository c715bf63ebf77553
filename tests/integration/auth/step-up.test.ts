import { describe, expect, vi } from 'vitest';
import { fromEpochMillis } from '@/domain/calendar/instant';
import { isFresh } from '@/server/auth/step-up';
import type { TestBooks } from '../../support/books';
import { browser } from '../../support/browser';
import { PASSWORD, test } from '../../support/doors';

vi.mock('next/headers', () => import('../../support/browser'));

const ADA = { email: 'ada@ships.example', password: PASSWORD };

describe('a proof of who one is', () => {
  test('counts for five minutes', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    const ago = (seconds: number) => ({ freshAt: fromEpochMillis(1_800_000_000_000 - seconds * 1_000) });
    expect([isFresh(ago(0)), isFresh(ago(300)), isFresh(ago(301)), isFresh(ago(-1))]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    vi.useRealTimers();
  });

  test('is asked for again by password, which leads back to where one was', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    await books.sql("UPDATE auth_session SET fresh_at = now() - interval '6 minutes'");
    expect(isFresh(await doors.me())).toBe(false);
    const back = '/account/bank-accounts/new?from=overview';
    expect(await doors.send(doors.security.confirm, { proof: 'a wrong one', back })).toMatchObject({
      fields: { proof: 'This is not your password.' },
    });
    expect(isFresh(await doors.me())).toBe(false);
    expect(await doors.send(doors.security.confirm, { proof: PASSWORD, back })).toEqual({ to: back });
    expect(isFresh(await doors.me())).toBe(true);
  });

  test.for(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', ''])(
    'leads to no other site: %s',
    async (back, { doors }) => {
      await doors.addUser(ADA.email);
      await doors.send(doors.signIn.signIn, ADA);
      expect(await doors.send(doors.security.confirm, { proof: PASSWORD, back })).toEqual({ to: '/finances' });
    },
  );

  test('may be tried ten times in a quarter of an hour', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await doors.send(doors.security.confirm, { proof: 'a wrong one', back: '/' });
    }
    expect(await doors.send(doors.security.confirm, { proof: PASSWORD, back: '/' })).toMatchObject({
      code: 'too-many-attempts',
    });
  });

  test('is not given by the demo’s one click', async ({ doors, books }) => {
    await doors.addUser(ADA.email, { isDemo: true });
    expect(await books.sql('SELECT 1 FROM member WHERE person_key = $1', [ADA.email])).toHaveLength(1);
    expect(await doors.send(doors.signIn.signInAsListed, { person: ADA.email })).toEqual({ to: '/finances' });
    expect(isFresh(await doors.me())).toBe(false);
  });
});

describe('one’s own sessions', () => {
  test('are listed with this browser first, and ended one by one or all but this', async ({ doors }) => {
    await doors.addUser(ADA.email);
    browser.send('user-agent', 'Phone');
    await doors.send(doors.signIn.signIn, ADA);
    const phone = browser.leave();
    browser.send('user-agent', 'Tablet');
    await doors.send(doors.signIn.signIn, ADA);
    browser.leave();
    browser.send('user-agent', 'Desk');
    await doors.send(doors.signIn.signIn, ADA);
    const { listOwnSessions } = await import('@/server/auth/own-sessions');
    const listed = await listOwnSessions(await doors.me());
    expect(listed.map(({ userAgent, isThis }) => [userAgent, isThis])).toEqual([
      ['Desk', true],
      ['Tablet', false],
      ['Phone', false],
    ]);
    expect(listed[0]?.address).toBe('192.0.2.1');
    await doors.send(doors.security.signOutBrowser, { session: listed[2]?.id ?? '' });
    const desk = browser.leave();
    browser.return(phone);
    expect(await doors.actor()).toBeNull();
    browser.return(desk);
    expect(await doors.send(doors.security.signOutOthers)).toEqual({ to: '/account/security' });
    expect(await doors.sessionCount()).toBe(1);
  });

  test('of others cannot be ended', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.addUser('bea@ships.example');
    await doors.send(doors.signIn.signIn, { email: 'bea@ships.example', password: PASSWORD });
    const [{ id } = { id: '' }] = await books.sql<{ id: string }>('SELECT id FROM auth_session');
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.security.signOutBrowser, { session: id })).toMatchObject({ status: 'refused' });
    expect(await doors.sessionCount()).toBe(2);
  });
});

describe('somebody who works for two sellers', () => {
  const alsoForTide = (books: TestBooks) =>
    books.sql(`WITH s AS (INSERT INTO seller (external_id, name) VALUES ('tide', 'Tide') RETURNING id)
      INSERT INTO member (seller_id, no, person_key, user_id, name, email, role)
      SELECT id, 1, 'ada-of-tide', 'usr_${ADA.email}', 'Ada Byron', '${ADA.email}', 'viewer' FROM s`);

  test('sees both, and switches from one to the other', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await alsoForTide(books);
    await doors.send(doors.signIn.signIn, ADA);
    const { listMemberships } = await import('@/server/auth/memberships');
    expect(
      (await listMemberships(await doors.me())).map(({ name, role, isPresent }) => [name, role, isPresent]),
    ).toEqual([
      [ADA.email, 'owner', true],
      ['Tide', 'viewer', false],
    ]);
    expect(await doors.send(doors.security.workFor, { person: 'ada-of-tide' })).toEqual({ to: '/' });
    expect(await doors.me()).toMatchObject({ role: 'viewer', seller: { name: 'Tide' } });
  });

  test('cannot switch to one whom they left, nor to somebody else’s', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.addUser('bea@ships.example');
    await alsoForTide(books);
    await books.sql("UPDATE member SET status = 'removed', removed_at = now() WHERE person_key = 'ada-of-tide'");
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.security.workFor, { person: 'ada-of-tide' })).toMatchObject({ code: 'not-allowed' });
    expect(await doors.send(doors.security.workFor, { person: 'bea@ships.example' })).toMatchObject({
      code: 'not-allowed',
    });
    expect(await doors.me()).toMatchObject({ role: 'owner', seller: { name: ADA.email } });
  });
});
