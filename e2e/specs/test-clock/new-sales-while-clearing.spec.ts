import { makeShops, owing, ownerOf, shopOf } from '../../support/owing-shops';
import { CARDS, expect, goToCashier, test } from '../../support/payer';
import { clockSite, setClock } from '../../support/site';

const SCENARIO = 'new-sales';

// A week after Ivy's days: the refund is of 19 March, and an order settles 53.58 at the end of the 24th.
test('87.40 is paid and clears in 4 hours; meanwhile a sale covers 53.58 of it, so 87.40 − 33.82 = 53.58 is paid out', async ({
  page,
  signInPage,
  overview,
  cashier,
  stripe,
  statements,
  payouts,
  bills,
}) => {
  await makeShops(clockSite, { [SCENARIO]: owing(7) });
  await setClock(clockSite, '2026-03-24T23:30:00Z', shopOf(SCENARIO), '2026-03-23');
  await signInPage.signInAs(ownerOf(SCENARIO));
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Paid, clearing');
  await cashier.expectSays('4 hours left');
  await cashier.expectSays('Your finances still show −$87.40.');
  const result = page.url();
  await overview.open();
  await expect(overview.banner).toContainText('Your payment of $87.40 is clearing');
  await expect(overview.banner).toContainText('You owe $87.40 until then.');

  await setClock(clockSite, '2026-03-25T03:05:00Z', shopOf(SCENARIO), '2026-03-24');
  await statements.open();
  await expect(overview.banner).toContainText('Your payment of $87.40 is clearing');
  await expect(overview.banner).toContainText('You owe $33.82 until then.');
  await expect(statements.row('19 Mar', 'Daily').locator('.chip')).toHaveText('Pending: negative balance');
  await expect(statements.row('19 Mar', 'Daily')).toContainText('−33.82');
  await page.goto(result);
  await cashier.expectStatus('Paid, clearing');
  await cashier.expectSays('25 minutes left');

  await overview.clock.getByRole('button', { name: '+1 day' }).click();
  await cashier.expectStatus('Cleared');
  await cashier.expectSays(
    '$53.58 was more than you owed: it is your credit, and went out with the payout of Thu 26 Mar.',
  );
  await cashier.link('Back to finances').last().click();
  await expect(bills.status).toHaveText('Cleared');
  await expect(bills.cleared.getByRole('row', { name: 'Statement Thu 19 Mar' })).toContainText('33.82');
  await expect(bills.cleared.getByRole('row', { name: 'Payout Thu 26 Mar' })).toContainText('53.58');
  await statements.open();
  await expect(overview.banner).toHaveCount(0);
  await expect(statements.row('19 Mar', 'Daily').locator('.chip')).toHaveText('Paid');
  await payouts.open();
  await expect(payouts.rows.first()).toContainText('Thu 26 Mar');
  await expect(payouts.rows.first()).toContainText('53.58');
});
