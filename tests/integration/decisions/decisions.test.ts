import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import type { Decision } from '@/domain/decision/decision';
import { minor } from '@/domain/money/money';
import { settleProposal } from '@/server/commands/decisions/settle-proposal';
import { readPreview } from '@/server/queries/ops/decision-preview';
import { readDecisionCase, readDecisions } from '@/server/queries/ops/decisions';
import { type TestBooks, test } from '../../support/books';
import { adjustment, confirm, NOON, propose, proposed, REASON } from '../../support/decisions';
import { LENA, OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, ivyOwes, MORNING, refusalOf } from '../../support/owing';
import { addOpsWhoOwnsIvys } from '../../support/people';

const MAEVE = { person: { key: 'ops:maeve', name: 'Maeve Hill' }, role: 'ops-lead', seller: null } as const;

const LEVEL_0: Decision = { kind: 'reserve-level', level: 0 };

const ivy = async (books: TestBooks) => (await books.show())['ivy'];
const factsOf = (books: TestBooks) => books.sql("SELECT id, type FROM fact WHERE id LIKE 'dcs%' ORDER BY no");

describe('a decision that takes two', () => {
  test('changes nothing when it is proposed; confirmed by another, level 0 is in effect from the next day (R10.3)', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0);
    expect(await factsOf(books)).toEqual([]);
    acceptedOf(await confirm(books, id));
    expect(await factsOf(books)).toEqual([{ id: `${id}:confirmed`, type: 'shop.reserve-level-set' }]);
    await books.close('2026-03-13');
    expect((await ivy(books))?.reserveLevel).toBe(0);
  });

  test('is refused to whoever proposed it, also to a lead, and stays open', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0, LENA);
    expect(refusalOf(await confirm(books, id)).reason).toContain('takes a second person');
    expect(await factsOf(books)).toEqual([]);
    await expect(
      books.sql(
        "UPDATE decision SET status = 'confirmed', decided_by = proposed_by, decided_name = 'x', decided_at = now(), facts = '{x}'",
      ),
    ).rejects.toThrow('a_second_person_where_it_takes_two');
  });

  test('of two leads who confirm at once one is too late, and one fact is written', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0);
    const both = await Promise.all([confirm(books, id), confirm(books, id, MAEVE)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { reason: expect.stringContaining('confirmed already') },
    });
    expect(await factsOf(books)).toHaveLength(1);
  });

  test('confirmed while the day closes, it takes effect on the day that is open then', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0);
    const [, confirmed] = await Promise.all([books.close('2026-03-13'), confirm(books, id)]);
    acceptedOf(confirmed);
    await books.close('2026-03-14');
    expect((await ivy(books))?.reserveLevel).toBe(0);
  });

  test('refused with a note it ends, writes no fact, and cannot be confirmed any more', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0);
    const settle = { decision: id, note: 'One report is not enough.', now: NOON } as const;
    expect(
      refusalOf(await settleProposal(books.database, { ...settle, status: 'refused', by: OTIS })).reason,
    ).toContain('withdraw it instead');
    acceptedOf(await settleProposal(books.database, { ...settle, status: 'refused', by: LENA }));
    expect(refusalOf(await confirm(books, id)).reason).toContain('refused already');
    await expect(books.sql("UPDATE decision SET note = 'Another'")).rejects.toThrow('a decision stays');
    expect(await factsOf(books)).toEqual([]);
  });

  test('is withdrawn by whoever proposed it, and by nobody else', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const id = await proposed(books, shopId, LEVEL_0);
    const settle = { decision: id, status: 'withdrawn', note: 'A mistake.', now: NOON } as const;
    expect(refusalOf(await settleProposal(books.database, { ...settle, by: LENA })).reason).toContain(
      'Otis Reed proposed',
    );
    acceptedOf(await settleProposal(books.database, { ...settle, by: OTIS }));
    const found = await readDecisionCase(books.database.pool, id);
    expect(found).toMatchObject({ status: 'withdrawn', note: 'A mistake.', facts: [] });
  });

  test('is told to the seller with its reason, and stands in the seller’s audit log; the proposal only in the marketplace’s', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    acceptedOf(await confirm(books, await proposed(books, shopId, LEVEL_0)));
    const told = await books.sql('SELECT kind, detail FROM notice WHERE key LIKE $1', ['decision:%']);
    expect(told).toMatchObject([
      { kind: 'reserve-level-set', detail: { level: 0, from: '2026-03-14', reason: REASON } },
    ]);
    const log = await books.sql(
      "SELECT deed, actor_name, seller_id IS NULL AS ours FROM audit_entry WHERE deed LIKE 'decision.%' ORDER BY at",
    );
    expect(log).toEqual([
      { deed: 'decision.proposed', actor_name: 'Otis Reed', ours: true },
      { deed: 'decision.confirmed', actor_name: 'Lena Voss', ours: false },
    ]);
  });

  test('is told once: the close that brings level 0 tells it no second time, but tells a level 1 that a file sets', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    acceptedOf(await confirm(books, await proposed(books, shopId, LEVEL_0)));
    await books.close('2026-03-13');
    const set = { type: 'shop.reserve-level-set', occurredAt: '2026-03-14T09:00:00Z', level: 1, reason: 'By file' };
    await books.record([{ ...set, id: 'by-file' }]);
    await books.close('2026-03-14');
    const levels = await books.sql(
      "SELECT kind, detail -> 'level' AS level FROM notice WHERE kind IN ('reserve-level-set', 'level-changed') AND detail ->> 'from' >= '2026-03-14' ORDER BY id",
    );
    expect(levels).toEqual([
      { kind: 'reserve-level-set', level: 0 },
      { kind: 'level-changed', level: 1 },
    ]);
  });

  test('that is out of date is refused when it is confirmed: the level was set by another meanwhile', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const [first, second] = [await proposed(books, shopId, LEVEL_0), await proposed(books, shopId, LEVEL_0)];
    acceptedOf(await confirm(books, first));
    expect(refusalOf(await confirm(books, second)).reason).toContain(
      'It is out of date: The shop’s reserve level is 0 already',
    );
  });
});

