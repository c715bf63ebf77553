import { expectAccessible } from '../../fixtures';
import { banner, CARDS, expect, expectPaidOff, goToCashier, test } from '../../support/payer';

test('owes 87.40, pays 87.40 by a new card: cleared, the statement is Paid without a payout, the banner is gone', async ({
  page,
  signIn,
  cashier,
  stripe,
  statements,
  statement,
  bills,
}) => {
  await signIn('full');
  await expect(banner(page)).toContainText('−$87.40');
  await goToCashier(page);
  await expectAccessible(page);
  await expect(cashier.heading).toContainText('87.40');
  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await expect(cashier.method(/ending 4242/)).toBeChecked();
  await cashier.button('Pay $87.40').click();
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('There is no payout and no payout number');
  await expectAccessible(page);

  await cashier.link('Back to finances').last().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bill of $87.40');
  await expect(bills.status).toHaveText('Cleared');
  const receipt = page.waitForEvent('download');
  await bills.receipt.click();
  expect((await receipt).suggestedFilename()).toMatch(/\.pdf$/);

  await expectPaidOff(page, statements);
  const payment = statements.row('14 Mar', 'Bill payment (negative balance)');
  await expect(payment.locator('.chip')).toHaveText('Paid');
  await expect(payment).toContainText('Set against 12 Mar');
  await statements.statementOf('Thu 12 Mar').click();
  await expect(statement.term('Open')).toHaveText('0.00');
  await expect(statement.outcome).toContainText('None. It was paid by a bill on Sat 14 Mar.');
  await expect(statement.outcome).toContainText('no payout belongs to it');
});
