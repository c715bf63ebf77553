import { CARDS, expect, expectPaidOff, goToCashier, test } from '../../support/payer';

test('a declined card charges nothing and says so; another card pays the same bill of 87.40', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
  bills,
}) => {
  await signIn('declined');
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.declined);
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Failed');
  await cashier.expectSays('Nothing was charged.');
  await cashier.link('Pay another way').click();
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Cleared');

  await expectPaidOff(page, statements);
  await bills.open();
  await expect(bills.rows).toHaveCount(1);
  await bills.openNewest();
  await expect(bills.status).toHaveText('Cleared');
  await expect(bills.attempts.getByRole('row', { name: /ending 0341/ })).toContainText('Refused');
  await expect(bills.attempts.getByRole('row', { name: /ending 4242/ })).toContainText('Charged');
});
