import { describe, expect } from 'vitest';
import { deliverNotices } from '@/server/commands/notices/deliver-notices';
import { REFUSED_ENDINGS } from '@/server/gateways/bank';
import { type TestBooks, test } from '../../support/books';
import { ivyOpens } from '../../support/ivy';

/** Ivy with 20.00 to pay out, to an account of the given last digits in her own name. */
async function paidTo(books: TestBooks, last4: string, owner = false): Promise<void> {
  const opens = ivyOpens().map((fact) => (fact.type === 'bank-account.verified' ? { ...fact, last4 } : fact));
  const posted = { kind: 'platform-compensation', amount: '20.00', reason: 'lost parcel' };
  await books.record([...opens, { type: 'adjustment.posted', occurredAt: '2026-03-10T09:00:00Z', ...posted }]);
  if (owner) await giveOwner(books);
  await books.close('2026-03-12');
}

async function giveOwner(books: TestBooks): Promise<void> {
  await books.sql("UPDATE clock SET now_at = '2026-03-13T09:00:00Z'");
  await books.sql("INSERT INTO seller (external_id, name) VALUES ('ivy-hart', 'Ivy Hart')");
  await books.sql(
    "INSERT INTO member (seller_id, no, person_key, name, email, role) SELECT id, 1, 'ivy', 'Ivy Hart', 'ivy@ivy.example', 'owner' FROM seller",
  );
  await books.sql('UPDATE shop SET seller_id = (SELECT id FROM seller)');
}

const payouts = (books: TestBooks) =>
  books.sql<{ status: string; code: string | null }>('SELECT status, code FROM payout ORDER BY no');

describe('the simulated bank', () => {
  for (const [last4, code] of Object.entries(REFUSED_ENDINGS)) {
    test(`refuses an account that ends in ${last4}: ${code}, 20.00 is open again`, async ({ books }) => {
      await paidTo(books, last4);
      expect(await payouts(books)).toEqual([{ status: 'failed', code }]);
      expect((await books.show()).ivy?.balance).toMatchObject({ available: '20.00', inTransit: '0.00' });
    });
  }

  test('pays any other account on the next business day', async ({ books }) => {
    await paidTo(books, '1101');
    expect(await payouts(books)).toEqual([{ status: 'paid', code: null }]);
  });
});

describe('the owner of a shop whose payout failed', () => {
  test('is told why and what to do, once', async ({ books }) => {
    await paidTo(books, '1102', true);
    await deliverNotices(books.database);
    await deliverNotices(books.database);
    const mails = await books.sql<{ recipient: string; subject: string; text: string }>(
      "SELECT * FROM mail WHERE kind = 'payout-failed'",
    );
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ recipient: 'ivy@ivy.example', subject: 'Your payout of 20.00 USD failed' });
    expect(mail?.text).toContain('The account is closed.');
    expect(mail?.text).toContain('Link another account.');
  });
});
