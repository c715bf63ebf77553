import { describe, expect, vi } from 'vitest';
import { siteTest as test } from '../../support/asking-site';
import { LENA } from '../../support/ops-people';
import { addSeller } from '../../support/people';

vi.mock('next/headers', () => import('../../support/browser'));

async function lookAt(shop: string) {
  const { lookAtShop } = await import('@/server/commands/audit/look-at-shop');
  return lookAtShop(LENA, shop, 'statement 12');
}

describe('somebody of the marketplace looks at one shop', () => {
  test('the look is in the seller’s own log: who, what, which shop', async ({ books, site: _site }) => {
    const sellerId = await addSeller(books, 'marlow', ['outdoor']);
    await lookAt('outdoor');
    expect(
      await books.sql(
        `SELECT a.seller_id, a.actor_name, a.actor_role, a.deed, a.subject, s.external_id AS shop
           FROM audit_entry a JOIN shop s ON s.id = a.shop_id`,
      ),
    ).toEqual([
      {
        seller_id: sellerId,
        actor_name: 'Lena Voss',
        actor_role: 'ops-lead',
        deed: 'ops.read',
        subject: 'statement 12',
        shop: 'outdoor',
      },
    ]);
  });

  test('the reading is among those of ops, with its purpose', async ({ books, site: _site }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    await lookAt('outdoor');
    expect(await books.sql('SELECT DISTINCT person, purpose FROM ops_read')).toEqual([
      { person: 'ops:lena', purpose: 'statement 12 of shop outdoor' },
    ]);
  });

  test('a shop that there is not: nothing to look at, nobody’s log grows', async ({ books, site: _site }) => {
    await addSeller(books, 'marlow', ['outdoor']);
    expect(await lookAt('indoor')).toBe(null);
    expect(await books.sql('SELECT FROM audit_entry')).toEqual([]);
  });
});
