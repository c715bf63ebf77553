import { CARDS, expect, test } from '../../support/payer';

test('by keyboard alone 87.40 is paid', async ({ page, signIn, cashier }) => {
  await signIn('keyboard');
  await page.getByRole('link', { name: 'Pay negative balance' }).first().press('Enter');
  await page.getByRole('button', { name: /^Continue to payment/ }).press('Enter');
  await cashier.method('Add a card').press('Space');
  await cashier.method('Add a card').press('Enter');
  await page.getByLabel('Card number').pressSequentially(CARDS.works.replaceAll(' ', ''));
  await page.keyboard.press('Tab');
  await page.keyboard.type('1234');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Test Payer');
  await page.keyboard.press('Enter');
  await cashier.method(/ending 4242/).press('Enter');
  await cashier.expectStatus('Cleared');
  await expect(cashier.heading).toContainText('87.40');
});
