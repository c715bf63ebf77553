import type { Page } from '@playwright/test';
import { test as base, expect } from '../fixtures';
import { CashierPage } from '../pages/cashier';
import type { StatementsPage } from '../pages/statements';
import { StripePages } from '../pages/stripe';
import { makeOwingShops, ownerOf, type Scenario } from './owing-shops';

/** Test cards that the provider documents. */
export const CARDS = {
  works: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0341',
  asksBank: '4000 0027 6000 3184',
} as const;

interface PayerFixtures {
  readonly cashier: CashierPage;
  readonly stripe: StripePages;
  /** Signs in as the owner of a scenario's shop on the pay-off site, who owes 87.40. */
  readonly signIn: (scenario: Scenario) => Promise<void>;
}

export const test = base.extend<PayerFixtures, { readonly owingShops: undefined }>({
  owingShops: [
    // biome-ignore lint/correctness/noEmptyPattern: the pattern is how Playwright is told that this fixture needs none
    async ({}, use) => {
      await makeOwingShops();
      await use(undefined);
    },
    { scope: 'worker' },
  ],
  cashier: async ({ page }, use) => use(new CashierPage(page)),
  stripe: async ({ page }, use) => use(new StripePages(page)),
  signIn: async ({ signInPage, owingShops: _ }, use) => use((scenario) => signInPage.signInAs(ownerOf(scenario))),
});

/** From the banner on the overview to the cashier, for all that is owed. */
export async function goToCashier(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Pay negative balance' }).first().click();
  await page.getByRole('button', { name: /^Continue to payment/ }).click();
  await expect(page).toHaveURL(/\/cashier\/bil_/);
}

/** The banner that every finance page has while money is owed. */
export function banner(page: Page) {
  return page.locator('.banner', { hasText: 'Your balance is negative' });
}

/** The seller sees that the statement of 12 March is paid off, and nothing owed. */
export async function expectPaidOff(page: Page, statements: StatementsPage): Promise<void> {
  await statements.open();
  await expect(statements.row('12 Mar', 'Daily').locator('.chip')).toHaveText('Paid');
  await expect(statements.row('12 Mar', 'Daily')).toContainText('Covered by bill payment');
  await expect(banner(page)).toHaveCount(0);
}

/** The seller sees what is still owed of the statement of 12 March, as in "−37.40". */
export async function expectOwed(page: Page, statements: StatementsPage, open: string): Promise<void> {
  await statements.open();
  await expect(statements.row('12 Mar', 'Daily').locator('.chip')).toHaveText('Pending: negative balance');
  await expect(statements.row('12 Mar', 'Daily')).toContainText(open);
  await expect(banner(page)).toContainText(open.replace('−', '−$'));
}

export { expect };
