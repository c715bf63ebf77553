import { expect, type Locator, type Page } from '@playwright/test';
import { proveFirst } from './prove-first';

/** Decisions of the marketplace's people: the list, a new one, and one of them. */
export class OpsDecisionsPage {
  readonly waiting: Locator;
  readonly changes: Locator;
  readonly about: Locator;
  readonly led: Locator;
  readonly decide: Locator;
  readonly problem: Locator;

  constructor(private readonly page: Page) {
    this.waiting = page.getByRole('region', { name: 'Waiting', exact: true });
    this.changes = page.getByRole('region', { name: 'What changes', exact: true });
    this.about = page.getByRole('region', { name: 'About it', exact: true });
    this.led = page.getByRole('region', { name: 'What it led to', exact: true });
    this.decide = page.getByRole('region', { name: 'Decide', exact: true });
    this.problem = page.locator('.summary[role=alert]');
  }

  /** From the choice of shop and kind to the preview. */
  async preview(
    shop: string,
    kind: string,
    choose: (page: Page) => Promise<unknown> = async () => null,
  ): Promise<void> {
    await this.page.goto('/ops/decisions/new');
    await this.page.getByLabel('Shop', { exact: true }).fill(shop);
    await this.page.getByLabel('What to decide').selectOption({ label: kind });
    await this.page.getByRole('button', { name: 'Continue' }).click();
    await choose(this.page);
    await this.page.getByRole('button', { name: 'Preview what changes' }).click();
    await expect(this.changes).toBeVisible();
  }

  /** Gives the reason and proposes what is previewed, proving who one is where that is asked. */
  async propose(reason: string): Promise<string> {
    await this.prove('Confirm that it is you');
    await this.page.getByLabel('Reason, for the seller').fill(reason);
    await this.page.getByRole('button', { name: /^(Propose|Do it now): / }).click();
    await this.page.waitForURL(/\/ops\/decisions\/dcs_/);
    return this.page.url();
  }

  /** Enters the password where the page asks for a fresh proof. */
  prove(link: string): Promise<void> {
    return proveFirst(this.page, link);
  }
}
