import { describe, expect, vi } from 'vitest';
import { ALL_ROLES, may, OPS_ROLES, SELLER_ROLES } from '@/contracts/permissions';
import { instant } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { inviteMember } from '@/server/commands/members/invite-member';
import type { Manager } from '@/server/commands/members/member-rules';
import { newId } from '@/server/ids';
import { insertAlertRule } from '@/server/repositories/alert-rules';
import { type Answered, type ExportedAction, exportedActions, type FormFields } from '../../support/actions';
import { siteTest } from '../../support/asking-site';
import { accountsOf, request } from '../../support/bank-accounts';
import type { TestBooks } from '../../support/books';
import { acceptedOf, billOf, ivyOwes } from '../../support/owing';
import { addMember, addOps, addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));
// Works in Next's own requests only.
vi.mock('next/cache', () => ({ refresh: () => undefined, revalidatePath: () => undefined }));

/** Marlow with a member of each role, and the marketplace's people. Ivy is another seller, with a bill and an invitation. */
interface World {
  readonly actions: readonly ExportedAction[];
  readonly own: Things;
  readonly foreign: Things;
}

/** What a form can name. */
interface Things {
  readonly bill: string;
  readonly invitation: string;
  readonly shop: string;
  readonly account: string;
  readonly amounts: readonly [string, string];
  readonly no: string;
  readonly person: string;
  readonly rule: string;
}

const test = siteTest.extend<{ readonly world: World }>({
  world: async ({ books, site: _site }, use) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, null);
    const asked = request('000917425530', 'Ivy Hart');
    const linked = acceptedOf(await accountsOf(books, shopId).link('2026-03-13T10:00', asked));
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    for (const role of SELLER_ROLES) await addMember(books, { key: role, role });
    for (const role of OPS_ROLES) await addOps(books, role);
    const spare = await addMember(books, { key: 'spare', role: 'support' });
    const ivy = await addMember(books, { key: 'ivy', role: 'owner', seller: 'ivy-hart' });
    const [first, second] = linked.deposits.amounts;
    await use({
      actions: await exportedActions(),
      own: {
        bill: await copyBill(books, bill.id),
        invitation: await invite(books, { ...spare, role: 'owner', person: { key: 'owner', name: 'owner' } }),
        shop: 'outdoor',
        account: 'acc-1',
        amounts: ['0.11', '0.12'],
        no: String(SELLER_ROLES.length + 1),
        person: 'spare',
        rule: await ruleOf(books, 'outdoor'),
      },
      foreign: {
        bill: bill.id,
        invitation: await invite(books, ivy),
        shop: 'ivy',
        account: linked.account,
        amounts: [formatMinor(first), formatMinor(second)],
        no: '1',
        person: 'ivy',
        rule: await ruleOf(books, 'ivy'),
      },
    });
  },
});

/** An alert rule about a shop. */
async function ruleOf(books: TestBooks, shop: string): Promise<string> {
  const [found] = await books.sql<{ id: number; seller_id: number }>(
    'SELECT id, seller_id FROM shop WHERE external_id = $1',
    [shop],
  );
  if (found === undefined) throw new Error(`There is no shop ${shop}`);
  const id = newId('alr');
  const rule = { kind: 'owed-above', threshold: 5000n } as const;
  const of = { sellerId: found.seller_id, shopId: found.id, createdBy: 'owner' };
  await insertAlertRule(books.database.pool, { ...rule, ...of, id });
  return id;
}

/** Outdoor's bill: as Ivy's, but unpaid in another shop. */
async function copyBill(books: TestBooks, foreign: string): Promise<string> {
  const id = newId('bil');
  await books.sql(
    `INSERT INTO bill SELECT (jsonb_populate_record(b, jsonb_build_object('id', $2::text, 'key', $2::text,
       'shop_id', (SELECT id FROM shop WHERE external_id = 'outdoor'), 'reference', b.reference || '2'))).* FROM bill b WHERE id = $1`,
    [foreign, id],
  );
  return id;
}

async function invite(books: TestBooks, by: Manager): Promise<string> {
  const asked = { email: 'nina@example.com', role: 'finance', shops: 'all' } as const;
  const now = instant('2099-01-01T00:00:00Z');
  return acceptedOf(await inviteMember(books.database, { by, ...asked, now, origin: 'http://localhost:3000' }));
}

const keyOf = (role: string) => (role.startsWith('ops-') ? `ops:${role}` : role);

function isTurnedAway(answered: Answered): boolean {
  return answered.status === 'refused' && (answered.code === 'not-allowed' || answered.code === 'not-signed-in');
}

