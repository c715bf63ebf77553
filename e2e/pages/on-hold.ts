import type { Locator, Page } from '@playwright/test';

/** Orders that wait for settlement. */
export class OnHoldPage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'On hold', level: 1 });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/on-hold${query}`);
  }
}
