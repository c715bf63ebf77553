import { banner, CARDS, expect, test } from '../../support/payer';

test('owes 87.40 + 10.00, pays the selected statement of 13 March: 10.00 is paid, 87.40 stays', async ({
  page,
  signIn,
  cashier,
  stripe,
}) => {
  await signIn('selected');
  await expect(banner(page)).toContainText('−$97.40');
  await page.getByRole('link', { name: 'View details' }).first().click();
  await page
    .getByRole('row', { name: /13 Mar/ })
    .getByRole('checkbox')
    .check();
  await page.getByRole('button', { name: /Pay selected/ }).click();
  await page.getByRole('button', { name: /^Continue to payment, \$10\.00/ }).click();
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $10.00').click();
  await cashier.expectStatus('Cleared');
  await page.goto('/finances');
  await expect(banner(page)).toContainText('−$87.40');
});