/** One query for every row that belongs to Ivy, as text: it is asked after each action. */
async function queryOfIvy(books: TestBooks): Promise<string> {
  const tables = await books.sql<{ name: string; column: string }>(
    `SELECT table_name AS name, min(column_name) AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name IN ('shop_id', 'seller_id') GROUP BY table_name ORDER BY 1`,
  );
  const ofTable = ({ name, column }: { name: string; column: string }) =>
    column === 'seller_id'
      ? `SELECT '${name} ' || t::text AS row FROM "${name}" t JOIN seller o ON o.id = t.seller_id WHERE o.external_id = 'ivy-hart'`
      : `SELECT '${name} ' || t::text AS row FROM "${name}" t JOIN shop o ON o.id = t.shop_id WHERE o.external_id = 'ivy'`;
  return `${tables.map(ofTable).join(' UNION ALL ')} ORDER BY 1`;
}

/** Every row of the database as a sum, by table: without what says who looked. */
async function sumsOf(books: TestBooks): Promise<Readonly<Record<string, string>>> {
  const tables = await books.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'ops_read' ORDER BY 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await books.sql<{ sum: string }>(
      `SELECT md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
    );
    sums[name] = row?.sum ?? '';
  }
  return sums;
}

const fresh = (): string => Math.random().toString(36).slice(2);
const ONCE = () => ({ 'idempotency-key': `form-${fresh()}` });
const PASSWORD = 'four words about ships';
const ENDPOINT = `whk_${'0'.repeat(26)}`;

/** A form of each action that its schema takes, about the things that are named. A new action is given its form here. */
const FORMS: Readonly<Record<string, (things: Things) => FormFields>> = {
  askClose: () => ({ ...ONCE(), through: '2026-03-13' }),
  checkBooks: () => ({}),
  pauseClose: () => ({ run: '1' }),
  resumeClose: () => ({ run: '1' }),
  retryClose: ({ shop }) => ({ run: '1', shop }),
  switchCloses: () => ({ paused: 'no' }),
  retryJob: () => ({ job: '1' }),
  runSweep: () => ({ task: 'send-mails' }),
  switchJobTask: () => ({ task: 'send-mails', paused: 'no' }),
  addEndpoint: () => ({ url: 'https://hooks.example.com/evenkeel', 'group-payouts': 'on' }),
  askDryRun: () => ({
    ...{ marketplace: 'us', version: '2', kind: 'look-back', from: '2026-03-01', through: '2026-03-12' },
    ...ONCE(),
  }),
  changeEndpointStatus: () => ({ endpoint: ENDPOINT, status: 'removed' }),
  checkChosen: ({ shop }) => ({ note: '', [`shop:${shop}`]: 'yes', ...ONCE() }),
  checkRow: ({ shop }) => ({ shop, item: 'balance', deed: 'checked', note: '' }),
  confirmVersion: () => ({ marketplace: 'us', version: '2', ...ONCE() }),
  proposeDecision: () => ({
    ...{ shop: 'ivy', kind: 'reserve-level', level: '0', reason: 'Reported by three buyers' },
    ...ONCE(),
  }),
  confirmDecision: () => ({ decision: `dcs_${'0'.repeat(26)}`, ...ONCE() }),
  refuseDecision: () => ({ decision: `dcs_${'0'.repeat(26)}`, note: 'Not proved', ...ONCE() }),
  withdrawDecision: () => ({ decision: `dcs_${'0'.repeat(26)}`, note: 'A mistake', ...ONCE() }),
  decideAppeal: () => ({ appeal: `apl_${'0'.repeat(26)}`, decision: 'granted', reason: 'Paid', ...ONCE() }),
  decideSuggestion: () => ({ line: '1', decision: 'decline', reason: 'Another’s', ...ONCE() }),
  deleteRule: ({ rule }) => ({ rule }),
  explainItem: () => ({ key: 'captured:pi_none', note: 'Known', ...ONCE() }),
  forgetOpsView: () => ({ list: 'shops', view: 'viw_foreign' }),
  dismissFlag: () => ({ shop: '1', no: '1', flag: 'waiting', reason: 'Never ours', ...ONCE() }),
  forgetView: () => ({ view: 'viw_foreign' }),
  giveUpBatch: () => ({ batch: `bat_${'0'.repeat(26)}` }),
  keepOpsView: () => ({ list: 'statements', name: 'Mine', query: 'status=pending' }),
  keepThisView: () => ({ name: 'Mine', query: '' }),
  importReturns: () => ({ file: new File(['no returns'], 'returns.csv') }),
  importStatement: () => ({ file: new File(['no statement'], 'march.csv'), currency: 'USD' }),
  leaveSellersView: () => ({}),
  markRead: () => ({ notice: '1' }),
  matchLine: ({ bill }) => ({ line: '1', shop: '1', bill, reason: '', ...ONCE() }),
  openBill: ({ bill }) => ({ bill }),
  openSellersView: ({ shop }) => ({ shop, purpose: 'ticket 4711' }),
  openShop: ({ shop }) => ({ go: `payouts ${shop}` }),
  pauseRule: ({ rule }) => ({ rule }),
  payShops: ({ shop }) => ({
    currency: 'USD',
    method: 'new-card',
    key: 'form-key-1',
    asks: '10.00',
    [`shop:${shop}`]: 'yes',
  }),
  reconcileAgain: () => ({ day: '2026-03-12', ...ONCE() }),
  replayDelivery: () => ({ endpoint: ENDPOINT, delivery: '1' }),
  resumeRule: ({ rule }) => ({ rule }),
  rotateSecret: () => ({ endpoint: ENDPOINT }),
  saveRule: ({ shop }) => ({ intent: 'save', rule: '', kind: 'owed-above', threshold: '10.00', scope: shop }),
  saveWanted: () => ({}),
  setAside: () => ({ line: '1', as: 'not-ours', reason: 'Rent', ...ONCE() }),
  scheduleVersion: () => ({ marketplace: 'us', effectiveFrom: '2099-01-01', source: 'Test', ...ONCE() }),
  sendAppeal: () => ({ words: 'All is paid.', ...ONCE() }),
  sendTestEvent: () => ({ endpoint: ENDPOINT }),
  writeShopNote: ({ shop }) => ({ shop, statement: '', words: 'Called the seller', ...ONCE() }),
  withdrawVersion: () => ({ marketplace: 'us', version: '2', reason: 'Not needed', ...ONCE() }),
  askForReset: () => ({ email: 'nobody@example.com' }),
  beginTwoFactor: () => ({ password: PASSWORD }),
  changeCard: () => ({ card: 'pm_foreign', change: 'remove' }),
  changeMember: ({ no }) => ({ no, role: 'viewer', access: 'all', ...ONCE() }),
  chooseAccount: ({ account }) => ({ account }),
  chooseSchedule: () => ({ schedule: 'weekly', 'weekly-weekday': '3' }),
  chooseShop: ({ shop }) => ({ shop }),
  confirm: () => ({ proof: PASSWORD, back: '/finances' }),
  enterAmounts: ({ account, amounts: [first, second] }) => ({ account, first, second }),
  giveUpBill: ({ bill }) => ({ bill }),
  inviteAgain: ({ invitation }) => ({ invitation, ...ONCE() }),
  inviteMember: () => ({ email: `${fresh()}@example.com`, role: 'viewer', access: 'all', ...ONCE() }),
  joinSeller: () => ({ token: 'x'.repeat(43), name: 'Nina', password: PASSWORD }),
  linkAccount: () => ({
    holderName: 'Ivy Hart',
    accountType: 'personal',
    routingNumber: '110000000',
    accountNumber: '000917425588',
    becomesPrimary: 'on',
  }),
  moveTestClock: () => ({ move: 'day' }),
  pay: ({ bill }) => ({ bill, method: 'bank-transfer', key: 'form-key-1', asks: '10.00' }),
  payAnotherWay: ({ bill }) => ({ bill }),
  removeAccount: ({ account }) => ({ account }),
  removeMember: ({ no }) => ({ no, ...ONCE() }),
  renewRecoveryCodes: () => ({ password: PASSWORD }),
  sendCode: () => ({ code: '123456' }),
  sendRecoveryCode: () => ({ code: 'abcde-fghij' }),
  setOwnPassword: () => ({ current: PASSWORD, password: 'other words about the sea' }),
  setPassword: () => ({ token: 'x', password: PASSWORD }),
  signIn: () => ({ email: 'nobody@example.com', password: PASSWORD }),
  signInAsListed: ({ person }) => ({ person }),
  signOut: () => ({}),
  signOutBrowser: () => ({ session: 'none' }),
  signOutOthers: () => ({}),
  startPaying: () => ({ choice: 'full', shown: 'full', nonce: `nonce-${fresh()}` }),
  turnTwoFactorOff: () => ({ password: PASSWORD }),
  turnTwoFactorOn: () => ({ code: '123456' }),
  withdrawInvitation: ({ invitation }) => ({ invitation, ...ONCE() }),
  workFor: ({ person }) => ({ person }),
};

const formOf = (name: string, things: Things) => FORMS[name]?.(things) ?? {};

/** Whether it ended at the reading of the form, before anything was looked for. A password that was compared was read. */
function isUnread(answered: Answered): boolean {
  if (answered.status !== 'refused' || answered.message !== 'Something in the form is not right.') return false;
  return !Object.values(answered.fields).includes('This is not your password.');
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

  test('every action has a form here', async ({ world }) => {
    expect(Object.keys(FORMS).sort()).toEqual(world.actions.map(({ name }) => name).sort());
  });

  test('who may, with a whole form about their own shop, is heard', { timeout: 300_000 }, async ({ site, world }) => {
    const unheard: (readonly [string, string])[] = [];
    for (const role of SELLER_ROLES) {
      for (const { name, rules, send } of world.actions) {
        if (rules === null || rules.permission.startsWith('anybody')) continue;
        if (!may(role, rules.permission as 'see-money')) continue;
        await site.signIn(role);
        site.chooseShop('outdoor');
        const answered = await send(formOf(name, { ...world.own, person: role }));
        if (isTurnedAway(answered) || isUnread(answered)) unheard.push([role, name]);
      }
    }
    expect(namesOf(unheard)).toEqual([]);
  });

  test('ops in a seller’s view are refused every action but leaving, and nothing is written', {
    timeout: 120_000,
  }, async ({ books, site, world }) => {
    const send = (name: string) => world.actions.find((one) => one.name === name)?.send(formOf(name, world.own));
    await site.signIn('ops:ops-lead');
    expect(await send('openSellersView')).toMatchObject({ status: 'redirected' });
    const before = await sumsOf(books);
    const heard: string[] = [];
    for (const { name } of world.actions) {
      if (name === 'leaveSellersView') continue;
      const answered = await send(name);
      if (answered?.status !== 'refused' || !answered.message.startsWith('You see what the seller sees'))
        heard.push(name);
    }
    expect(heard).toEqual([]);
    expect(await sumsOf(books)).toEqual(before);
    expect(await send('leaveSellersView')).toMatchObject({ status: 'redirected' });
    expect(await send('openShop')).toMatchObject({ status: 'refused', code: 'not-allowed' });
  });

  test('an owner’s forms do what they say in their own shop', { timeout: 120_000 }, async ({ books, site, world }) => {
    const { bill, no } = world.own;
    for (const name of ['giveUpBill', 'linkAccount', 'chooseSchedule', 'inviteMember', 'changeMember']) {
      await site.signIn('owner');
      site.chooseShop('outdoor');
      const answered = await world.actions.find((one) => one.name === name)?.send(formOf(name, world.own));
      expect(['done', 'redirected'], `${name}: ${JSON.stringify(answered)}`).toContain(answered?.status);
    }
    expect(await books.sql('SELECT status FROM bill WHERE id = $1', [bill])).toEqual([{ status: 'cancelled' }]);
    expect(
      await books.sql(
        "SELECT s.external_id AS shop FROM bank_account b JOIN shop s ON s.id = b.shop_id WHERE last4 = '5588'",
      ),
    ).toEqual([{ shop: 'outdoor' }]);
    expect(
      await books.sql(
        "SELECT s.external_id AS shop FROM fact f JOIN shop s ON s.id = f.shop_id WHERE f.type = 'payout-schedule.changed'",
      ),
    ).toEqual([{ shop: 'outdoor' }]);
    expect(await books.sql('SELECT role FROM member WHERE person_key = $1', ['spare'])).toEqual([{ role: 'viewer' }]);
    const deeds = await books.sql<{ deed: string }>(
      "SELECT DISTINCT deed FROM audit_entry WHERE actor_key = 'owner' AND shop_id IS NOT NULL ORDER BY deed",
    );
    expect([no, ...deeds.map(({ deed }) => deed)]).toEqual([
      no,
      'bank-account.linked',
      'bill.given-up',
      'payout-schedule.changed',
    ]);
  });

  test('nobody does anything to another seller’s shop, whatever their form names', { timeout: 300_000 }, async ({
    books,
    site,
    world,
  }) => {
    const query = await queryOfIvy(books);
    const rowsOfIvy = async () => (await books.sql<{ row: string }>(query)).map(({ row }) => row);
    const before = await rowsOfIvy();
    const done: (readonly [string, string])[] = [];
    for (const role of SELLER_ROLES) {
      for (const { name, rules, send } of world.actions) {
        // What acts on no seller, and the demo's own clock, which moves every shop.
        if (rules === null || rules.permission.startsWith('anybody')) continue;
        await site.signIn(keyOf(role));
        site.chooseShop('ivy');
        await send(formOf(name, world.foreign));
        if ((await rowsOfIvy()).join('\n') !== before.join('\n')) done.push([role, name]);
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
      if (!isTurnedAway(await send(formOf(name, world.foreign)))) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test('what asks for a fresh proof gets one first', { timeout: 120_000 }, async ({ site, world }) => {
    const wrong: string[] = [];
    const always = world.actions.filter(({ rules }) => rules?.stepUp === 'always');
    for (const { name, rules, send } of always) {
      const role = ALL_ROLES.find((one) => may(one, rules?.permission as 'see-money')) ?? 'owner';
      await site.signIn(keyOf(role), 'stale');
      const answered = await send(formOf(name, world.own));
      const isLedThere = answered.status === 'redirected' && answered.to.startsWith('/confirm?back=');
      if (!isLedThere) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(always.length).toBeGreaterThanOrEqual(5);
  });
});
