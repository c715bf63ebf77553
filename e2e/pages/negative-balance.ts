import type { Locator, Page } from '@playwright/test';

/** The page that says why the balance is negative, and on which one chooses what to pay. */
export class NegativeBalancePage {
  readonly heading: Locator;
  readonly chain: Locator;
  readonly choices: Locator;
  readonly ladder: Locator;
  /** The panel with the choices. */
  readonly panel: Locator;
  readonly all: Locator;
  readonly selected: Locator;
  readonly other: Locator;
  readonly amount: Locator;
  /** What the choice clears and what follows. */
  readonly outcome: Locator;
  readonly error: Locator;
  readonly pay: Locator;
  /** Without JavaScript: shows what the choice clears. */
  readonly show: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Negative balance', level: 1 });
    this.chain = page.getByRole('region', { name: 'Why it is negative' });
    this.choices = page.getByRole('table', { name: /^What each choice does/ });
    this.ladder = page.getByRole('region', { name: 'If you wait' });
    this.panel = page.locator('#pay');
    this.all = this.panel.getByRole('radio', { name: /^All that/ });
    this.selected = this.panel.getByRole('radio', { name: /^Selected statements/ });
    this.other = this.panel.getByRole('radio', { name: /^Another amount/ });
    this.amount = this.panel.getByRole('textbox', { name: /^Another amount/ });
    this.outcome = this.panel.getByRole('table', { name: /^What follows/ });
    this.error = this.panel.locator('.err');
    this.pay = this.panel.getByRole('button', { name: /^Continue to payment/ });
    this.show = this.panel.getByRole('button', { name: 'Show what it clears' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/finances/negative-balance${query}`);
  }

  /** The bar of a debt, by its words: "0.00 left". */
  bar(words: string | RegExp): Locator {
    return this.panel.getByRole('img', { name: words });
  }
}
