import type { Page } from '@playwright/test';
import type { CashierPage } from '../../pages/cashier';
import type { StripePages } from '../../pages/stripe';
import { banner, CARDS, expect, expectOwed, expectPaidOff, goToCashier, test } from '../../support/payer';

/** Pays by a card whose bank asks, and leaves the payer at the bank's question about the payment. */
async function payWithBank(page: Page, cashier: CashierPage, stripe: StripePages): Promise<void> {
  await goToCashier(page);
  await cashier.addCard();
  await stripe.enterCard(CARDS.asksBank);
  await stripe.atTheBank('Confirm your card', 'Complete');
  await cashier.button('Pay $87.40').click();
  await expect(stripe.question('Confirm your payment')).toBeVisible();
}

test('the bank asks, the payer confirms: 87.40 is paid and cleared', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
}) => {
  await signIn('confirmed');
  await payWithBank(page, cashier, stripe);
  await stripe.atTheBank('Confirm your payment', 'Complete');
  await cashier.expectStatus('Cleared');
  await expectPaidOff(page, statements);
});

test('the bank asks, the confirmation fails: nothing is charged, and the page says what to do', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
}) => {
  await signIn('unconfirmed');
  await payWithBank(page, cashier, stripe);
  await stripe.atTheBank('Confirm your payment', 'Fail');
  await cashier.expectStatus('Failed');
  await cashier.expectSays('Your bank could not confirm that it is you who pays. Nothing was charged.');
  await cashier.expectSays('Pay again and confirm on the page of your bank, or pay with another card.');
  await expectOwed(page, statements, '−87.40');
});

test('the bank’s page is left: the bill waits, and is taken up again from the Bills page', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
  bills,
}) => {
  await signIn('abandoned');
  await payWithBank(page, cashier, stripe);
  await expectOwed(page, statements, '−87.40');
  await expect(banner(page)).toContainText('A bill for $87.40 is under way');
  await bills.open();
  await expect(bills.rows).toContainText('Action needed');
  await bills.rows.getByRole('link', { name: 'continue with your bank' }).click();
  await cashier.expectStatus('Action needed');
  await cashier.link('Continue with your bank').click();
  await stripe.atTheBank('Confirm your payment', 'Complete');
  await cashier.expectStatus('Cleared');
  await expectPaidOff(page, statements);
});