describe('somebody of the marketplace who is also an owner of the shop’s seller', () => {
  const LENA_S_OWN = 'You are a member of the seller that this shop belongs to';

  test('proposes nothing, not even 1.00 that takes no second person', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await addOpsWhoOwnsIvys(books, 'ops:lena');
    expect(refusalOf(await propose(books, shopId, adjustment(100n), LENA)).reason).toContain(LENA_S_OWN);
    expect(await books.sql('SELECT id FROM decision')).toEqual([]);
  });

  test('neither confirms nor refuses what Otis proposed; Maeve confirms it', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await addOpsWhoOwnsIvys(books, 'ops:lena');
    const id = await proposed(books, shopId, LEVEL_0);
    const against = { decision: id, status: 'refused', note: 'Not us.', by: LENA, now: NOON } as const;
    expect(refusalOf(await confirm(books, id)).reason).toContain(LENA_S_OWN);
    expect(refusalOf(await settleProposal(books.database, against)).reason).toContain(LENA_S_OWN);
    acceptedOf(await confirm(books, id, MAEVE));
  });
});

describe('an adjustment', () => {
  test('of 60.00 is done by one person within the limit of 100.00; then 40.00 goes, and 0.01 more takes two', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const statuses: string[] = [];
    for (const amount of [6000n, -4000n, 1n])
      statuses.push(acceptedOf(await propose(books, shopId, adjustment(amount))).status);
    expect(statuses).toEqual(['confirmed', 'confirmed', 'open']);
    // Another person begins anew, and so does the next day.
    expect(acceptedOf(await propose(books, shopId, adjustment(1n), LENA)).status).toBe('confirmed');
    const tomorrow = instant('2026-03-14T00:00:00Z');
    expect(acceptedOf(await propose(books, shopId, adjustment(10_000n), OTIS, tomorrow)).status).toBe('confirmed');
  });

  test('that two propose at the same time counts twice: 60.00 and 60.00, one of them takes two', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const both = await Promise.all([1, 2].map(() => propose(books, shopId, adjustment(6000n))));
    expect(both.map((one) => acceptedOf(one).status).sort()).toEqual(['confirmed', 'open']);
  });

  test('of -25.00 stands on the statement of its day as a line with its reason', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const { id } = acceptedOf(
      await propose(books, shopId, {
        ...{ kind: 'adjustment', adjustment: 'platform-penalty', amount: minor(-2500n), order: 'A' },
      }),
    );
    await books.close('2026-03-13');
    const found = await readDecisionCase(books.database.pool, id);
    expect(found?.facts).toMatchObject([
      { type: 'adjustment.posted', effectiveOn: '2026-03-13', lines: [{ day: '2026-03-13', amount: '-25.00' }] },
    ]);
    // 87.40 + 25.00 = 112.40 is above 100.00, so the reserve of 3.96 is used (R9.2).
    expect((await ivy(books))?.balance['owed']).toBe('108.44');
  });
});

