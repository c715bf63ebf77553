import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { acceptInvitation } from '@/server/commands/members/accept-invitation';
import { inviteMember } from '@/server/commands/members/invite-member';
import type { Manager } from '@/server/commands/members/member-rules';
import { removeMember } from '@/server/commands/members/remove-member';
import { withdrawInvitation } from '@/server/commands/members/withdraw-invitation';
import { test as base, type TestBooks } from '../../support/books';
import { addMember, addSeller } from '../../support/people';

const NOW = instant('2026-03-14T09:00:00Z');
const NINA = { name: 'Nina Poe', passwordHash: 'a hash' };

/** Marlow with two shops and its owner mara, and what invites nina to it. */
interface Marlow {
  readonly mara: Manager;
  /** Invites nina as finance of the first shop. @returns the token of her mail, and the invitation */
  readonly invite: () => Promise<{ readonly token: string; readonly invitation: string }>;
}

const test = base.extend<{ readonly marlow: Marlow }>({
  marlow: async ({ books }, use) => {
    await addSeller(books, 'marlow', ['outdoor', 'kitchen']);
    const mara = await addMember(books, { key: 'mara', role: 'owner' });
    const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'outdoor'");
    const wanted = { by: mara, email: 'nina@example.com', role: 'finance', shops: [shop?.id ?? 0] } as const;
    await use({
      mara,
      invite: async () => {
        const made = await inviteMember(books.database, { ...wanted, now: NOW, origin: 'http://localhost' });
        const [mail] = await books.sql<{ text: string }>('SELECT text FROM mail ORDER BY id DESC LIMIT 1');
        const token = /invitations\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? 'none';
        return { token, invitation: made.ok ? made.value : 'none' };
      },
    });
  },
});

const accept = (books: TestBooks, token: string, newUser: typeof NINA | null = NINA, now = NOW) =>
  acceptInvitation(books.database, { token, newUser, now });

const nina = (books: TestBooks) =>
  books.sql<{ name: string; role: string; status: string; shops: string[] }>(
    `SELECT m.name, m.role, m.status, ARRAY(SELECT p.external_id FROM member_shop s JOIN shop p ON p.id = s.shop_id
            WHERE s.seller_id = m.seller_id AND s.member_no = m.no) AS shops FROM member m WHERE m.email = 'nina@example.com'`,
  );

const GONE = { ok: false, refusal: { field: 'token' } };

describe('accepting an invitation', () => {
  test('somebody new becomes a user and a member with the role and the shop of the invitation', async ({
    books,
    marlow,
  }) => {
    const { token } = await marlow.invite();
    expect(await accept(books, token)).toMatchObject({ ok: true, value: { isNewUser: true } });
    expect(await nina(books)).toEqual([{ name: 'Nina Poe', role: 'finance', status: 'active', shops: ['outdoor'] }]);
    expect(await books.sql("SELECT email_verified, is_demo FROM auth_user WHERE email = 'nina@example.com'")).toEqual([
      { email_verified: true, is_demo: false },
    ]);
    expect(await books.sql("SELECT deed, actor_name FROM audit_entry WHERE deed = 'member.joined'")).toEqual([
      { deed: 'member.joined', actor_name: 'Nina Poe' },
    ]);
  });

  test('twice at the same time: one of them becomes a member', async ({ books, marlow }) => {
    const { token } = await marlow.invite();
    const both = await Promise.all([accept(books, token), accept(books, token)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await nina(books)).toHaveLength(1);
  });

  test('a day late, withdrawn, or made up: it is gone, and nobody is made', async ({ books, marlow }) => {
    const { token } = await marlow.invite();
    expect(await accept(books, token, NINA, instant('2026-03-21T09:00:01Z'))).toMatchObject(GONE);
    const again = await marlow.invite();
    await withdrawInvitation(books.database, { by: marlow.mara, invitation: again.invitation });
    expect(await accept(books, again.token)).toMatchObject(GONE);
    expect(await accept(books, 'x'.repeat(43))).toMatchObject(GONE);
    expect(await nina(books)).toEqual([]);
    expect(await books.sql("SELECT 1 FROM auth_user WHERE email = 'nina@example.com'")).toEqual([]);
  });

  test('the link of the mail before the last opens nothing', async ({ books, marlow }) => {
    const before = await marlow.invite();
    await marlow.invite();
    expect(await accept(books, before.token)).toMatchObject(GONE);
  });

  test('somebody who signs in already keeps their user and password', async ({ books, marlow }) => {
    await addSeller(books, 'rook', []);
    await addMember(books, { key: 'nina', role: 'owner', seller: 'rook' });
    const hash = () =>
      books.sql(
        "SELECT a.password FROM auth_account a JOIN auth_user u ON u.id = a.user_id WHERE u.email LIKE 'nina%'",
      );
    const before = await hash();
    const { token } = await marlow.invite();
    expect(await accept(books, token)).toMatchObject({ ok: true, value: { isNewUser: false } });
    expect(await hash()).toEqual(before);
    expect((await nina(books)).map(({ role }) => role).sort()).toEqual(['finance', 'owner']);
  });

  test('removed and invited again, they are the same member again', async ({ books, marlow }) => {
    const first = await accept(books, (await marlow.invite()).token);
    await removeMember(books.database, { by: marlow.mara, no: 2 });
    expect(await nina(books)).toMatchObject([{ status: 'removed', shops: [] }]);
    const second = await accept(books, (await marlow.invite()).token, null);
    expect(first.ok && second.ok && first.value.personKey === second.value.personKey).toBe(true);
    expect(await nina(books)).toMatchObject([{ status: 'active', shops: ['outdoor'] }]);
  });
});
