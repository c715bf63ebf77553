import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import type { Decision } from '@/domain/decision/decision';
import { readDecisionForm, readPreview } from '@/server/queries/ops/decision-preview';
import { readDecisionCase } from '@/server/queries/ops/decisions';
import { type TestBooks, test } from '../../support/books';
import { confirm, propose, proposed } from '../../support/decisions';
import { LENA, OTIS } from '../../support/ops-people';
import { acceptedOf, ivyOwes, MORNING, refusalOf } from '../../support/owing';

const ivy = async (books: TestBooks) => (await books.show())['ivy'];
const noticesOf = (books: TestBooks) =>
  books.sql<{ kind: string }>("SELECT kind, detail FROM notice WHERE key LIKE 'decision:%'");
const asked = { person: 'ops:otis', now: MORNING };

/** A dispute of 50.00 over order B, opened on 12 March. */
async function disputed(books: TestBooks): Promise<number> {
  const opened = { type: 'dispute.opened', occurredAt: '2026-03-12T09:00:00Z', order: 'B', dispute: 'D-1' };
  const { shopId } = await ivyOwes(books, [{ ...opened, id: 'opened', amount: '50.00' }]);
  return shopId;
}

const outcome = (won: 'won' | 'lost'): Decision => ({ kind: 'dispute', order: 'B', dispute: 'D-1', outcome: won });

describe('the outcome of a dispute', () => {
  test('lost: 50.00 are taken back as a chargeback on that day, and 137.40 is owed, of which the reserve covers 3.96', async ({
    books,
  }) => {
    const shopId = await disputed(books);
    const { id, status } = acceptedOf(await propose(books, shopId, outcome('lost')));
    expect(status).toBe('confirmed');
    await books.close('2026-03-13');
    expect((await ivy(books))?.balance['owed']).toBe('133.44');
    const found = await readDecisionCase(books.database.pool, id);
    expect(found?.facts[0]).toMatchObject({ type: 'dispute.lost', lines: [{ amount: '-50.00' }] });
    expect(await noticesOf(books)).toMatchObject([
      { kind: 'dispute-decided', detail: { amount: '50.00', order: 'B' } },
    ]);
  });

  test('won: order B settles on 17 March as any other (R3.2)', async ({ books }) => {
    const shopId = await disputed(books);
    const preview = await readPreview(books.database, shopId, outcome('won'), asked);
    expect(preview.refusal).toBeNull();
    acceptedOf(await propose(books, shopId, outcome('won')));
    await books.close('2026-03-17');
    // The dispute made her level 0 (R10.3), so 39.48 of B's 56.40 are withheld: 87.40 - 16.92.
    expect((await ivy(books))?.balance['owed']).toBe('70.48');
  });

  test('is decided once, though the books know of the first only from tonight', async ({ books }) => {
    const shopId = await disputed(books);
    acceptedOf(await propose(books, shopId, outcome('lost')));
    expect(refusalOf(await propose(books, shopId, outcome('won'))).reason).toContain('decided already');
  });

  test('names its order: of two disputes D-1, 30.00 over A and 50.00 over B, B’s is lost and A’s stays open', async ({
    books,
  }) => {
    const opened = { type: 'dispute.opened', occurredAt: '2026-03-12T09:00:00Z', dispute: 'D-1' };
    const { shopId } = await ivyOwes(books, [
      { ...opened, id: 'of-a', order: 'A', amount: '30.00' },
      { ...opened, id: 'of-b', order: 'B', amount: '50.00' },
    ]);
    const { id } = acceptedOf(await propose(books, shopId, outcome('lost')));
    await books.close('2026-03-13');
    expect((await readDecisionCase(books.database.pool, id))?.facts[0]?.lines).toMatchObject([{ amount: '-50.00' }]);
    expect(await noticesOf(books)).toMatchObject([{ detail: { amount: '50.00', order: 'B' } }]);
    const form = await readDecisionForm(books.database, { shop: 'ivy', kind: 'dispute' }, asked);
    expect(form?.choices).toEqual([{ value: 'A\tD-1', label: 'D-1, order A: 30.00' }]);
  });

  test('is offered by the form: the open dispute with its order and amount', async ({ books }) => {
    await disputed(books);
    const form = await readDecisionForm(books.database, { shop: 'ivy', kind: 'dispute' }, asked);
    expect(form?.choices).toEqual([{ value: 'B\tD-1', label: 'D-1, order B: 50.00' }]);
  });
});

