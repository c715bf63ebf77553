import { describe, expect } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { type DecideAppealInput, decideOnAppeal } from '@/server/commands/appeals/decide-appeal';
import { fileAppeal, type GivenFile } from '@/server/commands/appeals/file-appeal';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { readAppealConditions, readAppeals } from '@/server/queries/appeals';
import { readAppealCase, readAppealQueue } from '@/server/queries/appeals-queue';
import { type TestBooks, test } from '../../support/books';
import { OTIS } from '../../support/ops-people';
import { acceptedOf, answer, billOf, captured, chargeUnanswered, ivyOwes, refusalOf } from '../../support/owing';
import { addOpsWhoOwnsIvys } from '../../support/people';

const MORNING = instant('2026-03-22T10:00:00Z');
const NOON = instant('2026-03-22T12:00:00Z');
const FROM_THE_START = { after: undefined, before: undefined };

const IVY = { person: { key: 'ivy', name: 'Ivy Hart' }, role: 'owner', seller: null } as const;

const PDF = new TextEncoder().encode('%PDF-1.7 a letter');

/** Ivy did not pay: on the tenth negative day, 21 March, she is frozen, 6.78 of reserve is used, and 27.04 is owed. */
async function frozen(books: TestBooks): Promise<number> {
  const { shopId } = await ivyOwes(books);
  await books.close('2026-03-21');
  return shopId;
}

/** Pays an amount in minor units by card; it clears at once. */
async function pay(books: TestBooks, shopId: number, amount: bigint, now: Instant = MORNING): Promise<void> {
  const bill = await billOf(books, shopId, null, `pay-${now}`, now);
  const payment = await chargeUnanswered(books, bill);
  await answer(books, payment, captured(amount), 0, now);
  await clearBills(books.database, { now });
}

function appealOf(books: TestBooks, shopId: number, files: readonly GivenFile[] = []) {
  const words = 'The parcel was packed badly. Every cup has a box of its own now.';
  return fileAppeal(books.database, { shopId, words, files, by: IVY, now: MORNING });
}

function decide(books: TestBooks, appeal: string, given: Partial<DecideAppealInput> = {}) {
  const input = {
    appeal,
    decision: 'granted',
    reason: 'Paid, and the packing is mended.',
    by: OTIS,
    now: NOON,
  } as const;
  return decideOnAppeal(books.database, { ...input, ...given });
}

const measuresOf = async (books: TestBooks) => (await books.show())['ivy']?.measures;

describe('an appeal', () => {
  test('is refused while 27.04 is owed, and nothing is stored', async ({ books }) => {
    const shopId = await frozen(books);
    expect(refusalOf(await appealOf(books, shopId))).toEqual({ kind: 'owes', owed: 2704n });
    expect(await books.sql('SELECT id FROM appeal')).toEqual([]);
  });

  test('once 27.04 is paid it is filed; granted, both measures end at once and the next payout is made', async ({
    books,
  }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    expect(await measuresOf(books)).toHaveLength(2);
    expect(acceptedOf(await decide(books, appeal))).toEqual(['suspend-promotions', 'freeze-withdrawals']);
    expect(await measuresOf(books)).toEqual([]);
    const facts = await books.sql("SELECT id, payload ->> 'reason' AS reason FROM fact WHERE type = 'appeal.granted'");
    expect(facts).toEqual([{ id: `${appeal}:granted`, reason: 'Paid, and the packing is mended.' }]);
    const lifted = await books.sql("SELECT day FROM shop_event WHERE kind = 'measure-lifted'");
    expect(lifted).toEqual([{ day: '2026-03-22' }, { day: '2026-03-22' }]);
    await books.close('2026-03-25');
    expect(await measuresOf(books)).toEqual([]);
  });

  test('refused with a reason, nothing is lifted, and another can be filed', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const first = acceptedOf(await appealOf(books, shopId));
    acceptedOf(await decide(books, first, { decision: 'refused', reason: 'Tell us what you changed.' }));
    expect(await measuresOf(books)).toHaveLength(2);
    expect(await books.sql("SELECT 1 FROM fact WHERE type = 'appeal.granted'")).toEqual([]);
    const second = acceptedOf(await appealOf(books, shopId));
    const history = await readAppeals(books.database.pool, shopId);
    expect(history.map(({ id, status }) => [id, status])).toEqual([
      [second, 'open'],
      [first, 'refused'],
    ]);
    expect(history[1]?.decision).toEqual({ at: NOON, reason: 'Tell us what you changed.' });
  });

  test('is decided by nobody who is a member of the shop’s seller: neither granted nor refused by Otis, who owns it', async ({
    books,
  }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    await addOpsWhoOwnsIvys(books, 'ops:otis');
    for (const decision of ['granted', 'refused'] as const)
      expect(refusalOf(await decide(books, appeal, { decision })).kind).toBe('own-shop');
    expect(await books.sql('SELECT status FROM appeal')).toEqual([{ status: 'open' }]);
  });

  test('is decided once: of two who decide at the same time one is told that it is decided', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    const both = await Promise.all([decide(books, appeal), decide(books, appeal, { decision: 'refused' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = both.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ refusal: { kind: 'decided' } });
    await expect(books.sql('UPDATE appeal SET reason = $1', ['Another'])).rejects.toThrow('a decision stays');
  });

  test('of two filed at the same time one is kept', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const both = await Promise.all([appealOf(books, shopId), appealOf(books, shopId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'under-way' } });
  });

  test('is not granted once something is owed again, and may be refused', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    const ads = { type: 'adjustment.posted', occurredAt: '2026-03-22T15:00:00Z', kind: 'ads-payment', reason: 'Ads' };
    await books.record([{ ...ads, id: 'ads', amount: '-10.00' }]);
    const now = instant('2026-03-23T09:00:00Z');
    expect(refusalOf(await decide(books, appeal, { now }))).toEqual({ kind: 'owes', owed: 1000n });
    acceptedOf(await decide(books, appeal, { now, decision: 'refused', reason: '10.00 is owed again.' }));
    expect(await measuresOf(books)).toHaveLength(2);
  });

  test('is told when it is decided: one notice with the reason, in the transaction of the decision', async ({
    books,
  }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    acceptedOf(await decide(books, appeal, { decision: 'refused', reason: 'Tell us what you changed.' }));
    const told = await books.sql<{ detail: { reason: string } }>(
      "SELECT key, detail FROM notice WHERE kind = 'appeal-decided' AND shop_id = $1",
      [shopId],
    );
    expect(told).toMatchObject([{ key: `appeal:${appeal}:decided`, detail: { reason: 'Tell us what you changed.' } }]);
  });

  test('is on record in the seller’s audit log, and an unknown one is told', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    acceptedOf(await decide(books, appeal));
    const log = await books.sql(
      "SELECT actor_name, deed, subject FROM audit_entry WHERE deed LIKE 'appeal.%' AND shop_id = $1 ORDER BY no",
      [shopId],
    );
    expect(log).toEqual([
      { actor_name: 'Ivy Hart', deed: 'appeal.filed', subject: appeal },
      { actor_name: 'Otis Reed', deed: 'appeal.granted', subject: appeal },
    ]);
    expect(refusalOf(await decide(books, 'apl_none'))).toEqual({ kind: 'unknown' });
  });
});

