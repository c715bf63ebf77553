import type { Locator, Page } from '@playwright/test';

/** The list of payouts. */
export class PayoutsPage {
  readonly heading: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly detail: Locator;
  readonly older: Locator;
  readonly count: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Payouts', level: 1 });
    this.table = page.getByRole('table', { name: /^Payouts, newest first/ });
    this.rows = this.table.locator('tbody tr[id^=payout-]');
    this.detail = this.table.locator('tr.det');
    this.older = page.getByRole('link', { name: 'Show older' });
    this.count = page.locator('.older');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/payouts${query}`);
  }

  segment(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name });
  }
}