describe('closing a shop (R5.7)', () => {
  test('on 13 March: the reserve pays what is owed that night, and until 11 June nothing is paid out', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const preview = await readPreview(books.database, shopId, { kind: 'closure' }, asked);
    expect(preview).toMatchObject({
      withheldUntil: '2026-06-11',
      effect: { before: { reserved: '3.96' }, after: { reserved: '0.00' } },
    });
    const id = await proposed(books, shopId, { kind: 'closure' });
    acceptedOf(await confirm(books, id));
    await books.close('2026-03-20');
    // 87.40 less 3.96 on the 13th; B brings 53.58 on the 17th and its hold of 2.82 is drawn: 27.04.
    expect((await ivy(books))?.balance['owed']).toBe('27.04');
    expect(await noticesOf(books)).toMatchObject([
      { kind: 'shop-closed', detail: { on: '2026-03-13', until: '2026-06-11' } },
    ]);
  });

  test('twice on a day is refused: of two proposals the second is out of date', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    const [first, second] = [
      await proposed(books, shopId, { kind: 'closure' }),
      await proposed(books, shopId, { kind: 'closure' }),
    ];
    acceptedOf(await confirm(books, first));
    expect(refusalOf(await confirm(books, second)).reason).toContain('closed already');
  });
});

describe('a payout that is sent again (R7.5)', () => {
  /** The payout of 75.28 comes back on 13 March, so that 12.12 is owed; 100.00 are given on the 14th. */
  async function returned(books: TestBooks, code: string): Promise<number> {
    const { shopId } = await ivyOwes(books);
    const back = { type: 'payout.returned', occurredAt: '2026-03-13T09:00:00Z', payout: 1, code };
    const given = {
      type: 'adjustment.posted',
      occurredAt: '2026-03-14T09:00:00Z',
      kind: 'other-adjustment',
      reason: 'x',
    };
    await books.record([
      { ...back, id: 'back' },
      { ...given, id: 'given', amount: '100.00' },
    ]);
    await books.close('2026-03-15');
    return shopId;
  }

  const now = instant('2026-03-16T09:00:00Z');
  const retry: Decision = { kind: 'payout-retry', payout: 1 };

  test('by two people: 87.88 wait with “payout failed”, and are paid on the next business day once the second has confirmed', async ({
    books,
  }) => {
    const shopId = await returned(books, 'account-blocked');
    expect((await ivy(books))?.payouts).toHaveLength(1);
    acceptedOf(await confirm(books, await proposed(books, shopId, retry, OTIS, now), LENA, now));
    await books.close('2026-03-16');
    expect((await ivy(books))?.payouts.at(-1)).toMatchObject({ initiatedOn: '2026-03-17', amount: '87.88' });
    expect(await noticesOf(books)).toMatchObject([{ kind: 'payout-retried', detail: { payout: 1, last4: '4417' } }]);
  });

  test('is refused where the name does not match: the seller has to act, and nothing is confirmed', async ({
    books,
  }) => {
    const shopId = await returned(books, 'name-mismatch');
    expect(refusalOf(await propose(books, shopId, retry, LENA, now)).reason).toContain('the seller has to correct');
    await books.close('2026-03-16');
    expect((await ivy(books))?.payouts).toHaveLength(1);
  });

  test('is refused also where a later payout came back with a milder word: that the name does not match still holds', async ({
    books,
  }) => {
    const shopId = await returned(books, 'name-mismatch');
    books.breaksThem();
    await books.sql(
      `INSERT INTO payout SELECT (jsonb_populate_record(p, '{"no": 2, "code": "account-blocked", "settled_on": "2026-03-15"}')).* FROM payout p`,
    );
    const form = await readDecisionForm(books.database, { shop: 'ivy', kind: 'payout-retry' }, { ...asked, now });
    expect(form?.choices.map(({ value }) => value)).toEqual(['1']);
    expect(refusalOf(await propose(books, shopId, retry, OTIS, now)).reason).toContain('the seller has to correct');
  });

  test('is done once: then no payout waits for it', async ({ books }) => {
    const shopId = await returned(books, 'account-blocked');
    acceptedOf(await confirm(books, await proposed(books, shopId, retry, OTIS, now), LENA, now));
    expect(refusalOf(await propose(books, shopId, retry, LENA, now)).reason).toContain('No payout waits');
  });
});

describe('a risk flag (R10.3)', () => {
  test('is level 0 from the next day; cleared, it ends with the evaluation of 1 April', async ({ books }) => {
    const { shopId } = await ivyOwes(books);
    acceptedOf(await confirm(books, await proposed(books, shopId, { kind: 'risk', flagged: true })));
    await books.close('2026-03-13');
    expect((await ivy(books))?.reserveLevel).toBe(0);
    const later = instant('2026-03-14T10:00:00Z');
    const clear = await proposed(books, shopId, { kind: 'risk', flagged: false }, OTIS, later);
    acceptedOf(await confirm(books, clear, LENA, later));
    await books.close('2026-03-20');
    expect((await ivy(books))?.reserveLevel).toBe(0);
    await books.close('2026-03-31');
    expect((await ivy(books))?.reserveLevel).not.toBe(0);
  });
});
