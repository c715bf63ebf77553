import type { Locator, Page } from '@playwright/test';

/** Where a bill is paid: the cashier, what became of the payment, and what to send by bank. */
export class CashierPage {
  /** The one figure of each page, with what it is of. */
  readonly heading: Locator;
  readonly methods: Locator;
  readonly payButton: Locator;
  /** What went another way, as a banner: declined, another amount, no card added. */
  readonly problem: Locator;
  /** What the form was refused with. */
  readonly refusal: Locator;
  /** How far the bill is. */
  readonly steps: Locator;
  /** Where it stands, beside its other facts. */
  readonly status: Locator;
  readonly continueAtBank: Locator;
  readonly payAnotherWay: Locator;
  readonly backToBill: Locator;
  readonly receipt: Locator;
  readonly transfer: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { level: 1 });
    this.methods = main.getByRole('group', { name: 'Method' }).getByRole('radio');
    this.payButton = main.locator('form.till-pay button[type=submit]');
    this.problem = main.locator('.banner');
    this.refusal = main.locator('.summary');
    this.steps = main.getByRole('list', { name: 'Steps of this bill' }).getByRole('listitem');
    this.status = main.getByRole('region', { name: 'Bill', exact: true }).locator('.chip');
    this.continueAtBank = main.getByRole('link', { name: 'Continue with your bank' });
    this.payAnotherWay = main.getByText('Pay another way', { exact: true });
    this.backToBill = main.getByRole('link', { name: 'Back to finances' });
    this.receipt = main.getByRole('link', { name: 'Receipt' });
    this.transfer = main.getByRole('region', { name: 'What to send' });
  }

  async open(bill: string, part: '' | '/result' | '/transfer' = ''): Promise<void> {
    await this.page.goto(`/cashier/${bill}${part}`);
  }

  /** The bill that the open page is of, from its address. */
  billInAddress(): string {
    return /\/cashier\/([\w-]+)/.exec(new URL(this.page.url()).pathname)?.[1] ?? '';
  }

  /** Another way than a saved card. */
  method(way: 'Add a card' | 'Bank transfer'): Locator {
    return this.methods.and(this.page.getByRole('radio', { name: way }));
  }

  card(last4: string): Locator {
    return this.methods.and(this.page.getByRole('radio', { name: `Card ending ${last4}` }));
  }

  /** Pays with a saved card, up to where that leads: the result, or the page of the bank. */
  async payWithCard(last4: string): Promise<void> {
    await this.card(last4).check();
    await this.payButton.click();
  }

  /** Goes to the provider's page for a new card. */
  async addCard(): Promise<void> {
    await this.method('Add a card').check();
    await this.payButton.click();
  }

  /** Goes to what has to be sent by bank. */
  async payByTransfer(): Promise<void> {
    await this.method('Bank transfer').check();
    await this.payButton.click();
    await this.page.waitForURL('**/transfer');
  }

  /** The reference that the transfer has to carry. */
  async reference(): Promise<string> {
    const value = this.transfer.locator('dt', { hasText: 'Reference' }).locator('xpath=following-sibling::dd');
    return ((await value.locator('.id').textContent()) ?? '').trim();
  }

  /** Removes a saved card, or has it offered first. */
  async changeCard(last4: string, change: 'Remove' | 'Offer first'): Promise<void> {
    await this.page.getByText('Saved cards', { exact: true }).click();
    await this.page.getByRole('button', { name: new RegExp(`^${change}.*${last4}$`) }).click();
  }
}
