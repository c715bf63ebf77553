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
    await expect(this.page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  }
}
