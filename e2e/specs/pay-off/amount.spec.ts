import { banner, CARDS, expect, test } from '../../support/payer';

test('owes 87.40, pays 50.00: 37.40 stays owed and the statement pending', async ({
  page,
  signIn,
  cashier,
  stripe,
}) => {
  await signIn('amount');
  await page.getByRole('link', { name: 'Pay negative balance' }).first().click();
  await page.getByRole('radio', { name: 'Another amount' }).check();
  await page.getByRole('textbox', { name: /amount/i }).fill('50.00');
  await page.getByRole('button', { name: 'Continue to payment, $50.00' }).click();
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $50.00').click();
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('−37.40 is still open');
  await page.goto('/finances');
  await expect(banner(page)).toContainText('−$37.40');
});
