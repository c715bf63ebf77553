import { CARDS, expect, expectPaidOff, goToCashier, test } from '../../support/payer';

test.use({ javaScriptEnabled: false });

test('without JavaScript 87.40 is paid by a new card', async ({ page, signIn, cashier, stripe, statements }) => {
  await signIn('noscript');
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.method(/ending 4242/).check();
  await cashier.button('Pay $87.40').click();
  await expect(page).toHaveURL(/\/result/);
  await cashier.expectStatus('Cleared');
  await expectPaidOff(page, statements);
});
