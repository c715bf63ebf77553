import { expect, type Locator, type Page } from '@playwright/test';

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

  /** The bank's question, by its heading. */
  question(heading: 'Confirm your card' | 'Confirm your payment'): Locator {
    return this.page.getByRole('heading', { name: heading, level: 1 });
  }

  /** Answers the bank, which asks about a card when it is saved, and about each payment. */
  async atTheBank(
    heading: 'Confirm your card' | 'Confirm your payment',
    answer: 'Complete' | 'Fail' | 'Cancel',
  ): Promise<void> {
    await expect(this.question(heading)).toBeVisible();
    await this.page.getByRole('button', { name: answer, exact: true }).click();
  }
}
