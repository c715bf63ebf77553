import { expectAccessible, expectNoSidewaysScroll } from '../../fixtures';
import { CARDS, expect, expectPaidOff, test } from '../../support/payer';

test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true });

test('on a phone, in the dark, 87.40 is paid: nothing hangs over the side', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
  negativeBalance,
}) => {
  const bar = page.getByRole('navigation', { name: 'Main' });
  await signIn('phone');
  await bar.getByRole('link', { name: 'Pay $87.40' }).tap();
  await negativeBalance.pay.tap();
  await expect(page).toHaveURL(/\/cashier\/bil_/);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await cashier.addCard();
  await expectNoSidewaysScroll(page);
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').tap();
  await cashier.expectStatus('Cleared');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await expectPaidOff(page, statements);
  await expectNoSidewaysScroll(page);
  await expect(bar.getByRole('link', { name: 'Bills' })).toBeVisible();
  await expect(bar.getByRole('link', { name: /^Pay \$/ })).toHaveCount(0);
});