describe('a write-off', () => {
  test('of all 87.40 that is owed, and no cent more: owed is 0.00 at the close', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    expect(refusalOf(await propose(books, shopId, { kind: 'write-off', amount: minor(8741n) })).field).toBe('amount');
    acceptedOf(await confirm(books, await proposed(books, shopId, { kind: 'write-off', amount: minor(8740n) })));
    await books.close('2026-03-13');
    expect((await ivy(books))?.balance['owed']).toBe('0.00');
    const [line] = await books.sql<{ breakdown: unknown }>("SELECT breakdown FROM line WHERE event = 'adjustment'");
    expect(JSON.stringify(line?.breakdown)).toContain('Write-off of what is owed');
  });

  test('leaves what a bill asks for: 87.40 owed, a bill of 20.00, so at most 67.40', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    await billOf(books, shopId, 2000n);
    expect(refusalOf(await propose(books, shopId, { kind: 'write-off', amount: minor(6741n) })).reason).toContain(
      '67.40',
    );
    await proposed(books, shopId, { kind: 'write-off', amount: minor(6740n) });
  });

  test('twice on a day is not more than is owed: of 87.40 and 87.40 the second is out of date', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const all: Decision = { kind: 'write-off', amount: minor(8740n) };
    const [first, second] = [await proposed(books, shopId, all), await proposed(books, shopId, all)];
    acceptedOf(await confirm(books, first));
    expect(refusalOf(await confirm(books, second)).reason).toContain('out of date');
  });
});

describe('a preview', () => {
  test('of a write-off of 87.40: available -87.40 without it, 0.00 with it; nothing is written', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const asked = { person: 'ops:otis', now: MORNING };
    const preview = await readPreview(books.database, shopId, { kind: 'write-off', amount: minor(8740n) }, asked);
    expect(preview).toMatchObject({
      refusal: null,
      needsSecond: true,
      effect: { effectiveOn: '2026-03-13', before: { available: '-87.40' }, after: { available: '0.00' } },
    });
    expect(await factsOf(books)).toEqual([]);
  });

  test('of the exemption: order B settles without 2.82 being put into reserve (R5.1)', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const exempt: Decision = { kind: 'reserve-exemption', exempt: true };
    const preview = await readPreview(books.database, shopId, exempt, { person: 'ops:otis', now: MORNING });
    expect(preview.effect).toMatchObject({ before: { withheld: '2.82' }, after: { withheld: '0.00' } });
    acceptedOf(await confirm(books, await proposed(books, shopId, exempt)));
    await books.close('2026-03-18');
    expect((await ivy(books))?.balance['reserved']).toBe('3.96');
  });
});

describe('the list', () => {
  test('has the open ones oldest first and the decided ones newest first, by shop, kind and person', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const done = acceptedOf(await propose(books, shopId, adjustment(500n), LENA)).id;
    const older = await proposed(books, shopId, LEVEL_0);
    const newer = acceptedOf(await propose(books, shopId, { kind: 'closure' }, LENA, NOON)).id;
    const { pool } = books.database;
    const all = await readDecisions(pool, {});
    expect(all.open.map(({ id }) => id)).toEqual([older, newer]);
    expect(all.decided.map(({ id }) => id)).toEqual([done]);
    expect((await readDecisions(pool, { kind: 'closure' })).open.map(({ id }) => id)).toEqual([newer]);
    expect((await readDecisions(pool, { person: 'otis' })).open.map(({ id }) => id)).toEqual([older]);
    expect((await readDecisions(pool, { shop: 'nobody' })).open).toEqual([]);
    expect((await readDecisions(pool, { after: `${MORNING}~${older}` })).open.map(({ id }) => id)).toEqual([newer]);
    expect((await readDecisions(pool, { before: `${MORNING}~${done}` })).decided).toEqual([]);
  });
});
