import type { Locator, Page } from '@playwright/test';

/** The list of bills, and a bill's own page. */
export class BillsPage {
  readonly heading: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  /** What is owed, less what bills ask. */
  readonly underWay: Locator;
  /** Where a bill stands, in the head of its page. */
  readonly status: Locator;
  readonly steps: Locator;
  readonly receipt: Locator;
  readonly attempts: Locator;
  readonly cleared: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Bills', level: 1 });
    this.table = page.getByRole('table', { name: /^Bills, newest first/ });
    this.rows = this.table.locator('tbody tr');
    this.search = page.getByRole('searchbox', { name: 'Bill, statement or reference' });
    this.underWay = page.getByRole('table', { name: /^What can still be billed/ });
    this.status = page.locator('.chip.loud');
    this.steps = page.getByRole('list', { name: 'Steps of this bill' });
    this.receipt = page.getByRole('link', { name: 'Receipt' });
    this.cleared = page.getByRole('table', { name: /^What the payment cleared/ });
    this.attempts = page.getByRole('table', { name: /^Attempts to charge a card/ });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/bills${query}`);
  }

  async openBill(id: string): Promise<void> {
    await this.page.goto(`/finances/bills/${id}`);
  }

  segment(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name });
  }

  /** The newest bill's own page, from the list. */
  async openNewest(): Promise<void> {
    await this.rows.first().getByRole('link').first().click();
  }

  /** Gives up the bill whose page is open. */
  async cancel(): Promise<void> {
    await this.page.locator('summary', { hasText: 'Cancel bill' }).click();
    await this.page.getByRole('button', { name: 'Cancel bill' }).click();
  }
}
