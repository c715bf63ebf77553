import { expect, type Locator, type Page } from '@playwright/test';

/** Account health, with the appeal. */
export class HealthPage {
  readonly balance: Locator;
  readonly measures: Locator;
  readonly appeal: Locator;
  readonly appeals: Locator;
  readonly level: Locator;
  readonly disputes: Locator;
  readonly words: Locator;

  constructor(private readonly page: Page) {
    this.balance = this.section('Negative balance');
    this.measures = this.section('Measures in force');
    this.appeal = this.section('Appeal');
    this.appeals = this.section('Your appeals');
    this.level = this.section('Reserve level');
    this.disputes = this.section('Open disputes');
    this.words = this.appeal.getByRole('textbox', { name: 'What happened, and what you have changed' });
  }

  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** Opens the page and waits until all of it is there. */
  async open(): Promise<void> {
    await this.page.goto('/health');
    await expect(this.page.getByRole('heading', { name: 'Account health', level: 1 })).toBeVisible();
    await expect(this.page.locator('.skel')).toHaveCount(0);
  }

  /** The row of a measure, by its name. */
  row(measure: string | RegExp): Locator {
    return this.balance.getByRole('row', { name: measure });
  }
}
