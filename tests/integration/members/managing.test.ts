import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { changeMember } from '@/server/commands/members/change-member';
import { inviteMember } from '@/server/commands/members/invite-member';
import type { Manager } from '@/server/commands/members/member-rules';
import { removeMember } from '@/server/commands/members/remove-member';
import { withdrawInvitation } from '@/server/commands/members/withdraw-invitation';
import { readMembers } from '@/server/queries/members';
import { test as base, type TestBooks } from '../../support/books';
import { addMember, addSeller } from '../../support/people';

const NOW = instant('2026-03-14T09:00:00Z');

/** Marlow with two shops: owner mara (1), admin ada (2), finance finn (3). Rook is another seller. */
interface Marlow {
  readonly mara: Manager;
  readonly ada: Manager;
  readonly finn: Manager;
  readonly shops: readonly number[];
  readonly foreignShop: number;
}

const test = base.extend<{ readonly marlow: Marlow }>({
  marlow: async ({ books }, use) => {
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    await addSeller(books, 'rook', ['rook']);
    const mara = await addMember(books, { key: 'mara', role: 'owner' });
    const ada = await addMember(books, { key: 'ada', role: 'admin' });
    const finn = await addMember(books, { key: 'finn', role: 'finance' });
    const rows = await books.sql<{ id: number; external_id: string }>('SELECT id, external_id FROM shop ORDER BY id');
    const idsOf = (...names: string[]) =>
      rows.filter(({ external_id }) => names.includes(external_id)).map(({ id }) => id);
    await use({ mara, ada, finn, shops: idsOf('outdoor', 'kitchen'), foreignShop: idsOf('rook')[0] ?? 0 });
  },
});

const roleOf = async (books: TestBooks, key: string) =>
  (
    await books.sql<{ role: string; status: string }>('SELECT role, status FROM member WHERE person_key = $1', [key])
  )[0];

const deeds = async (books: TestBooks) =>
  (
    await books.sql<{ said: string }>(
      "SELECT deed || ' ' || subject || ' by ' || actor_name AS said FROM audit_entry ORDER BY no",
    )
  ).map(({ said }) => said);

const mails = async (books: TestBooks) =>
  (await books.sql<{ said: string }>("SELECT recipient || ': ' || subject AS said FROM mail ORDER BY id")).map(
    ({ said }) => said,
  );

const invite = (
  books: TestBooks,
  by: Manager,
  email: string,
  role: 'owner' | 'admin' | 'finance',
  shops: 'all' | number[] = 'all',
) => inviteMember(books.database, { by, email, role, shops, now: NOW, origin: 'http://localhost' });

describe('changing a member', () => {
  test('an owner makes finance an admin: told by mail and on record', async ({ books, marlow }) => {
    expect(await changeMember(books.database, { by: marlow.mara, no: 3, role: 'admin', shops: 'all' })).toMatchObject({
      ok: true,
    });
    expect(await roleOf(books, 'finn')).toEqual({ role: 'admin', status: 'active' });
    expect(await deeds(books)).toEqual(['member.changed finn@example.com by mara']);
    expect(await mails(books)).toEqual(['finn@example.com: Your role at marlow has changed']);
  });

  test('what is so already stays so, unrecorded', async ({ books, marlow }) => {
    expect(await changeMember(books.database, { by: marlow.mara, no: 3, role: 'finance', shops: 'all' })).toMatchObject(
      { ok: true },
    );
    expect(await deeds(books)).toEqual([]);
  });

  test('an admin changes no owner and makes none', async ({ books, marlow }) => {
    const owner = await changeMember(books.database, { by: marlow.ada, no: 1, role: 'viewer', shops: 'all' });
    const maker = await changeMember(books.database, { by: marlow.ada, no: 3, role: 'owner', shops: 'all' });
    expect([owner, maker]).toMatchObject([
      { ok: false, refusal: { reason: 'Only an owner can change this person.' } },
      { ok: false, refusal: { reason: 'Your role may not give this one.' } },
    ]);
    expect(await roleOf(books, 'mara')).toEqual({ role: 'owner', status: 'active' });
  });

  test('nobody changes themselves, so an owner is always left', async ({ books, marlow }) => {
    expect(await changeMember(books.database, { by: marlow.mara, no: 1, role: 'viewer', shops: 'all' })).toMatchObject({
      ok: false,
    });
    expect(await removeMember(books.database, { by: marlow.mara, no: 1 })).toMatchObject({ ok: false });
  });

  test('two owners who remove each other at once: one of them is left', async ({ books, marlow }) => {
    const olga = await addMember(books, { key: 'olga', role: 'owner' });
    const both = await Promise.all([
      removeMember(books.database, { by: marlow.mara, no: 4 }),
      removeMember(books.database, { by: olga, no: 1 }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await books.sql("SELECT 1 FROM member WHERE role = 'owner' AND status = 'active'")).toHaveLength(1);
  });

  test('a manager who was demoted meanwhile changes nothing, whatever their page still showed', async ({
    books,
    marlow,
  }) => {
    await changeMember(books.database, { by: marlow.mara, no: 2, role: 'viewer', shops: 'all' });
    expect(await removeMember(books.database, { by: marlow.ada, no: 3 })).toMatchObject({ ok: false });
  });

  test('finance is restricted to one shop, not to none, nor to one of another seller', async ({ books, marlow }) => {
    const [outdoor = 0] = marlow.shops;
    const restrict = (shops: number[]) =>
      changeMember(books.database, { by: marlow.mara, no: 3, role: 'finance', shops });
    expect(await restrict([])).toMatchObject({ ok: false, refusal: { field: 'access' } });
    expect(await restrict([marlow.foreignShop])).toMatchObject({ ok: false, refusal: { field: 'access' } });
    expect(await restrict([outdoor])).toMatchObject({ ok: true });
    expect(
      (await readMembers(books.database.pool, marlow.mara, NOW)).members.find(({ no }) => no === 3)?.access,
    ).toEqual([{ id: outdoor, name: 'outdoor' }]);
  });

  test('a member of another seller is not found by their number', async ({ books, marlow }) => {
    const ronan = await addMember(books, { key: 'ronan', role: 'owner', seller: 'rook' });
    expect(await removeMember(books.database, { by: ronan, no: 3 })).toMatchObject({ ok: false });
    expect(await roleOf(books, 'finn')).toEqual({ role: 'finance', status: 'active' });
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).members.map(({ name }) => name)).toEqual([
      'mara',
      'ada',
      'finn',
    ]);
  });
});

