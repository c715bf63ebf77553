import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { confirmVersion } from '@/server/commands/policies/confirm-version';
import { runDryRuns } from '@/server/commands/policies/run-dry-runs';
import { tellOfEffectiveVersions } from '@/server/commands/policies/tell-of-version';
import { withdrawVersion } from '@/server/commands/policies/withdraw-version';
import { selectBook } from '@/server/repositories/policies';
import { type TestBooks, test } from '../../support/books';
import { ivyCancels, ivyOpens, ivySale } from '../../support/ivy';
import { LENA, OTIS } from '../../support/ops-people';
import { NOW, refusalsOf, schedules, takesEffect } from '../../support/policy-versions';

const TO_8 = { referralRate: '8' };

/** Ivy's books of the worked example, closed through 10 March: order A has settled, order B is on hold. */
async function ivy(books: TestBooks): Promise<void> {
  await books.record([
    ...ivyOpens(),
    ...ivyCancels(),
    ...ivySale('A', '84.30', '2026-02-26', '2026-03-02'),
    ...ivySale('B', '60.00', '2026-03-05', '2026-03-09'),
  ]);
  await books.sql(
    `WITH seller AS (INSERT INTO seller (external_id, name) VALUES ('ivy', 'Ivy') RETURNING id) UPDATE shop SET seller_id = seller.id FROM seller`,
  );
  await books.close('2026-03-10');
}

const deed = (version: number, by = LENA) => ({ marketplace: 'us', version, by, now: NOW });

async function settlements(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ text: string }>(
    `SELECT s.day || ' v' || l.policy_version || ' ' || (l.revenue_minor + l.shipping_minor + l.fees_minor) AS text
       FROM statement s JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no WHERE l.event = 'settlement' ORDER BY s.no`,
  );
  return rows.map(({ text }) => text);
}

