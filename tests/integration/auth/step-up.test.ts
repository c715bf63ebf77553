import { describe, expect, vi } from 'vitest';
import { fromEpochMillis, instant, toEpochMillis } from '@/domain/calendar/instant';
import { minor } from '@/domain/money/money';
import { isFresh, needsProof } from '@/server/auth/step-up';
import type { TestBooks } from '../../support/books';
import { browser } from '../../support/browser';
import { PASSWORD, test } from '../../support/doors';
import { billOf, chargeUnanswered, ivyOwes } from '../../support/owing';

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

describe('a payment', () => {
  test('asks for a proof above 1000.00 within a day: 87.40 are being charged, so 912.60 goes without and 912.61 does not', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    await chargeUnanswered(books, await billOf(books, shopId, null));
    const asks = (amount: bigint, now: string) =>
      needsProof(books.database.pool, { shopIds: [shopId], now: instant(now) }, minor(amount));
    const [charged] = await books.sql<{ created_at: string }>('SELECT created_at FROM bill_payment');
    const at = charged?.created_at ?? '';
    expect([await asks(91260n, at), await asks(91261n, at)]).toEqual([false, true]);
    const twoDaysLater = fromEpochMillis(toEpochMillis(instant(at)) + 2 * 86_400_000);
    expect(await asks(91261n, twoDaysLater)).toBe(false);
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
