import { describe, expect, vi } from 'vitest';
import { browser } from '../../support/browser';
import { type Doors, PASSWORD, test } from '../../support/doors';

vi.mock('next/headers', () => import('../../support/browser'));

const ADA = { email: 'ada@ships.example', password: PASSWORD };
const NEXT = 'nine ropes and an anchor';

/** The token of the link in the last mail. */
async function mailedToken(doors: Doors): Promise<string> {
  const text = (await doors.mails()).at(-1)?.text ?? '';
  const link = /https:\/\/finance\.example\.com\/reset-password\?token=([\w%-]+)/.exec(text);
  return decodeURIComponent(link?.[1] ?? expect.fail('no link was mailed'));
}

describe('a new password by mail', () => {
  test('says the same whoever has the address, and mails nobody who has none', async ({ doors }) => {
    await doors.addUser(ADA.email);
    const known = await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const unknown = await doors.send(doors.signIn.askForReset, { email: 'nobody@ships.example' });
    expect([known, unknown]).toEqual([
      { status: 'done', value: { email: ADA.email } },
      { status: 'done', value: { email: 'nobody@ships.example' } },
    ]);
    expect(await doors.mails()).toMatchObject([{ kind: 'password-reset', recipient: ADA.email }]);
  });

  test('sets it once, signs every browser out, and a mail and the audit log say so', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    const before = browser.leave();
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const token = await mailedToken(doors);
    expect(await doors.send(doors.signIn.setPassword, { token, password: NEXT })).toEqual({
      to: '/sign-in?notice=password-set',
    });
    expect((await doors.mails()).at(-1)).toMatchObject({ kind: 'password-changed', recipient: ADA.email });
    expect(await doors.send(doors.signIn.setPassword, { token, password: PASSWORD })).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('was used, or has run out'),
    });
    expect(await books.sql('SELECT deed, actor_key, subject, detail::text FROM audit_entry')).toEqual([
      {
        deed: 'password.changed',
        actor_key: ADA.email,
        subject: ADA.email,
        detail: expect.stringContaining('mailed link'),
      },
    ]);
    browser.return(before);
    expect(await doors.actor()).toBeNull();
    expect(await doors.send(doors.signIn.signIn, ADA)).toMatchObject({ status: 'refused' });
    expect(await doors.send(doors.signIn.signIn, { ...ADA, password: NEXT })).toEqual({ to: '/finances' });
  });

  test('is refused when the link is older than its hour', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const token = await mailedToken(doors);
    await books.sql("UPDATE auth_verification SET expires_at = now() - interval '1 second'");
    expect(await doors.send(doors.signIn.setPassword, { token, password: NEXT })).toMatchObject({ code: 'conflict' });
  });

  test('that is common leaves the link good', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const token = await mailedToken(doors);
    expect(await doors.send(doors.signIn.setPassword, { token, password: 'Password2026!' })).toMatchObject({
      fields: { password: expect.stringContaining('common') },
    });
    expect(await doors.send(doors.signIn.setPassword, { token, password: NEXT })).toMatchObject({
      to: expect.any(String),
    });
  });

  test('is asked for at most three times an hour for one address', async ({ doors }) => {
    await doors.addUser(ADA.email);
    for (let ask = 1; ask <= 3; ask += 1) await doors.send(doors.signIn.askForReset, { email: ADA.email });
    expect(await doors.send(doors.signIn.askForReset, { email: ADA.email })).toMatchObject({
      code: 'too-many-attempts',
    });
    expect(await doors.mails()).toHaveLength(3);
  });

  test('voids the other links that were mailed before', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const older = await mailedToken(doors);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    await doors.send(doors.signIn.setPassword, { token: await mailedToken(doors), password: NEXT });
    expect(
      await doors.send(doors.signIn.setPassword, { token: older, password: 'another one of some length' }),
    ).toMatchObject({
      status: 'refused',
    });
  });

  test('keeps the link itself nowhere but in the mail', async ({ doors, books }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const token = await mailedToken(doors);
    const rows = await books.sql<{ row: string }>('SELECT v::text AS row FROM auth_verification v');
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  });
});

describe('changing the password', () => {
  test('asks for the present one, and signs out every browser but this one', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    const other = browser.leave();
    await doors.send(doors.signIn.signIn, ADA);
    const { setOwnPassword } = doors.security;
    expect(await doors.send(setOwnPassword, { current: 'a wrong one', password: NEXT })).toMatchObject({
      fields: { current: 'This is not your password.' },
    });
    expect(await doors.send(setOwnPassword, { current: PASSWORD, password: NEXT })).toMatchObject({ status: 'done' });
    expect(await doors.actor()).not.toBeNull();
    browser.return(other);
    expect(await doors.actor()).toBeNull();
  });

  test('voids links that were mailed before', async ({ doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.askForReset, { email: ADA.email });
    const token = await mailedToken(doors);
    await doors.send(doors.signIn.signIn, ADA);
    await doors.send(doors.security.setOwnPassword, { current: PASSWORD, password: NEXT });
    expect(await doors.send(doors.signIn.setPassword, { token, password: PASSWORD })).toMatchObject({
      code: 'conflict',
    });
  });

  test.for([
    ['11 characters', 'eleven char', '12 characters or more'],
    ['129 characters', 'a1 '.repeat(43), '128 characters or fewer'],
    ['the own name', 'ada byron 1815', 'common'],
    ['a common word', 'P@ssw0rd1234', 'common'],
  ] as const)('refuses %s', async ([, password, reason], { doors }) => {
    await doors.addUser(ADA.email);
    await doors.send(doors.signIn.signIn, ADA);
    expect(await doors.send(doors.security.setOwnPassword, { current: PASSWORD, password })).toMatchObject({
      fields: { password: expect.stringContaining(reason) },
    });
  });
});
