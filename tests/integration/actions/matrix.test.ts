import { describe, expect, vi } from 'vitest';
import { ALL_ROLES, may, OPS_ROLES, SELLER_ROLES } from '@/contracts/permissions';
import { instant } from '@/domain/calendar/instant';
import { inviteMember } from '@/server/commands/members/invite-member';
import { newId } from '@/server/ids';
import { insertAlertRule } from '@/server/repositories/alert-rules';
import { type Answered, type ExportedAction, exportedActions } from '../../support/actions';
import { siteTest } from '../../support/asking-site';
import type { TestBooks } from '../../support/books';
import { billOf, ivyOwes } from '../../support/owing';
import { addMember, addOps, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));
// Works in Next's own requests only.
vi.mock('next/cache', () => ({ refresh: () => undefined, revalidatePath: () => undefined }));

/** Marlow with a member of each role, and the marketplace's people. Ivy is another seller, with a bill and an invitation. */
interface World {
  readonly actions: readonly ExportedAction[];
  readonly foreignBill: string;
  readonly foreignInvitation: string;
  readonly foreignRule: string;
}

const test = siteTest.extend<{ readonly world: World }>({
  world: async ({ books, site: _site }, use) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    for (const role of SELLER_ROLES) await addMember(books, { key: role, role });
    for (const role of OPS_ROLES) await addOps(books, role);
    const ivy = await addMember(books, { key: 'ivy', role: 'owner', seller: 'ivy-hart' });
    const invited = await inviteMember(books.database, {
      by: ivy,
      email: 'nina@example.com',
      role: 'finance',
      shops: 'all',
      now: instant('2099-01-01T00:00:00Z'),
      origin: 'http://localhost:3000',
    });
    await use({
      actions: await exportedActions(),
      foreignBill: bill.id,
      foreignRule: await ruleOf(books, shopId),
      foreignInvitation: invited.ok ? invited.value : 'none',
    });
  },
});

/** An alert rule of Ivy's. */
async function ruleOf(books: TestBooks, shopId: number): Promise<string> {
  const [seller] = await books.sql<{ id: number }>("SELECT id FROM seller WHERE external_id = 'ivy-hart'");
  const id = newId('alr');
  const rule = { kind: 'owed-above', threshold: 5000n } as const;
  await insertAlertRule(books.database.pool, { ...rule, id, sellerId: seller?.id ?? 0, shopId, createdBy: 'ivy' });
  return id;
}

const keyOf = (role: string) => (role.startsWith('ops-') ? `ops:${role}` : role);

function isTurnedAway(answered: Answered): boolean {
  return answered.status === 'refused' && (answered.code === 'not-allowed' || answered.code === 'not-signed-in');
}

/** Every row that belongs to Ivy, as text. */
async function rowsOfIvy(books: TestBooks): Promise<readonly string[]> {
  const tables = await books.sql<{ name: string; column: string }>(
    `SELECT table_name AS name, min(column_name) AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name IN ('shop_id', 'seller_id') GROUP BY table_name ORDER BY 1`,
  );
  const rows: string[] = [];
  for (const { name, column } of tables) {
    const of = column === 'seller_id' ? 'seller' : 'shop';
    const found = await books.sql<{ row: string }>(
      `SELECT '${name} ' || t::text AS row FROM "${name}" t JOIN ${of} o ON o.id = t.${column}
        WHERE o.external_id = $1 ORDER BY 1`,
      [of === 'seller' ? 'ivy-hart' : 'ivy'],
    );
    rows.push(...found.map(({ row }) => row));
  }
  return rows;
}

/** Fields that name what is Ivy's, under every name that a form of ours gives such a thing. */
function foreignFields({ foreignBill, foreignInvitation, foreignRule }: World): Record<string, string> {
  return {
    bill: foreignBill,
    invitation: foreignInvitation,
    shop: 'ivy',
    method: 'bank-transfer',
    asks: '10.00',
    key: 'foreign-key-1',
    rule: foreignRule,
    intent: 'save',
    kind: 'owed-above',
    threshold: '10.00',
    scope: 'ivy',
    nonce: 'foreign-nonce-1',
    shown: 'full',
    choice: 'full',
    card: 'pm_foreign',
    change: 'remove',
    no: '7',
    account: 'acc-1',
    go: 'payouts ivy',
    'shop:ivy': 'yes',
    currency: 'USD',
    item: 'balance',
    deed: 'checked',
    view: 'viw_foreign',
    batch: 'bat_foreign',
    notice: '1',
    endpoint: `whk_${'0'.repeat(26)}`,
    delivery: '1',
    status: 'removed',
    role: 'viewer',
    access: 'all',
    email: 'somebody@example.com',
    'idempotency-key': `foreign-${Math.random().toString(36).slice(2)}`,
  };
}

const namesOf = (pairs: readonly (readonly [string, string])[]) => pairs.map(([role, action]) => `${role}: ${action}`);

describe('every role and every action', () => {
  test('the table decides: who may not is turned away, who may is not', { timeout: 300_000 }, async ({
    site,
    world,
  }) => {
    const wrong: (readonly [string, string])[] = [];
    let asked = 0;
    for (const role of ALL_ROLES) {
      for (const { name, rules, send } of world.actions) {
        const permission = rules?.permission ?? 'anybody';
        const isAllowed = permission.startsWith('anybody') || may(role, permission as 'see-money');
        await site.signIn(keyOf(role));
        // A form with nothing in it: who may is told what is missing, and nothing is done.
        const answered = await send({});
        asked += 1;
        if (isTurnedAway(answered) === isAllowed) wrong.push([role, name]);
      }
    }
    expect(namesOf(wrong)).toEqual([]);
    expect(asked).toBe(ALL_ROLES.length * world.actions.length);
  });

  test('nobody does anything to another seller’s shop, whatever their form names', { timeout: 300_000 }, async ({
    books,
    site,
    world,
  }) => {
    const before = await rowsOfIvy(books);
    const done: (readonly [string, string])[] = [];
    for (const role of SELLER_ROLES) {
      for (const { name, rules, send } of world.actions) {
        // What acts on no seller, and the demo's own clock, which moves every shop.
        if (rules === null || rules.permission.startsWith('anybody')) continue;
        await site.signIn(keyOf(role));
        site.chooseShop('ivy');
        await send(foreignFields(world));
        if ((await rowsOfIvy(books)).join('\n') !== before.join('\n')) done.push([role, name]);
      }
    }
    expect(namesOf(done)).toEqual([]);
    expect(before.length).toBeGreaterThan(10);
  });

  test('without a session nothing is done, but by who need not have one', { timeout: 120_000 }, async ({
    site,
    world,
  }) => {
    const wrong: string[] = [];
    for (const { name, rules, send } of world.actions) {
      if (rules === null || rules.permission.startsWith('anybody')) continue;
      site.signOut();
      if (!isTurnedAway(await send(foreignFields(world)))) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test('what asks for a fresh proof gets one first', { timeout: 120_000 }, async ({ site, world }) => {
    const wrong: string[] = [];
    const always = world.actions.filter(({ rules }) => rules?.stepUp === 'always');
    for (const { name, send } of always) {
      await site.signIn('owner', 'stale');
      const answered = await send({ ...foreignFields(world), email: 'new@example.com' });
      const isLedThere = answered.status === 'redirected' && answered.to.startsWith('/confirm?back=');
      const isIncomplete = answered.status === 'refused' && answered.code === 'invalid';
      if (!isLedThere && !isIncomplete) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(always.length).toBeGreaterThanOrEqual(5);
  });
});
