import { expect, type Locator, type Page } from '@playwright/test';

/** A bank account as its owner enters it. */
export interface TypedAccount {
  readonly holder: string;
  readonly routing: string;
  readonly number: string;
}

/** The list of bank accounts, the form of a new one, and the page of one. */
export class BankAccountsPage {
  readonly heading: Locator;
  readonly rows: Locator;
  readonly problem: Locator;
  readonly inTransit: Locator;
  readonly state: Locator;
  readonly bankLines: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Bank accounts', level: 1 });
    this.rows = page.getByRole('table', { name: 'Bank accounts' }).locator('tbody tr');
    this.problem = page.locator('main').getByRole('alert').first();
    this.inTransit = page.locator('.banner', { hasText: 'on its way goes to the account ending' });
    this.state = page.locator('.head .chip');
    this.bankLines = page.getByRole('table', { name: /^Statement of the account ending/ }).locator('tbody tr');
  }

  async open(): Promise<void> {
    await this.page.goto('/account/bank-accounts');
    await expect(this.heading).toBeVisible();
  }

  row(last4: string): Locator {
    return this.rows.filter({ hasText: `Account ending ${last4}` });
  }

  async openAccount(last4: string): Promise<void> {
    await this.open();
    await this.row(last4)
      .getByRole('link', { name: `Account ending ${last4}`, exact: true })
      .click();
    await expect(this.page.getByRole('heading', { name: `Account ending ${last4}`, level: 1 })).toBeVisible();
  }

  /** Opens the form, proving who one is where that is asked. */
  async openForm(password: string): Promise<void> {
    await this.page.goto('/account/bank-accounts/new');
    await this.confirm(password);
    await expect(this.page.getByRole('heading', { name: 'Link a bank account' })).toBeVisible();
  }

  /** Enters the password where the site asks for a fresh proof. */
  async confirm(password: string): Promise<void> {
    if (!this.page.url().includes('/confirm')) return;
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Confirm' }).click();
    await expect(this.page).not.toHaveURL(/\/confirm/);
  }

  async link({ holder, routing, number }: TypedAccount): Promise<void> {
    const field = (name: string) => this.page.getByLabel(name, { exact: true });
    await field('Account holder').fill(holder);
    await field('Routing number').fill(routing);
    await field('Account number').fill(number);
    await this.page.getByRole('button', { name: 'Link account' }).click();
  }

  /** The two amounts on the simulated bank's statement of the account that is open. */
  async readDeposits(): Promise<readonly [string, string]> {
    await this.page.getByRole('link', { name: 'simulated bank’s statement' }).click();
    const lines = this.bankLines.filter({ hasText: 'account verification' });
    await expect(lines).toHaveCount(2);
    const amounts = (await lines.locator('td.r').allTextContents()).map((text) => text.replace('+', ''));
    await this.page.getByRole('link', { name: 'Back to the account' }).click();
    await expect(this.page.getByLabel('First amount')).toBeVisible();
    return [amounts[0] ?? '', amounts[1] ?? ''];
  }

  async enter(first: string, second: string): Promise<void> {
    await this.page.getByLabel('First amount').fill(first);
    await this.page.getByLabel('Second amount').fill(second);
    await this.page.getByRole('button', { name: /^Verify account ending/ }).click();
  }
}
