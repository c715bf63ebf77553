import type { Page } from '@playwright/test';
import type { CashierPage } from '../../pages/cashier';
import { type BankLine, receiveBankLines } from '../../support/bank-lines';
import { ownerOf, type Scenario } from '../../support/owing-shops';
import { banner, expect, expectOwed, expectPaidOff, goToCashier, test } from '../../support/payer';

/** Chooses a transfer and reads the reference that it must carry. */
async function chooseTransfer(page: Page, cashier: CashierPage): Promise<string> {
  await goToCashier(page);
  await cashier.method('Bank transfer').check();
  await cashier.button('Show what to send').click();
  return ((await cashier.reference.textContent()) ?? '').replace(/Copy.*$/, '').trim();
}

function line(amount: string, scenario: Scenario, words: string): BankLine {
  return { amount, payer: ownerOf(scenario), words, id: `BANK-${scenario}` };
}

test('87.40 arrives with the reference: cleared; the same line again changes nothing', async ({
  page,
  signIn,
  cashier,
  statements,
}) => {
  await signIn('exact');
  const arrived = [line('87.40', 'exact', await chooseTransfer(page, cashier))];
  expect(receiveBankLines(arrived)).toMatchObject({ accepted: 1, matched: 1 });
  await cashier.expectStatus('Cleared');
  expect(receiveBankLines(arrived)).toMatchObject({ accepted: 0, duplicates: 1 });
  await expectPaidOff(page, statements);
  await expect(statements.row('14 Mar', 'Bill payment (negative balance)')).toHaveCount(1);
});

test('60.00 of 87.40 arrives: 27.40 stays owed', async ({ page, signIn, cashier, statements }) => {
  await signIn('under');
  receiveBankLines([line('60.00', 'under', await chooseTransfer(page, cashier))]);
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('−27.40 is still open');
  await expectOwed(page, statements, '−27.40');
});

test('100.00 for 87.40 arrives: 12.60 is the shop’s credit', async ({ page, signIn, cashier, statements }) => {
  await signIn('over');
  receiveBankLines([line('100.00', 'over', await chooseTransfer(page, cashier))]);
  await cashier.expectStatus('Cleared');
  await cashier.expectSays('$12.60 was more than you owed');
  await expectPaidOff(page, statements);
  const payment = statements.row('14 Mar', 'Bill payment (negative balance)');
  await expect(payment.locator('.chip')).toHaveText('Pending: scheduled');
  await expect(payment).toContainText('12.60');
});

test('87.40 without a reference is suggested, and clears nothing by itself', async ({
  page,
  signIn,
  cashier,
  statements,
  bills,
}) => {
  await signIn('suggested');
  await chooseTransfer(page, cashier);
  expect(receiveBankLines([line('87.40', 'suggested', 'thanks')])).toMatchObject({ suggested: 1, matched: 0 });
  await expectOwed(page, statements, '−87.40');
  await expect(banner(page)).toContainText('A bill for $87.40 is under way');
  await bills.open();
  await expect(bills.rows).toHaveCount(1);
  await expect(bills.rows).toContainText('Unpaid');
});
