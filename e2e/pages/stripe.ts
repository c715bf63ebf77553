import { expect, type Page } from '@playwright/test';

/** The payment provider's own pages, as its simulator serves them. */
export class StripePages {
  constructor(private readonly page: Page) {}

  /** Enters a card on the hosted page and goes back to the shop. */
  async enterCard(number: string): Promise<void> {
    await expect(this.page.getByLabel('Card number')).toBeVisible();
    await this.page.getByLabel('Card number').fill(number);
    await this.page.getByLabel('Expiry').fill('12 / 34');
    await this.page.getByLabel(/^(CVC|Security code)/i).fill('123');
    await this.page.getByLabel('Name on card').fill('Test Payer');
    await this.page.getByRole('button', { name: 'Save card' }).click();
  }

  /** What the payer does at their bank. */
  async atTheBank(choice: 'Complete' | 'Fail' | 'Cancel'): Promise<void> {
    await this.page.getByRole('button', { name: choice, exact: true }).click();
  }
}