describe('inviting', () => {
  test('an admin invites finance: a mail with a link, an entry, an open invitation', async ({ books, marlow }) => {
    expect(await invite(books, marlow.ada, 'nina@example.com', 'finance')).toMatchObject({ ok: true });
    expect(await mails(books)).toEqual(['nina@example.com: ada invites you to marlow']);
    expect(await deeds(books)).toEqual(['member.invited nina@example.com by ada']);
    const { invitations } = await readMembers(books.database.pool, marlow.mara, NOW);
    expect(invitations).toMatchObject([
      { email: 'nina@example.com', role: 'finance', invitedBy: 'ada', isExpired: false },
    ]);
  });

  test('an admin invites no admin and no owner', async ({ books, marlow }) => {
    const answers = [
      await invite(books, marlow.ada, 'nina@example.com', 'admin'),
      await invite(books, marlow.ada, 'nina@example.com', 'owner'),
    ];
    expect(answers).toMatchObject([{ ok: false }, { ok: false }]);
    expect(await mails(books)).toEqual([]);
  });

  test('somebody who is a member already is not invited', async ({ books, marlow }) => {
    expect(await invite(books, marlow.mara, 'finn@example.com', 'admin')).toMatchObject({
      ok: false,
      refusal: { field: 'email' },
    });
  });

  test('invited again, only the newest invitation is open', async ({ books, marlow }) => {
    await invite(books, marlow.mara, 'nina@example.com', 'admin');
    await invite(books, marlow.mara, 'nina@example.com', 'finance');
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).invitations).toMatchObject([{ role: 'finance' }]);
  });

  test('the token is in the mail alone: the table keeps its hash', async ({ books, marlow }) => {
    await invite(books, marlow.mara, 'nina@example.com', 'finance');
    const [mail] = await books.sql<{ text: string }>('SELECT text FROM mail');
    const token = /invitations\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? 'none';
    const [kept] = await books.sql<{ row: string }>('SELECT i::text AS row FROM invitation i');
    expect(kept?.row).not.toContain(token);
    expect((await books.sql<{ row: string }>('SELECT a::text AS row FROM audit_entry a'))[0]?.row).not.toContain(token);
  });

  test('withdrawn, it is no longer open; an admin does not withdraw an owner’s', async ({ books, marlow }) => {
    const made = await invite(books, marlow.mara, 'nina@example.com', 'owner');
    const invitation = made.ok ? made.value : '';
    expect(await withdrawInvitation(books.database, { by: marlow.ada, invitation })).toMatchObject({ ok: false });
    expect(await withdrawInvitation(books.database, { by: marlow.mara, invitation })).toMatchObject({ ok: true });
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).invitations).toEqual([]);
  });

  test('the invitations of somebody who is removed end with them', async ({ books, marlow }) => {
    await invite(books, marlow.ada, 'nina@example.com', 'finance');
    await removeMember(books.database, { by: marlow.mara, no: 2 });
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).invitations).toEqual([]);
  });

  test('an owner who becomes an admin keeps the invitations that an admin may write, and no other', async ({
    books,
    marlow,
  }) => {
    const otto = await addMember(books, { key: 'otto', role: 'owner' });
    await invite(books, otto, 'again@example.com', 'owner');
    await invite(books, otto, 'nina@example.com', 'finance');
    await changeMember(books.database, { by: marlow.mara, no: 4, role: 'admin', shops: 'all' });
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).invitations).toMatchObject([
      { email: 'nina@example.com' },
    ]);
  });

  test('an admin does not put an invitation of their own in the place of an owner’s', async ({ books, marlow }) => {
    await invite(books, marlow.mara, 'nina@example.com', 'owner');
    expect(await invite(books, marlow.ada, 'nina@example.com', 'finance')).toMatchObject({
      ok: false,
      refusal: { field: 'email' },
    });
    expect((await readMembers(books.database.pool, marlow.mara, NOW)).invitations).toMatchObject([{ role: 'owner' }]);
  });
});
