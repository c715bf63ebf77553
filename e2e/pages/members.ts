import { expect, type Locator, type Page } from '@playwright/test';

/** The members of a seller. */
export class MembersPage {
  readonly heading: Locator;
  readonly people: Locator;
  readonly invitations: Locator;
  readonly form: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Members', level: 1 });
    this.people = page.getByRole('table', { name: /^Members of/ });
    this.invitations = page.getByRole('table', { name: 'Open invitations' });
    this.form = page.locator('#rights');
  }

  async open(): Promise<void> {
    await this.page.goto('/account/members');
    await expect(this.heading).toBeVisible();
  }

  /** The row of a person, or of an address. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('row', { name });
  }

  /** Proves with the demo's password who one is, and comes back. */
  async confirm(password: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Confirm' }).click();
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Confirm' }).click();
    await expect(this.form).toBeVisible();
  }

  /** Invites somebody with a role, to the shops that are named or to all. */
  async invite(email: string, role: string, shops: readonly string[] = []): Promise<void> {
    await this.form.getByLabel('E-mail address').fill(email);
    await this.form.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
    if (shops.length > 0) await this.form.getByRole('radio', { name: 'Only these' }).check();
    for (const shop of shops) await this.form.getByRole('checkbox', { name: shop }).check();
    await this.form.getByRole('button', { name: 'Send invitation' }).click();
    await expect(this.page.getByText('The invitation is on its way.')).toBeVisible();
  }
}
