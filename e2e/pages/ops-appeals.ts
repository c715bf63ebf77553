import type { Locator, Page } from '@playwright/test';

/** The marketplace's queue of appeals, and one of them. */
export class OpsAppealsPage {
  readonly waiting: Locator;
  readonly decided: Locator;
  readonly standing: Locator;
  readonly decision: Locator;
  readonly reason: Locator;

  constructor(private readonly page: Page) {
    this.waiting = page.getByRole('region', { name: 'Waiting', exact: true });
    this.decided = page.getByRole('region', { name: 'Decided', exact: true });
    this.standing = page.getByRole('region', { name: 'Where the shop stands', exact: true });
    this.decision = page.getByRole('region', { name: 'Decision', exact: true });
    this.reason = this.decision.getByRole('textbox', { name: 'Reason, for the seller' });
  }

  async open(): Promise<void> {
    await this.page.goto('/ops/appeals');
  }

  /** Signs in as one of the marketplace's people. */
  async signInAs(name: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByRole('button', { name }).click();
    await this.page.waitForURL(/\/ops(\/|$)/);
  }
}
