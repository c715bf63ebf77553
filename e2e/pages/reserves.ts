import type { Locator, Page } from '@playwright/test';

/** What is withheld, and until when. */
export class ReservesPage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Reserves', level: 1 });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/reserves${query}`);
  }
}
