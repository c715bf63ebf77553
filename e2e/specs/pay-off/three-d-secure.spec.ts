import type { Page } from '@playwright/test';
import type { CashierPage } from '../../pages/cashier';
import type { StripePages } from '../../pages/stripe';
import { CARDS, expect, goToCashier, test } from '../../support/payer';

async function payWithBank(page: Page, cashier: CashierPage, stripe: StripePages): Promise<void> {
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.asksBank);
  await cashier.button('Pay $87.40').click();
  await expect(page.getByRole('button', { name: 'Complete', exact: true })).toBeVisible();
}

test('the bank asks, the payer confirms: 87.40 is paid and cleared', async ({ page, signIn, cashier, stripe }) => {
  await signIn('confirmed');
  await payWithBank(page, cashier, stripe);
  await stripe.atTheBank('Complete');
  await cashier.expectStatus('Cleared');
});

test('the bank asks, the confirmation fails: nothing is charged, and the page says what to do', async ({
  page,
  signIn,
  cashier,
  stripe,
}) => {
  await signIn('unconfirmed');
  await payWithBank(page, cashier, stripe);
  await stripe.atTheBank('Fail');
  await cashier.expectStatus('Failed');
  await cashier.expectSays('Your bank could not confirm that it is you who pays.');
});

test('the bank’s page is left: the bill waits, and is taken up again from the Bills page', async ({
  page,
  signIn,
  cashier,
  stripe,
}) => {
  await signIn('abandoned');
  await payWithBank(page, cashier, stripe);
  await page.goto('/finances/bills');
  await page
    .getByRole('link', { name: /87\.40|Continue/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Continue with your bank' }).first().click();
  if (page.url().includes('/cashier/')) await cashier.link('Continue with your bank').click();
  await stripe.atTheBank('Complete');
  await cashier.expectStatus('Cleared');
});