describe('the files of an appeal', () => {
  test('are judged by their content: a program that is called letter.pdf is refused at its field, and nothing is sent', async ({
    books,
  }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const refusal = refusalOf(
      await appealOf(books, shopId, [
        { field: 'file1', name: 'letter.pdf', content: new TextEncoder().encode('MZ program') },
        { field: 'file2', name: 'empty.png', content: new Uint8Array() },
        { field: 'file3', name: 'large.pdf', content: new Uint8Array(2 * 1024 * 1024 + 1) },
      ]),
    );
    expect(refusal).toEqual({
      kind: 'files',
      fields: [
        { field: 'file1', reason: expect.stringContaining('no PDF, PNG or JPEG') },
        { field: 'file2', reason: expect.stringContaining('empty') },
        { field: 'file3', reason: expect.stringContaining('larger than 2 MB') },
      ],
    });
    expect(await books.sql('SELECT id FROM appeal')).toEqual([]);
  });

  test('are kept byte by byte, under a name without folders', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    acceptedOf(await appealOf(books, shopId, [{ field: 'file2', name: '../../scans/Brief "März".pdf', content: PDF }]));
    const [appeal] = await readAppeals(books.database.pool, shopId);
    expect(appeal?.files).toEqual([{ no: 1, name: 'Brief März.pdf', type: 'application/pdf', size: PDF.length }]);
    const [row] = await books.sql<{ content: Buffer }>('SELECT content FROM appeal_file');
    expect(row?.content.equals(PDF)).toBe(true);
  });
});

describe('what the pages read', () => {
  test('the conditions: 27.04 owed of which bills ask 20.00, so 7.04 can still be billed', async ({ books }) => {
    const shopId = await frozen(books);
    await billOf(books, shopId, 2000n, 'part', MORNING);
    const shop = { id: shopId, marketplace: 'us', today: '2026-03-22', now: MORNING } as never;
    expect(await readAppealConditions(books.database.pool, shop)).toEqual({
      measures: ['suspend-promotions', 'freeze-withdrawals'],
      liftsByItself: false,
      owed: '27.04',
      billed: '20.00',
      billable: '7.04',
      isUnderWay: false,
    });
  });

  test('the queue and the case: nothing owed, both measures can be lifted, they were applied on 21 March', async ({
    books,
  }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    const { pool } = books.database;
    const queue = await readAppealQueue(pool, FROM_THE_START);
    expect(queue.open).toMatchObject([{ id: appeal, shopName: 'Ivy Ceramics', sellerName: 'Ivy Hart', owed: '0.00' }]);
    expect(queue.decided).toEqual([]);
    const found = await readAppealCase(pool, appeal);
    expect(found?.wouldLift).toEqual(['suspend-promotions', 'freeze-withdrawals']);
    expect(found?.shop).toMatchObject({ owed: '0.00', level: 2, tier: 'standard', applied: { on: ['2026-03-21'] } });
    acceptedOf(await decide(books, appeal));
    const after = await readAppealQueue(pool, FROM_THE_START);
    expect(after).toMatchObject({ open: [], decided: [{ id: appeal, status: 'granted', decidedName: 'Otis Reed' }] });
    const next = await readAppealQueue(pool, { after: undefined, before: `${NOON}~${appeal}` });
    expect(next.decided).toEqual([]);
  });

  test('open ones come the oldest first, a page at a time: the one behind the last of a page', async ({ books }) => {
    const shopId = await frozen(books);
    await pay(books, shopId, 2704n);
    const appeal = acceptedOf(await appealOf(books, shopId));
    const { pool } = books.database;
    const open = async (filedAt: string) =>
      (await readAppealQueue(pool, { after: `${filedAt}~${appeal}`, before: undefined })).open;
    expect(await open('2026-03-22T09:59:59.000Z')).toMatchObject([{ id: appeal }]);
    expect(await open('2026-03-22T23:00:00.000Z')).toEqual([]);
  });
});
