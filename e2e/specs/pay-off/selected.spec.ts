import { banner, CARDS, expect, expectOwed, test } from '../../support/payer';

test('owes 87.40 + 10.00, pays the selected statement of 13 March: 10.00 is paid, 87.40 stays', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
}) => {
  await signIn('selected');
  await expect(banner(page)).toContainText('−$97.40');
  await page.getByRole('link', { name: 'View details' }).first().click();
  await expect(statements.total).toHaveText('Open in 2 statements equals your negative balance−97.40');
  await statements.row('13 Mar', 'Daily').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Pay selected (1), $10.00' }).click();
  await page.getByRole('button', { name: 'Continue to payment, $10.00' }).click();
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $10.00').click();
  await cashier.expectStatus('Cleared');

  await expectOwed(page, statements, '−87.40');
  await expect(statements.row('13 Mar', 'Daily').locator('.chip')).toHaveText('Paid');
});
