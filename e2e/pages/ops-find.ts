import type { Locator, Page } from '@playwright/test';

/** How the marketplace's people find a statement: from what waits to the list across all shops. */
export class OpsFindPage {
  readonly find: Locator;
  readonly table: Locator;
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.find = page.getByRole('searchbox', { name: 'Find by order, bill, payout reference or shop' });
    this.table = page.getByRole('table', { name: /^Statements of every shop/ });
    this.heading = page.getByRole('heading', { level: 1 });
  }

  async open(): Promise<void> {
    await this.page.goto('/ops');
  }

  /** Looks for whatever is known of a statement. */
  async findBy(words: string): Promise<void> {
    await this.find.fill(words);
    await this.find.press('Enter');
    await this.page.waitForURL(/\/ops\/statements\?/);
  }

  /** The row of a statement, by its number. */
  row(no: number): Locator {
    return this.table.getByRole('row').filter({ hasText: `no. ${no},` });
  }
}
