import { describe, expect, vi } from 'vitest';
import { authenticatorCode, wrongCode } from '../../support/authenticator';
import { browser } from '../../support/browser';
import { type Doors, PASSWORD, test } from '../../support/doors';

vi.mock('next/headers', () => import('../../support/browser'));

const ADA = { email: 'ada@ships.example', password: PASSWORD };

/** The key that the set-up page shows. */
async function keyOf(doors: Doors): Promise<string> {
  const { readSetUp: read } = await import('@/server/auth/two-factor');
  return (await read(await doors.me()))?.secret ?? expect.fail('no key waits to be set up');
}

interface TurnedOn {
  readonly key: string;
  readonly recoveryCodes: readonly string[];
}

/** Signs in and turns two-factor on; the code of the last half minute is used up by it. */
async function turnOn(doors: Doors): Promise<TurnedOn> {
  await doors.addUser(ADA.email);
  await doors.send(doors.signIn.signIn, ADA);
  await doors.send(doors.security.beginTwoFactor, { password: PASSWORD });
  const key = await keyOf(doors);
  const sent = await doors.send(doors.security.turnTwoFactorOn, { code: authenticatorCode(key, -1) });
  if (!('status' in sent) || sent.status !== 'done') return expect.fail('two-factor is not on');
  return { key, recoveryCodes: sent.value.recoveryCodes };
}

describe('turning two-factor on', () => {
  test('asks for the password, shows a key, and is on with the first right code and not before', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    const { security } = doors;
    expect(await doors.send(security.beginTwoFactor, { password: 'a wrong one' })).toMatchObject({
      fields: { password: 'This is not your password.' },
    });
    expect(await doors.send(security.beginTwoFactor, { password: PASSWORD })).toEqual({
      to: '/account/security/two-factor',
    });
    const key = await keyOf(doors);
    const wrong = wrongCode(key);
    expect(await doors.send(security.turnTwoFactorOn, { code: wrong })).toMatchObject({ status: 'refused' });
    const { hasTwoFactor } = await import('@/server/auth/two-factor');
    const { userId } = await doors.me();
    expect(await hasTwoFactor(userId)).toBe(false);
    const right = authenticatorCode(key);
    const sent = await doors.send(security.turnTwoFactorOn, { code: `${right.slice(0, 3)} ${right.slice(3)}` });
    expect(sent).toMatchObject({
      status: 'done',
      value: { recoveryCodes: expect.arrayContaining([expect.any(String)]) },
    });
    expect(await hasTwoFactor(userId)).toBe(true);
  });

  test('gives ten recovery codes, keeps the actor signed in as the same member, and mails that it is on', async ({
    doors,
  }) => {
    const { recoveryCodes } = await turnOn(doors);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await doors.me()).person.key).toBe(ADA.email);
    expect(await doors.mails()).toMatchObject([{ kind: 'two-factor-changed', recipient: ADA.email }]);
  });

  test('shows the key to nobody afterwards', async ({ doors }) => {
    await turnOn(doors);
    const { readSetUp } = await import('@/server/auth/two-factor');
    expect(await readSetUp(await doors.me())).toBeNull();
  });

  test('keeps neither key nor recovery codes in the clear', async ({ doors, books }) => {
    const { recoveryCodes } = await turnOn(doors);
    const [row] = await books.sql<{ secret: string; backup_codes: string }>('SELECT * FROM auth_two_factor');
    expect(row?.backup_codes).not.toContain(recoveryCodes[0]);
    expect(row?.secret.length).toBeGreaterThan(60);
  });
});

