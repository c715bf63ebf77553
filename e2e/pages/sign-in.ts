import { expect, type Locator, type Page } from '@playwright/test';

/** The demo's list of people. */
export class SignInPage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Sign in', exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in');
  }

  /** The row of a person: name, seller and state, and what is available. */
  person(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Signs in and waits for the overview. */
  async signInAs(name: string): Promise<void> {
    await this.open();
    await this.person(name).click();
    // Sellers are led to their overview, the marketplace's people to their own pages.
    await expect(this.page).not.toHaveURL(/\/sign-in/);
    await expect(this.page.locator('main h1')).toBeVisible();
  }

  /** Fills in the form of e-mail address and password, and sends it. */
  async sendPassword(email: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** The second step: a code of the authenticator. */
  async sendCode(code: string): Promise<void> {
    await this.page.getByLabel('6 digits').fill(code);
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }
}
