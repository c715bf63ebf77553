import { expect, type Locator, type Page } from '@playwright/test';

/** One's own security page, and the setting up of two-factor. */
export class SecurityPage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Security', level: 1 });
  }

  async open(): Promise<void> {
    await this.page.goto('/account/security');
    await expect(this.heading).toBeVisible();
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /** The browsers that are signed in, this one first. */
  get browsers(): Locator {
    return this.section('Where you are signed in').getByRole('listitem');
  }

  /** Begins with two-factor. @returns the key that the page shows for typing */
  async beginTwoFactor(password: string): Promise<string> {
    await this.section('Two-factor').getByLabel('Your password').fill(password);
    await this.section('Two-factor').getByRole('button', { name: 'Set up two-factor' }).click();
    await expect(this.page.getByRole('img', { name: /key for your authenticator/ })).toBeVisible();
    return (await this.page.locator('.copy .id').textContent()) ?? '';
  }

  /** Enters the first code. @returns the recovery codes, which are shown once */
  async finishTwoFactor(code: string): Promise<readonly string[]> {
    await this.page.getByLabel('6 digits').fill(code);
    await this.page.getByRole('button', { name: 'Turn two-factor on' }).click();
    const codes = this.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    return codes.allInnerTexts();
  }
}
