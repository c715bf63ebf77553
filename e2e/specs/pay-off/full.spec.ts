import { expectAccessible } from '../../fixtures';
import { banner, CARDS, expect, goToCashier, test } from '../../support/payer';

test('owes 87.40, pays 87.40 by a new card: cleared, the statement is Paid without a payout, the banner is gone', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
}) => {
  await signIn('full');
  await expect(banner(page)).toContainText('−$87.40');
  await goToCashier(page);
  await expectAccessible(page);
  await expect(cashier.heading).toContainText('87.40');
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await expect(cashier.method(/ending 4242/)).toBeChecked();
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('There is no payout and no payout number');
  await expectAccessible(page);

  await cashier.link('Back to finances').last().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bill of $87.40');
  await statements.open();
  await expect(page.getByRole('row', { name: /Bill payment \(negative balance\)/ })).toContainText('87.40');
  await expect(page.getByRole('row', { name: /12 Mar/ })).toContainText('Paid');
  await expect(banner(page)).toHaveCount(0);
});
