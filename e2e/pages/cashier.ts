import { expect, type Locator, type Page } from '@playwright/test';

/** Where a bill is paid, and what became of it. */
export class CashierPage {
  readonly heading: Locator;
  readonly problem: Locator;
  readonly steps: Locator;
  /** Where the bill stands, beside the amount. */
  readonly status: Locator;
  readonly reference: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.problem = page.getByRole('alert').or(page.locator('.banner'));
    this.steps = page.getByRole('list', { name: 'Steps of this bill' });
    this.status = page.locator('.chip.loud');
    this.reference = page.getByRole('definition').filter({ hasText: /^RF\d\d/ });
  }

  method(name: string | RegExp): Locator {
    return this.page.getByRole('radio', { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }

  /** Opens the provider's page for a new card. */
  async addCard(): Promise<void> {
    await this.method('Add a card').check();
    await this.button('Add a card').click();
  }

  async expectSays(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('main')).toContainText(text);
  }

  /** Waits until the page says by itself that the bill has reached a state. */
  async expectStatus(word: string): Promise<void> {
    await expect(this.status).toHaveText(word);
  }

  /** The id of the bill, from the address. */
  billId(): string {
    return /cashier\/([^/?]+)/.exec(this.page.url())?.[1] ?? '';
  }
}
