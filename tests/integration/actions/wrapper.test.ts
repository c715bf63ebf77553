import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import { doneAction, refusedAction } from '@/contracts/action';
import { siteTest } from '../../support/asking-site';
import { addMember, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));

/** A count that an action of the test raises; Marlow with its owner mara and milo of support. */
const test = siteTest.extend<{
  readonly counting: {
    readonly count: () => number;
    readonly send: (fields: Record<string, string>) => Promise<unknown>;
    readonly sendTwice: (fields: Record<string, string>) => Promise<unknown[]>;
    readonly sendProved: () => Promise<unknown>;
  };
}>({
  counting: async ({ books, site: _site }, use) => {
    await addSeller(books, 'marlow', []);
    await addMember(books, { key: 'mara', role: 'owner' });
    await addMember(books, { key: 'milo', role: 'support' });
    const { action } = await import('@/server/auth/action');
    let count = 0;
    const schema = z.looseObject({ much: z.string().max(3, 'Too long.').optional() });
    const raise = () => {
      count += 1;
      return Promise.resolve(count === 13 ? refusedAction('conflict', 'Thirteen.') : doneAction({ count }));
    };
    const plain = action({ name: 'plain', permission: 'pay-bills', schema }, raise);
    const once = action({ name: 'once', permission: 'pay-bills', schema, idempotent: true }, raise);
    const proved = action({ name: 'proved', permission: 'pay-bills', schema, stepUp: true }, raise);
    const form = (fields: Record<string, string>) => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.set(name, value);
      return made;
    };
    const idle = { status: 'idle' } as const;
    await use({
      count: () => count,
      send: (fields) => plain(idle, form(fields)),
      sendTwice: (fields) => Promise.all([once(idle, form(fields)), once(idle, form(fields))]),
      sendProved: () => proved(idle, form({})),
    });
  },
});

describe('every action', () => {
  test('is carried out for somebody who may', async ({ site, counting }) => {
    await site.signIn('mara');
    expect(await counting.send({})).toMatchObject({ status: 'done' });
    expect(counting.count()).toBe(1);
  });

  for (const [what, origin] of [
    ['missing', null],
    ['null', 'null'],
    ['foreign', 'https://elsewhere.example'],
    ['ours with something behind it', 'http://localhost:3000.elsewhere.example'],
    ['no address', 'localhost'],
  ] as const) {
    test(`is refused where the origin is ${what}`, async ({ site, counting }) => {
      await site.signIn('mara');
      site.comeFrom(origin);
      expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'wrong-origin' });
      expect(counting.count()).toBe(0);
    });
  }

  test('is refused to who is not signed in, or no longer', async ({ site, books, counting }) => {
    site.signOut();
    expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'not-signed-in' });
    await site.signIn('mara');
    await books.sql('DELETE FROM auth_session');
    expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'not-signed-in' });
    expect(counting.count()).toBe(0);
  });

  test('is refused to a member who was removed, though the session lives', async ({ site, books, counting }) => {
    await site.signIn('mara');
    await books.sql("UPDATE member SET status = 'removed', removed_at = now() WHERE person_key = 'mara'");
    expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'not-signed-in' });
  });

  test('is refused to a role that may not', async ({ site, counting }) => {
    await site.signIn('milo');
    expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'not-allowed' });
  });

  test('says which field is wrong', async ({ site, counting }) => {
    await site.signIn('mara');
    expect(await counting.send({ much: 'too much' })).toMatchObject({ code: 'invalid', fields: { much: 'Too long.' } });
  });

  test('with NUL in any field is refused there, before PostgreSQL would fail on it', async ({ site, counting }) => {
    await site.signIn('mara');
    expect(await counting.send({ much: '1', note: 'A\0' })).toMatchObject({
      code: 'invalid',
      fields: { note: expect.stringContaining('cannot be kept (NUL)') },
    });
    expect(counting.count()).toBe(0);
  });

  test('is refused the 121st time within a minute', async ({ site, books, counting }) => {
    await site.signIn('mara');
    await counting.send({});
    await books.sql("UPDATE auth_rate_limit SET count = 120 WHERE key LIKE 'action person %'");
    expect(await counting.send({})).toMatchObject({ status: 'refused', code: 'too-many-attempts' });
    expect(counting.count()).toBe(1);
  });
});

describe('an action that asks for a fresh proof', () => {
  test('leads to the confirmation and back where the proof is six minutes old', async ({ site, counting }) => {
    await site.signIn('mara', 'stale');
    await expect(counting.sendProved()).rejects.toMatchObject({
      digest: expect.stringContaining('/confirm?back=%2Ffinances'),
    });
    expect(counting.count()).toBe(0);
  });

  test('is carried out where it is fresh', async ({ site, counting }) => {
    await site.signIn('mara');
    expect(await counting.sendProved()).toMatchObject({ status: 'done' });
  });
});

describe('an action that is carried out once', () => {
  const key = { 'idempotency-key': 'rendering-1' };

  test('sent twice at the same time, is done once; later it is given the same answer', async ({ site, counting }) => {
    await site.signIn('mara');
    await counting.sendTwice(key);
    expect(counting.count()).toBe(1);
    expect((await counting.sendTwice(key))[0]).toEqual({ status: 'done', value: { count: 1 } });
    expect(counting.count()).toBe(1);
  });

  test('without a key, or with other fields under the same one, is refused', async ({ site, counting }) => {
    await site.signIn('mara');
    expect(await counting.sendTwice({})).toMatchObject([{ code: 'invalid' }, { code: 'invalid' }]);
    await counting.sendTwice(key);
    expect(await counting.sendTwice({ ...key, much: '2' })).toMatchObject([{ code: 'conflict' }, { code: 'conflict' }]);
    expect(counting.count()).toBe(1);
  });

  test('refused, it may be sent again', async ({ site, counting }) => {
    await site.signIn('mara');
    for (let index = 1; index <= 12; index += 1) await counting.send({});
    const answers = await counting.sendTwice(key);
    expect(answers).toContainEqual(expect.objectContaining({ message: 'Thirteen.' }));
    await counting.sendTwice(key);
    expect(counting.count()).toBeGreaterThan(13);
  });
});
