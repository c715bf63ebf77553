import { describe, expect, vi } from 'vitest';
import { browser } from '../../support/browser';
import { PASSWORD, test } from '../../support/doors';

vi.mock('next/headers', () => import('../../support/browser'));

const ADA = { email: 'ada@ships.example', password: PASSWORD };

describe('signing in by password', () => {
  test('takes the address in any case, and acts as the member of that address', async ({ doors }) => {
    await doors.addUser(ADA.email);
    expect(await doors.send(doors.signIn.signIn, { email: ' Ada@Ships.Example', password: PASSWORD })).toEqual({
      to: '/finances',
    });
    const actor = await doors.me();
    expect([actor.email, actor.person.name, actor.role]).toEqual([ADA.email, 'Ada Byron', 'owner']);
  });

  test('says the same of a wrong password and of an address that nobody has, and signs nobody in', async ({
    doors,
  }) => {
    await doors.addUser(ADA.email);
    const wrong = await doors.send(doors.signIn.signIn, { ...ADA, password: 'another password' });
    const nobody = await doors.send(doors.signIn.signIn, { ...ADA, email: 'nobody@ships.example' });
    expect(wrong).toMatchObject({ status: 'refused', message: expect.stringContaining('do not belong together') });
    expect(nobody).toEqual(wrong);
    expect([await doors.sessionCount(), browser.cookieNames()]).toEqual([0, []]);
  });

  test('gives no session to a member of nothing', async ({ doors }) => {
    await doors.addUser(ADA.email, { isMember: false });
    const sent = await doors.send(doors.signIn.signIn, ADA);
    expect(sent).toMatchObject({ status: 'refused', message: expect.stringContaining('member of no seller') });
    expect([await doors.sessionCount(), browser.cookieNames()]).toEqual([0, []]);
  });

  test('in a browser that is signed in ends the session before', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    const first = (await doors.me()).sessionId;
    await doors.send(doors.signIn.signIn, ADA);
    expect((await doors.me()).sessionId).not.toBe(first);
    expect(await doors.sessionCount()).toBe(1);
  });

  test.for([
    ['from elsewhere', 'https://elsewhere.example'],
    ['with an opaque Origin', 'null'],
    ['without an Origin', ''],
  ] as const)('%s is refused, with the right password', async ([, origin], { doors }) => {
    await doors.addUser(ADA.email);
    browser.send('origin', origin);
    expect(await doors.send(doors.signIn.signIn, ADA)).toMatchObject({ status: 'refused', code: 'wrong-origin' });
    expect(await doors.sessionCount()).toBe(0);
  });
});

describe('a session', () => {
  test('is out at once when its row is gone', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    await books.sql('DELETE FROM auth_session');
    expect(await doors.actor()).toBeNull();
  });

  test('ends when its time has run out', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    await books.sql("UPDATE auth_session SET expires_at = now() - interval '1 second'");
    expect(await doors.actor()).toBeNull();
  });

  test('ends for who is a member no more', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    await books.sql("UPDATE member SET status = 'removed', removed_at = now()");
    expect(await doors.actor()).toBeNull();
  });

  test('does not follow a cookie whose token was changed', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    const left = browser.leave();
    browser.return(
      new Map([...left].map(([name, value]) => [name, value.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a'))])),
    );
    expect(await doors.actor()).toBeNull();
  });
});

describe('production', () => {
  test('knows no people of the demo: neither their password nor a session of theirs', async ({ doors, books }) => {
    await doors.addUser(ADA.email, { isDemo: true });
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.actor()).not.toBeNull();
    vi.stubEnv('EVENKEEL_MODE', 'production');
    for (const [name, value] of Object.entries({
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      SMTP_URL: 'smtp://mail.example',
      MAIL_FROM: 'finance@example.com',
      EVENKEEL_ACCOUNT_KEYS: `one:${Buffer.alloc(32, 1).toString('base64')}`,
    })) {
      vi.stubEnv(name, value);
    }
    vi.resetModules();
    const { getActor } = await import('@/server/auth/actor');
    const { signIn } = await import('@/features/sign-in/actions');
    expect(await getActor()).toBeNull();
    await books.sql('DELETE FROM auth_session');
    await expect(doors.send(signIn, ADA)).rejects.toThrow('demo mode only');
    expect(await doors.sessionCount()).toBe(0);
  });
});
