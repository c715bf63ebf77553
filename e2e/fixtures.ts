import { AxeBuilder } from '@axe-core/playwright';
import { test as base, type Cookie, expect, type Page } from '@playwright/test';
import { BankAccountsPage } from './pages/bank-accounts';
import { BillsPage } from './pages/bills';
import { NegativeBalancePage } from './pages/negative-balance';
import { OnHoldPage } from './pages/on-hold';
import { OverviewPage } from './pages/overview';
import { PayoutsPage } from './pages/payouts';
import { ReservesPage } from './pages/reserves';
import { SecurityPage } from './pages/security';
import { SignInPage } from './pages/sign-in';
import { StatementPage } from './pages/statement';
import { StatementsPage } from './pages/statements';

interface Options {
  /** The one refusal that a spec asks for, such as 404; the browser's line about it is then no error. */
  readonly expectedStatus: number | null;
}

interface Fixtures {
  /** Nothing went wrong behind the page: no console error, no uncaught error, no answer of 500 or more. */
  readonly quiet: undefined;
  /** Makes the browser the person's, without a page open: the sign-in page is asked once for each person. */
  readonly be: (person: string) => Promise<void>;
  readonly signInPage: SignInPage;
  readonly overview: OverviewPage;
  readonly statements: StatementsPage;
  readonly statement: StatementPage;
  readonly payouts: PayoutsPage;
  readonly onHold: OnHoldPage;
  readonly reserves: ReservesPage;
  readonly bills: BillsPage;
  readonly bankAccounts: BankAccountsPage;
  readonly negativeBalance: NegativeBalancePage;
  readonly security: SecurityPage;
}

/** Collects what a page complains about. */
function watch(page: Page, expectedStatus: number | null): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isExpected = message.text().includes(`responded with a status of ${expectedStatus} `);
    if (message.type() === 'error' && !isExpected) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    const isOurs = new URL(response.url()).hostname === 'localhost';
    if (isOurs && response.status() >= 500) complaints.push(`${response.status()} for ${response.url()}`);
  });
  return complaints;
}

/** Sessions of people who signed in before, in this worker. */
const sessions = new Map<string, readonly Cookie[]>();

export const test = base.extend<Options & Fixtures>({
  expectedStatus: [null, { option: true }],
  quiet: [
    async ({ page, expectedStatus }, use) => {
      const complaints = watch(page, expectedStatus);
      await use(undefined);
      expect(complaints, 'what went wrong behind the page').toEqual([]);
    },
    { auto: true },
  ],
  be: async ({ page, context, signInPage }, use) => {
    await use(async (person) => {
      const session = sessions.get(person);
      await context.clearCookies();
      if (session !== undefined) return context.addCookies(session);
      await signInPage.signInAs(person);
      await page.goto('about:blank');
      sessions.set(person, await context.cookies());
    });
  },
  signInPage: async ({ page }, use) => use(new SignInPage(page)),
  overview: async ({ page }, use) => use(new OverviewPage(page)),
  statements: async ({ page }, use) => use(new StatementsPage(page)),
  statement: async ({ page }, use) => use(new StatementPage(page)),
  payouts: async ({ page }, use) => use(new PayoutsPage(page)),
  onHold: async ({ page }, use) => use(new OnHoldPage(page)),
  reserves: async ({ page }, use) => use(new ReservesPage(page)),
  bills: async ({ page }, use) => use(new BillsPage(page)),
  bankAccounts: async ({ page }, use) => use(new BankAccountsPage(page)),
  negativeBalance: async ({ page }, use) => use(new NegativeBalancePage(page)),
  security: async ({ page }, use) => use(new SecurityPage(page)),
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 A and AA that axe can see, by all its rules or one; what it finds is named with its element. */
export async function expectAccessible(page: Page, rule?: string): Promise<void> {
  // No page of ours holds another's, so axe need not open a second page for what it found in frames: that is half its time.
  // Nor does it describe every element that is in order.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rule === undefined ? axe.withTags(WCAG) : axe.withRules(rule)).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
  expect(found, 'accessibility').toEqual([]);
}

/** The page itself does not scroll sideways: tables that are too wide do so inside themselves. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, 'width of the page').toBeLessThanOrEqual(window);
}

export { expect };
