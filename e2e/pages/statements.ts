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

  /** The row of a day's statement of a kind. @example row('12 Mar', 'Daily') */
  row(day: string, kind: 'Daily' | 'Bill payment (negative balance)'): Locator {
    const closed = this.page.locator('td:nth-child(2)', { hasText: day });
    return this.rows.filter({ has: closed }).filter({ hasText: kind });
  }

  /** The statement of a day, by the words of its link. */
  statementOf(day: string): Locator {
    return this.table.getByRole('link', { name: day });
  }
}