describe('signing in with two-factor on', () => {
  test('the password alone opens nothing; the code does, and has proved who one is', async ({ doors }) => {
    const { key } = await turnOn(doors);
    browser.leave();
    expect(await doors.send(doors.signIn.signIn, ADA)).toEqual({ to: '/sign-in/two-factor' });
    expect(await doors.actor()).toBeNull();
    expect(await doors.send(doors.signIn.sendCode, { code: authenticatorCode(key) })).toEqual({ to: '/finances' });
    const { isFresh } = await import('@/server/auth/step-up');
    expect(isFresh(await doors.me())).toBe(true);
  });

  test('a code counts once: read over a shoulder it opens nothing', async ({ doors }) => {
    const { key } = await turnOn(doors);
    browser.leave();
    const code = authenticatorCode(key, 1);
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendCode, { code })).toEqual({ to: '/finances' });
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendCode, { code })).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('used before'),
    });
    expect(await doors.actor()).toBeNull();
  });

  test('says how many attempts are left; after five wrong codes it begins again', async ({ doors }) => {
    const { key } = await turnOn(doors);
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    const wrong = wrongCode(key);
    for (const left of ['4 attempts are left', '3 attempts are left', '2 attempts are left', '1 attempt is left']) {
      expect(await doors.send(doors.signIn.sendCode, { code: wrong })).toMatchObject({
        fields: { code: expect.stringContaining(left) },
      });
    }
    expect(await doors.send(doors.signIn.sendCode, { code: wrong })).toMatchObject({
      fields: { code: expect.stringContaining('no attempt is left') },
    });
    expect(await doors.send(doors.signIn.sendCode, { code: authenticatorCode(key) })).toEqual({
      to: '/sign-in?notice=start-again',
    });
    expect(await doors.actor()).toBeNull();
  });

  test('ten wrong codes in a row lock the second step, across sign-ins', async ({ doors }) => {
    const { key } = await turnOn(doors);
    browser.leave();
    const wrong = wrongCode(key);
    for (let round = 1; round <= 2; round += 1) {
      await doors.send(doors.signIn.signIn, ADA);
      for (let code = 1; code <= 5; code += 1) await doors.send(doors.signIn.sendCode, { code: wrong });
    }
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendCode, { code: authenticatorCode(key) })).toMatchObject({
      code: 'too-many-attempts',
      message: expect.stringContaining('locked'),
    });
  });

  test('a recovery code opens once, with or without its dash; a mail and the audit log say that nine are left', async ({
    doors,
    books,
  }) => {
    const { recoveryCodes } = await turnOn(doors);
    const [code = ''] = recoveryCodes;
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendRecoveryCode, { code: code.replace('-', ' ') })).toEqual({
      to: '/finances',
    });
    expect((await doors.mails()).at(-1)?.text).toContain('9 are left');
    expect(
      await books.sql(
        "SELECT subject, detail::json->>'left' AS left FROM audit_entry WHERE deed = 'recovery-code.used'",
      ),
    ).toEqual([{ subject: ADA.email, left: '9' }]);
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendRecoveryCode, { code })).toMatchObject({ status: 'refused' });
    expect(await doors.actor()).toBeNull();
  });

  test('nobody can skip the password: a code without it leads to the beginning', async ({ doors }) => {
    const { key } = await turnOn(doors);
    browser.leave();
    expect(await doors.send(doors.signIn.sendCode, { code: authenticatorCode(key) })).toEqual({
      to: '/sign-in?notice=start-again',
    });
  });
});

describe('with two-factor on', () => {
  test('new recovery codes replace the old ones', async ({ doors }) => {
    const { recoveryCodes } = await turnOn(doors);
    const { makeRecoveryCodes } = await import('@/server/auth/two-factor');
    const made = await makeRecoveryCodes(await doors.me(), PASSWORD);
    expect(made).toMatchObject({ kind: 'made' });
    browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.signIn.sendRecoveryCode, { code: recoveryCodes[0] ?? '' })).toMatchObject({
      status: 'refused',
    });
  });

  test('turning it off asks for the password, keeps the session, and the password alone signs in again', async ({
    doors,
  }) => {
    await turnOn(doors);
    const { stopTwoFactor } = await import('@/server/auth/two-factor');
    expect(await stopTwoFactor(await doors.me(), 'a wrong one')).toEqual({ kind: 'wrong' });
    expect(await stopTwoFactor(await doors.me(), PASSWORD)).toEqual({ kind: 'off' });
    expect((await doors.me()).person.key).toBe(ADA.email);
    browser.leave();
    expect(await doors.send(doors.signIn.signIn, ADA)).toEqual({ to: '/finances' });
  });
});
