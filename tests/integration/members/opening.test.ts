import { describe, expect } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { acceptInvitation } from '@/server/commands/members/accept-invitation';
import { addOpsMember } from '@/server/commands/members/add-ops-member';
import { openSeller } from '@/server/commands/members/open-seller';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens } from '../../support/ivy';
import { addSeller } from '../../support/people';

const NOW = instant('2026-03-14T09:00:00Z');
const WREN = {
  externalId: 'wren',
  name: 'Wren',
  ownerEmail: 'ann@wren.example',
  now: NOW,
  origin: 'https://f.example',
};

const open = (books: TestBooks, shops: readonly string[]) => openSeller(books.database, { ...WREN, shops });

describe('opening a seller', () => {
  test('gives it its shop, and who accepts the mailed link is its owner', async ({ books }) => {
    await books.record(ivyOpens(), { shop: 'wren-1' });
    const opened = await open(books, ['wren-1']);
    const link = opened.ok ? (opened.value.link ?? '') : '';
    const [mail] = await books.sql<{ recipient: string; text: string }>('SELECT recipient, text FROM mail');
    expect(mail).toMatchObject({ recipient: 'ann@wren.example', text: expect.stringContaining(link) });
    const newUser = { name: 'Ann Wren', passwordHash: 'x' };
    const token = link.split('/').at(-1) ?? '';
    expect(await acceptInvitation(books.database, { token, newUser, now: NOW })).toMatchObject({ ok: true });
    expect(
      await books.sql(
        `SELECT m.role, shop.external_id FROM member m JOIN seller s ON s.id = m.seller_id JOIN shop ON shop.seller_id = s.id`,
      ),
    ).toEqual([{ role: 'owner', external_id: 'wren-1' }]);
  });

  test('refuses a shop that another seller has, or that nobody knows, and changes nothing', async ({ books }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    expect(await open(books, ['outdoor', 'nothing'])).toMatchObject({
      ok: false,
      refusal: { field: 'shops', reason: expect.stringContaining('outdoor, nothing') },
    });
    expect(await books.sql("SELECT 1 FROM seller WHERE external_id = 'wren'")).toEqual([]);
  });

  test('again invites anew: the link of before opens nothing', async ({ books }) => {
    const first = await open(books, []);
    await open(books, []);
    const token = (first.ok ? (first.value.link ?? '') : '').split('/').at(-1) ?? '';
    expect(await acceptInvitation(books.database, { token, newUser: null, now: NOW })).toMatchObject({ ok: false });
  });
});

describe('adding one of the marketplace’s people', () => {
  const lena = { name: 'Lena Voss', email: 'lena@marketplace.example', origin: 'https://f.example' };

  test('makes them once, tells them by mail, and is on record', async ({ books }) => {
    expect(await addOpsMember(books.database, { ...lena, role: 'ops-agent' })).toBe(true);
    expect(await addOpsMember(books.database, { ...lena, role: 'ops-lead' })).toBe(false);
    expect(await books.sql('SELECT email, role FROM ops_member')).toEqual([{ email: lena.email, role: 'ops-lead' }]);
    expect(await books.sql('SELECT recipient FROM mail')).toEqual([{ recipient: lena.email }]);
    expect(await books.sql('SELECT deed FROM audit_entry')).toHaveLength(2);
  });
});
