import { banner, CARDS, expect, goToCashier, test } from '../../support/payer';

test('a declined card charges nothing and says so; another card pays the same bill of 87.40', async ({
  page,
  signIn,
  cashier,
  stripe,
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
  await page.goto('/finances');
  await expect(banner(page)).toHaveCount(0);
});
