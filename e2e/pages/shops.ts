import { expect, type Locator, type Page } from '@playwright/test';

/** All shops of somebody, and what is done for several at once. */
export class ShopsPage {
  readonly heading: Locator;
  readonly rows: Locator;
  readonly selection: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Shops', level: 1 });
    this.rows = page.locator('.l-portfolio tbody tr');
    this.selection = page.getByRole('region', { name: 'Selection' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/shops${query}`);
    await expect(this.heading).toBeVisible();
    await expect(this.page.locator('.skel')).toHaveCount(0);
  }

  row(shop: string): Locator {
    return this.rows.filter({ hasText: shop });
  }

  async select(...shops: readonly string[]): Promise<void> {
    for (const shop of shops) await this.page.getByRole('checkbox', { name: `Select ${shop}` }).check();
  }

  button(name: string | RegExp): Locator {
    return this.selection.getByRole('button', { name });
  }
}

/** Bills of several shops that are paid by one confirmation. */
export class BatchPage {
  readonly question: Locator;

  constructor(private readonly page: Page) {
    this.question = page.locator('.banner', { hasText: 'Your bank asks you to confirm' });
  }

  row(shop: string): Locator {
    return this.page.locator('.l-batch tbody tr', { hasText: shop });
  }

  async confirmNext(): Promise<void> {
    await this.question.getByRole('link', { name: /^Confirm/ }).click();
  }
}
