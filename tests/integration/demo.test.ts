import { describe, expect } from 'vitest';
import { seedDemo } from '@/server/demo/seed-demo';
import { test } from '../support/books';

interface KeptBill {
  readonly id: string;
  readonly status: string;
  readonly method: string;
  readonly received: bigint;
  readonly day: string;
  readonly kind: string;
  readonly brand: string;
}

describe('the demo', { timeout: 120_000 }, () => {
  test('Ivy has paid 50.00 by card: her bill is cleared, on the statement of 13 March', async ({ books }) => {
    const seeded = await seedDemo(books.database);
    const bills = () =>
      books.sql<KeptBill>(
        `SELECT b.id, b.status, b.method, b.received_minor AS received, t.day, t.kind, p.brand
           FROM bill b JOIN statement t ON t.shop_id = b.shop_id AND t.no = b.statement_no
           JOIN bill_payment p ON p.shop_id = b.shop_id AND p.bill_id = b.id`,
      );
    const ivys = {
      id: 'IVY-BILL-1',
      status: 'cleared',
      method: 'card',
      received: 5000n,
      day: '2026-03-13',
      kind: 'bill-payment',
      brand: 'visa',
    };
    expect(await bills()).toEqual([ivys]);
    const again = await seedDemo(books.database);
    expect([seeded.facts > 0, again.facts]).toEqual([true, 0]);
    expect(await bills()).toEqual([ivys]);
  });
});
