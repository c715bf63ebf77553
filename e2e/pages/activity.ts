import type { Locator, Page } from '@playwright/test';

/** What comes of a shop's idleness, and when. */
export class ActivityPage {
  /** Where the shop stands, in a word and a sentence. */
  readonly standing: Locator;

  constructor(private readonly page: Page) {
    this.standing = page.locator('.activity-say');
  }

  async open(): Promise<void> {
    await this.page.goto('/health/activity');
  }

  /** A row of the steps: "The shop is inactive". */
  step(name: string): Locator {
    return this.page.getByRole('row', { name });
  }
}