describe('A version is in force once a second person has confirmed it', () => {
  test('6 % of A on 10 March, 8 % of B on 17 March: 60.00 - 4.80 = 55.20, and each line names its version', async ({
    books,
  }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-12', numbers: TO_8 });
    await books.close('2026-03-31');
    expect(await settlements(books)).toEqual(['2026-03-10 v1 7924', '2026-03-17 v2 5520']);
  });

  test('one that is only scheduled changes nothing', async ({ books }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-12', numbers: TO_8 });
    await books.close('2026-03-31');
    expect(await settlements(books)).toEqual(['2026-03-10 v1 7924', '2026-03-17 v1 5640']);
  });

  test('what is on hold stays what it was when a version is confirmed while it waits', async ({ books }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-12', numbers: TO_8 });
    await books.close('2026-03-12');
    expect((await books.show())['ivy']?.balance['onHold']).toBe('56.40');
    await books.close('2026-03-17');
    expect((await books.show())['ivy']?.balance['onHold']).toBe('0.00');
  });

  test('who scheduled it cannot confirm it, whatever the role, and the database refuses it too', async ({ books }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-12', numbers: TO_8, by: LENA });
    await runDryRuns(books.database, 'simulated');
    expect(refusalsOf(await confirmVersion(books.database, deed(2)))).toEqual([
      'version: You scheduled this version yourself; ask another ops lead to confirm it.',
    ]);
    await expect(
      books.sql(`INSERT INTO policy_decision VALUES ('us', 2, 'confirmed', '', 'ops:lena', 'Lena Voss', now())`),
    ).rejects.toThrow('version 2 of us is confirmed by a second person');
    expect((await selectBook(books.database.pool, 'us')).versions).toHaveLength(1);
  });

  test('not before a dry run is done', async ({ books }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-12', numbers: TO_8 });
    expect(refusalsOf(await confirmVersion(books.database, deed(2)))).toEqual([
      'version: No dry run of this version is done yet; wait for it, and look at what would change.',
    ]);
  });

  test('not once a close has come near its day: 13 March is closed, and 14 March is decided with it', async ({
    books,
  }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-14', numbers: TO_8 });
    await runDryRuns(books.database, 'simulated');
    await books.close('2026-03-13');
    expect(refusalsOf(await confirmVersion(books.database, deed(2)))).toEqual([
      'version: Version 2 begins on 2026-03-14, and days from 2026-03-15 on can still be changed: its day is past. Schedule a new one.',
    ]);
  });

  test('both deeds are on record with their people, and what is written stays', async ({ books }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-12', numbers: TO_8 });
    expect(
      await books.sql(`SELECT actor_name, deed, subject, detail->>'referralRate' AS rate FROM audit_entry ORDER BY no`),
    ).toEqual([
      { actor_name: 'Otis Reed', deed: 'policy.scheduled', subject: 'us version 2', rate: '6 to 8' },
      { actor_name: 'Lena Voss', deed: 'policy.confirmed', subject: 'us version 2', rate: null },
    ]);
    for (const table of ['policy_version', 'policy_decision'])
      await expect(books.sql(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
  });
});

describe('A version begins after every day that the books have touched', () => {
  test('closed through 10 March, the payouts, tiers and levels of 11 March are decided: 12 March at the earliest', async ({
    books,
  }) => {
    await ivy(books);
    expect(refusalsOf(await schedules(books, { from: '2026-03-11', numbers: TO_8 }))).toEqual([
      'effectiveFrom: Effective from: 2026-03-11 is too early, since the books through the day before 2026-03-12 are decided already; choose 2026-03-12 or later.',
    ]);
    expect(refusalsOf(await schedules(books, { from: '2026-03-12', numbers: TO_8 }))).toEqual([]);
  });

  test('a level of 1 April is judged by the version of 1 April: 4.17 % by fault is level 1 where it begins over 4 %', async ({
    books,
  }) => {
    await books.record([...ivyOpens(), ...ivyCancels('2026-03-01')]);
    await books.close('2026-03-10');
    await takesEffect(books, { from: '2026-04-01', numbers: { 'evaluation.level1.sellerFaultOver': '4' } });
    await books.close('2026-04-01');
    expect((await books.show())['ivy']?.reserveLevel).toBe(1);
  });

  test('one at a time: the next waits until this one is decided, and then gets the next number', async ({ books }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-12', numbers: TO_8 });
    expect(refusalsOf(await schedules(books, { from: '2026-04-01', numbers: { referralRate: '9' } }))).toEqual([
      'version: Version 2 waits for its confirmation; confirm or withdraw it first.',
    ]);
    await withdrawVersion(books.database, { ...deed(2), reason: 'A wrong number' });
    expect(await schedules(books, { from: '2026-04-01', numbers: { referralRate: '9' } })).toMatchObject({
      value: { version: 3 },
    });
  });
});

describe('A version is withdrawn before its day', () => {
  test('confirmed or not, it never takes effect', async ({ books }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-12', numbers: TO_8 });
    const withdrawn = await withdrawVersion(books.database, { ...deed(2, OTIS), reason: 'Published too late' });
    expect(withdrawn).toMatchObject({ ok: true });
    await books.close('2026-03-31');
    expect(await settlements(books)).toEqual(['2026-03-10 v1 7924', '2026-03-17 v1 5640']);
  });

  test('not once it is in effect', async ({ books }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-12', numbers: TO_8 });
    await books.close('2026-03-12');
    expect(refusalsOf(await withdrawVersion(books.database, { ...deed(2), reason: 'Too late' }))).toEqual([
      'version: Version 2 begins on 2026-03-12, and days from 2026-03-14 on can still be changed: it is in effect. Schedule a new one.',
    ]);
  });
});

describe('Sellers of the marketplace are told', () => {
  const told = (books: TestBooks) =>
    books.sql<{ key: string; detail: unknown }>(
      `SELECT key, detail FROM notice WHERE kind = 'policy-changed' ORDER BY at, key`,
    );

  test('when it is confirmed and when its day has come, once each', async ({ books }) => {
    await ivy(books);
    await takesEffect(books, { from: '2026-03-16', numbers: TO_8 });
    expect(await told(books)).toMatchObject([
      {
        key: expect.stringMatching(/^policy:us:2:confirmed:/),
        detail: {
          what: 'confirmed',
          from: '2026-03-16',
          changes: [{ name: 'Referral fee', unit: 'percent', before: '6', after: '8' }],
        },
      },
    ]);
    expect(await tellOfEffectiveVersions(books.database, instant('2026-03-15T23:59:00Z'))).toBe(0);
    expect(await tellOfEffectiveVersions(books.database, instant('2026-03-16T00:00:00Z'))).toBe(1);
    expect(await tellOfEffectiveVersions(books.database, instant('2026-03-17T00:00:00Z'))).toBe(0);
    expect(await told(books)).toHaveLength(2);
  });

  test('when a confirmed one is withdrawn; of one that nobody was told of, nothing', async ({ books }) => {
    await ivy(books);
    await schedules(books, { from: '2026-03-16', numbers: TO_8 });
    await withdrawVersion(books.database, { ...deed(2), reason: 'A wrong number' });
    expect(await told(books)).toEqual([]);
    const runs = await takesEffect(books, { from: '2026-03-16', numbers: TO_8 });
    expect(runs).toHaveLength(2);
    await withdrawVersion(books.database, { ...deed(3), reason: 'A wrong day' });
    expect((await told(books)).map(({ key }) => key.split(':').slice(0, 4).join(':')).sort()).toEqual([
      'policy:us:3:confirmed',
      'policy:us:3:withdrawn',
    ]);
  });
});
