import type { Locator, Page } from '@playwright/test';

/** Overview, and the frame that is around every page of a seller. */
export class OverviewPage {
  readonly heading: Locator;
  readonly banner: Locator;
  readonly nextPayout: Locator;
  readonly clock: Locator;
  readonly switcher: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Overview', level: 1 });
    this.banner = page.locator('.banner');
    this.nextPayout = this.section('Next payout');
    this.clock = page.getByRole('region', { name: 'Test clock' });
    this.switcher = page.getByRole('complementary').getByLabel(/choose another/);
  }

  async open(): Promise<void> {
    await this.page.goto('/finances');
  }

  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** Chooses another of the person's shops in the side navigation. */
  async switchTo(shop: string): Promise<void> {
    await this.switcher.click();
    await this.page.getByRole('complementary').getByRole('button', { name: shop }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('complementary').getByRole('button', { name: 'Sign out' }).click();
  }
}
