import type { Locator, Page } from '@playwright/test';

/** The list of statements. */
export class StatementsPage {
  readonly heading: Locator;
  readonly table: Locator;
  /** Statements, without the head and the total. */
  readonly rows: Locator;
  readonly total: Locator;
  readonly search: Locator;
  readonly exported: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Statements', level: 1 });
    this.table = page.getByRole('table', { name: /^Statements/ });
    this.rows = this.table.locator('tbody tr');
    this.total = this.table.locator('tfoot tr');
    this.search = page.getByRole('searchbox', { name: 'Order, statement or payout' });
    this.exported = page.getByRole('link', { name: 'Export' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/statements${query}`);
  }

  segment(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name });
  }

  /** The statement of a day, by the words of its link. */
  statementOf(day: string): Locator {
    return this.table.getByRole('link', { name: day });
  }
}
