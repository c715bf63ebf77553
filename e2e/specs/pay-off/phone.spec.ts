import { expectAccessible, expectNoSidewaysScroll } from '../../fixtures';
import { CARDS, goToCashier, test } from '../../support/payer';

test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });

test('on a phone, in the dark, 87.40 is paid: nothing hangs over the side', async ({
  page,
  signIn,
  cashier,
  stripe,
}) => {
  await signIn('phone');
  await goToCashier(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await cashier.addCard();
  await expectNoSidewaysScroll(page);
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Cleared');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
