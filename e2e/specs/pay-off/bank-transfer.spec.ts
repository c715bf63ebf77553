import type { Page } from '@playwright/test';
import type { CashierPage } from '../../pages/cashier';
import { ownerOf, receiveBankLines, type Scenario } from '../../support/owing-shops';
import { banner, expect, goToCashier, test } from '../../support/payer';

/** Chooses a transfer and reads the reference that it must carry. */
async function chooseTransfer(page: Page, cashier: CashierPage): Promise<string> {
  await goToCashier(page);
  await cashier.method('Bank transfer').check();
  await cashier.button('Show what to send').click();
  return ((await cashier.reference.textContent()) ?? '').replace(/Copy.*$/, '').trim();
}

const line = (amount: string, scenario: Scenario, words: string) =>
  [amount, ownerOf(scenario), words, `BANK-${scenario}`] as const;

test('87.40 arrives with the reference: cleared; the same line again changes nothing', async ({
  page,
  signIn,
  cashier,
}) => {
  await signIn('exact');
  const arrived = [line('87.40', 'exact', await chooseTransfer(page, cashier))];
  expect(JSON.parse(receiveBankLines(arrived))).toMatchObject({ accepted: 1, matched: 1 });
  await cashier.expectStatus('Cleared');
  expect(JSON.parse(receiveBankLines(arrived))).toMatchObject({ accepted: 0, duplicates: 1 });
  await page.goto('/finances');
  await expect(banner(page)).toHaveCount(0);
});

test('60.00 of 87.40 arrives: 27.40 stays owed', async ({ page, signIn, cashier }) => {
  await signIn('under');
  receiveBankLines([line('60.00', 'under', await chooseTransfer(page, cashier))]);
  await cashier.expectSays('−27.40 is still open');
  await page.goto('/finances');
  await expect(banner(page)).toContainText('−$27.40');
});

test('100.00 for 87.40 arrives: 12.60 is the shop’s credit', async ({ page, signIn, cashier }) => {
  await signIn('over');
  receiveBankLines([line('100.00', 'over', await chooseTransfer(page, cashier))]);
  await cashier.expectSays('$12.60 was more than you owed');
});

test('87.40 without a reference is suggested, and clears nothing by itself', async ({ page, signIn, cashier }) => {
  await signIn('suggested');
  await chooseTransfer(page, cashier);
  expect(JSON.parse(receiveBankLines([line('87.40', 'suggested', 'thanks')]))).toMatchObject({
    suggested: 1,
    matched: 0,
  });
  await page.goto('/finances');
  await expect(banner(page)).toContainText('−$87.40');
});
