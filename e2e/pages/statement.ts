import type { Locator, Page } from '@playwright/test';

/** One statement. */
export class StatementPage {
  readonly heading: Locator;
  readonly lines: Locator;
  readonly proofs: Locator;
  /** Its payout, or why there is none. */
  readonly outcome: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.lines = page.getByRole('region', { name: 'Lines' });
    this.proofs = page.locator('.proof');
    this.outcome = page.getByRole('region', { name: 'What comes of it' });
  }

  async open(no: number, query = ''): Promise<void> {
    await this.page.goto(`/finances/statements/${no}${query}`);
  }

  /** A term of "How it adds up", such as Payable. */
  term(label: string): Locator {
    const name = this.page.locator('dt').getByText(label, { exact: true });
    return this.page.locator('.eq > div').filter({ has: name }).locator('dd');
  }

  /** Checks that hold, or are broken, in words. */
  checks(state: 'holds' | 'broken'): Locator {
    return this.proofs.locator(':scope > span').filter({ has: this.page.getByRole('img', { name: state }) });
  }
}
