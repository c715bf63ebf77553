import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, vi } from 'vitest';
import { PASSWORD, test } from '../../support/doors';
import { twoShops } from '../../support/two-shops';

/** As in Next: cookies and headers are there for what a request began, and for nobody else. */
const { during } = vi.hoisted(() => ({ during: { request: null as AsyncLocalStorage<boolean> | null } }));
during.request = new AsyncLocalStorage();

vi.mock('next/headers', async () => {
  const browser = await import('../../support/browser');
  const asked = <Value>(answer: () => Value): Value => {
    if (during.request?.getStore() !== true) throw new Error('called outside of a request');
    return answer();
  };
  return { cookies: () => asked(browser.cookies), headers: () => asked(browser.headers) };
});

const ADA = { email: 'ada@ships.example', password: PASSWORD };

describe('the rows of a download', () => {
  test('are those of who asked for it, though they are read after the answer began', async ({ doors, books }) => {
    const inRequest = <Value>(work: () => Value): Value => during.request?.run(true, work) ?? expect.fail('no request');
    const { own } = await twoShops(books);
    await doors.addUser(ADA.email, { isMember: false });
    await books.sql(
      `INSERT INTO member (seller_id, no, person_key, user_id, name, email, role)
       SELECT $1, 9, 'ada', id, name, email, 'owner' FROM auth_user WHERE email = $2`,
      [own.sellerId, ADA.email],
    );
    await inRequest(() => doors.send(doors.signIn.signIn, ADA));
    const { sellerDatabase } = await import('@/server/db/seller');
    const { pool } = inRequest(sellerDatabase);
    const { rows } = await pool.query('SELECT DISTINCT shop_id FROM statement');
    expect(rows).toEqual([{ shop_id: own.shopId }]);
  });
});
