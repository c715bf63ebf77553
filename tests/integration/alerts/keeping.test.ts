import { describe, expect } from 'vitest';
import type { SellerRole } from '@/contracts/permissions';
import type { AlertKind } from '@/domain/alert/rule';
import { plainDate } from '@/domain/calendar/plain-date';
import type { RuleKeeper } from '@/server/commands/alerts/alert-rule-rules';
import { saveAlertRule } from '@/server/commands/alerts/save-alert-rule';
import { listActiveAlerts, listRules } from '@/server/queries/alerts';
import { beginAlert, insertAlertRule } from '@/server/repositories/alert-rules';
import { type TestBooks, test } from '../../support/books';
import { acceptedOf } from '../../support/owing';
import { addMember, addSeller } from '../../support/people';

/** Somebody of Marlow's with a role, who sees every shop or the kitchen only. */
async function keeper(books: TestBooks, role: SellerRole, only?: 'kitchen'): Promise<RuleKeeper> {
  const sellerId = await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
  const { person } = await addMember(books, { key: role, role, ...(only === undefined ? {} : { shops: [only] }) });
  const rows = await books.sql<{ id: number; externalId: string; name: string }>(
    'SELECT id, external_id AS "externalId", name FROM shop ORDER BY id',
  );
  const shops = rows.filter(({ externalId }) => only === undefined || externalId === only);
  return {
    person,
    role,
    seller: { id: sellerId, name: 'marlow' },
    shops: shops.map((shop) => ({ ...shop, marketplaceName: 'US marketplace' })),
  };
}

const saves = (books: TestBooks, by: RuleKeeper, kind: AlertKind, shopId: number | null, id: string | null = null) =>
  saveAlertRule(books.database, { by, id, rule: { kind, threshold: 500n }, shopId });

const refusedAt = (field: string) => ({ ok: false, refusal: { field } });

describe('Who may keep which alert rule', () => {
  test('support sees no money: a rule about it is refused at its kind, one about dispatch is kept', async ({
    books,
  }) => {
    const support = await keeper(books, 'support');
    expect(await saves(books, support, 'owed-above', null)).toMatchObject(refusedAt('kind'));
    expect(await saves(books, support, 'late-dispatch-above', null)).toMatchObject({ ok: true });
  });

  test('support neither sees a rule about money of a colleague’s nor its alert', async ({ books }) => {
    const owner = await keeper(books, 'owner');
    const support = await keeper(books, 'support');
    const shopId = owner.shops[0]?.id ?? 0;
    const rule = acceptedOf(await saves(books, owner, 'owed-above', shopId));
    const watched = { ruleId: rule, revision: 1 };
    const reading = { unit: 'amount', amount: '60.00', on: null };
    await beginAlert(books.database.pool, shopId, watched, { on: plainDate('2026-01-05'), reading });
    expect((await listActiveAlerts(books.database.pool, [shopId], owner)).get(shopId)).toMatchObject([
      { rule, kind: 'owed-above', threshold: '5.00', since: '2026-01-05' },
    ]);
    expect((await listActiveAlerts(books.database.pool, [shopId], support)).size).toBe(0);
    expect(await listRules(books.database.pool, support)).toEqual([]);
  });

  test('who sees the kitchen only keeps rules for it, not for every shop and not for another', async ({ books }) => {
    const finance = await keeper(books, 'finance', 'kitchen');
    const [outdoor] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'outdoor'");
    expect(await saves(books, finance, 'owed-above', null)).toMatchObject(refusedAt('scope'));
    expect(await saves(books, finance, 'owed-above', outdoor?.id ?? 0)).toMatchObject(refusedAt('scope'));
    expect(await saves(books, finance, 'owed-above', finance.shops[0]?.id ?? 0)).toMatchObject({ ok: true });
  });

  test('nor do they change a rule of every shop that an owner made', async ({ books }) => {
    const owner = await keeper(books, 'owner');
    const rule = acceptedOf(await saves(books, owner, 'owed-above', null));
    const finance = await keeper(books, 'finance', 'kitchen');
    const kitchen = finance.shops[0]?.id ?? 0;
    expect(await saves(books, finance, 'owed-above', kitchen, rule)).toMatchObject(refusedAt('scope'));
    expect(await listRules(books.database.pool, finance)).toMatchObject([{ id: rule, mayChange: false }]);
  });

  test('a form that is sent twice makes one rule', async ({ books }) => {
    const owner = await keeper(books, 'owner');
    await saves(books, owner, 'no-sign-in', null);
    expect(await saves(books, owner, 'no-sign-in', null)).toMatchObject(refusedAt('threshold'));
    expect((await listRules(books.database.pool, owner)).length).toBe(1);
  });

  test('the fifty-first rule is refused, and says what to do', async ({ books }) => {
    const owner = await keeper(books, 'owner');
    const rule = { sellerId: owner.seller.id, shopId: null, kind: 'owed-above', createdBy: 'owner' } as const;
    for (let no = 1; no <= 50; no += 1)
      await insertAlertRule(books.database.pool, { ...rule, id: `alr_${no}`, threshold: BigInt(no) });
    expect(await saves(books, owner, 'owed-above', null)).toMatchObject({
      ok: false,
      refusal: { reason: 'There are 50 rules already. Delete one first.' },
    });
  });
});
