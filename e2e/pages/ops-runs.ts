import { expect, type Locator, type Page } from '@playwright/test';

/** Close runs, the queue of jobs and the check of the books, for the marketplace's people. */
export class OpsRunsPage {
  readonly standing: Locator;
  readonly runs: Locator;
  readonly progress: Locator;
  readonly failed: Locator;
  readonly about: Locator;
  readonly queue: Locator;
  readonly pausedBanner: Locator;
  readonly invariants: Locator;
  readonly checks: Locator;

  constructor(private readonly page: Page) {
    const region = (name: string) => page.getByRole('region', { name, exact: true });
    this.standing = region('How far the books are');
    this.runs = region('Runs');
    this.progress = region('Progress');
    this.failed = region('Shops that could not be closed');
    this.about = region('About this run');
    this.queue = region('In the queue');
    this.pausedBanner = page.getByText(/^All closes are paused since .* by /);
    this.invariants = region('What has to be so');
    this.checks = region('Checks');
  }

  async pauseAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause all closes' }).click();
    await expect(this.pausedBanner).toBeVisible();
  }

  async letGoOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Let closes go on' }).click();
    await expect(this.pausedBanner).toHaveCount(0);
  }

  /** Asks for a check of all books and waits for what it finds. */
  async check(): Promise<void> {
    await this.page.getByRole('button', { name: 'Check now' }).click();
    // The newest check is hers, and the page follows it by itself.
    const newest = this.checks.getByRole('row').nth(1);
    await expect(newest).toContainText('Lena Voss');
    await expect(newest).toContainText('Done', { timeout: 120_000 });
  }
}
