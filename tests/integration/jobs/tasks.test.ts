import { describe, expect } from 'vitest';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { siteWebhookGateway } from '@/server/gateways/webhook';
import { makeTasks } from '@/server/jobs/tasks';
import { test } from '../../support/books';
import { answer, billOf, billsOf, captured, chargeUnanswered, ivyOwes, MORNING } from '../../support/owing';

describe('the sweep that clears bills', () => {
  test('a bank line that cannot be booked is told as an error, and the paid bill of 50.00 clears all the same', async ({
    books,
  }) => {
    const { shopId } = await ivyOwes(books);
    const bill = await billOf(books, shopId, 5000n);
    await answer(books, await chargeUnanswered(books, bill), captured(5000n));
    await books.sql(
      `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, shop_id, bill_id, reason, imported_at)
       VALUES ('stuck', '2026-03-13', 100, 'USD', 'matched', $1, $2, 'Its reference.', $3)`,
      [shopId, bill.id, MORNING],
    );
    // Whatever it is that fails: here, the fact of the line cannot be stored.
    await books.sql(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
    );
    await books.sql(
      `CREATE TRIGGER refuse BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.id LIKE 'bank-line:%') EXECUTE FUNCTION refuse()`,
    );
    const { database } = books;
    const tasks = makeTasks({
      database,
      gateway: siteCardGateway(),
      mail: null,
      keepsMailText: true,
      webhooks: siteWebhookGateway(),
      vault: siteAccountVault(),
      now: async () => MORNING,
      clearingMinutes: 0,
    });
    await expect(tasks['clear-bills']({})).rejects.toThrow('1 matched bank lines wait to be booked');
    expect(await billsOf(books)).toEqual(['cleared 5000 of 5000']);
    await books.sql('DROP TRIGGER refuse ON fact');
  });
});
