import { makeShops, owing, ownerOf, recordFacts, shopOf } from '../../support/owing-shops';
import { CARDS, expect, goToCashier, test } from '../../support/payer';
import { clockSite, setClock } from '../../support/site';

const SCENARIO = 'new-statement';

const WEIGHT_DIFFERENCE = {
  type: 'order.charged',
  occurredAt: '2026-03-29T15:00:00Z',
  order: 'A',
  kind: 'shipping-weight-discrepancy',
  amount: '-12.00',
};

// Two weeks after Ivy's days: the refund is of 26 March.
test('87.40 is paid off; the next day 12.00 is charged: the balance is −12.00 by a new statement, the old one stays Paid', async ({
  page,
  signInPage,
  overview,
  cashier,
  stripe,
  statements,
  bills,
}) => {
  await makeShops(clockSite, { [SCENARIO]: owing(14) });
  await setClock(clockSite, '2026-03-28T09:12:00Z', shopOf(SCENARIO), '2026-03-27');
  const nextDay = async (day: string) => {
    await overview.clock.getByRole('button', { name: '+1 day' }).click();
    await expect(overview.clock).toContainText(day);
  };
  await signInPage.signInAs(ownerOf(SCENARIO));
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Paid, clearing');
  await overview.open();
  await nextDay('Sun 29 Mar');
  await expect(overview.banner).toHaveCount(0);
  await bills.open();
  await expect(bills.rows).toContainText('Cleared');

  recordFacts(clockSite, SCENARIO, [WEIGHT_DIFFERENCE]);
  await overview.open();
  await nextDay('Mon 30 Mar');
  await expect(overview.banner).toContainText('Your balance is negative: −$12.00');
  await expect(overview.banner).toContainText('A weight difference was charged for order A');
  await overview.banner.getByRole('link', { name: 'View details' }).click();
  await expect(statements.rows).toHaveCount(1);
  await expect(statements.row('29 Mar', 'Daily')).toContainText('−12.00');
  await expect(statements.total).toHaveText('Open in 1 statement equals your negative balance−12.00');
  await statements.open();
  await expect(statements.row('26 Mar', 'Daily').locator('.chip')).toHaveText('Paid');
  await bills.open();
  await expect(bills.rows).toHaveCount(1);
  await expect(bills.rows).toContainText('Cleared');
});
