import { CARDS, expect, expectOwed, test } from '../../support/payer';

test('owes 87.40, pays 50.00: 37.40 stays owed and the statement pending', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
  negativeBalance,
}) => {
  await signIn('amount');
  await page.getByRole('link', { name: 'Pay negative balance' }).first().click();
  await negativeBalance.other.check();
  await negativeBalance.amount.fill('50.00');
  await expect(negativeBalance.bar('0.00 covered before, 50.00 this payment, 37.40 left')).toBeVisible();
  await page.getByRole('button', { name: 'Continue to payment, $50.00' }).click();
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $50.00').click();
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('−37.40 is still open');

  await expectOwed(page, statements, '−37.40');
  await expect(statements.row('14 Mar', 'Bill payment (negative balance)')).toContainText('50.00');
});
