import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../../fixtures';
import { ActivityPage } from '../../pages/activity';
import { makeShops, ownerOf, recordFacts } from '../../support/owing-shops';
// The same `test` as its neighbours': Playwright runs the files of one after those of another, and the clock goes forward only.
import { expect, test } from '../../support/payer';
import { clockSite } from '../../support/site';

/** Nobody works in this shop; in the other a product is edited once it is inactive. */
const IDLE = 'idle';
const BACK = 'brought-back';

/** The clock's day and the day some days after it, "2026-03-14". */
async function dayAfter(days: number, from?: string): Promise<string> {
  const [clock] = await clockSite.sql<{ day: string }>(
    `SELECT to_char(coalesce($1::date, (SELECT now_at FROM clock)::date) + $2::int, 'YYYY-MM-DD') AS day`,
    [from ?? null, days],
  );
  return clock?.day ?? '';
}

/** "17 Mar", as pages write it. */
function shown(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(date);
  return `${date.getUTCDate()}\u00a0${month}`;
}

/** "17 March 2026", as mails write it. */
function mailed(day: string): string {
  const long = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', long).format(new Date(`${day}T00:00:00Z`));
}

const opens = (scenario: string, day: string) => ({
  type: 'shop.opened',
  occurredAt: `${day}T00:00:00Z`,
  marketplace: 'us',
  name: `Shop ${scenario}`,
  registrationType: 'individual',
  registeredName: ownerOf(scenario),
  probation: false,
});

/** Moves the clock by the bar, by weeks and then by days. */
async function passDays(page: Page, days: number): Promise<void> {
  const bar = page.getByRole('region', { name: 'Test clock' });
  for (let left = days; left > 0; ) {
    const step = left >= 7 ? 7 : 1;
    left -= step;
    const before = await bar.textContent();
    await bar.getByRole('button', { name: step === 7 ? '+7 days' : '+1 day' }).click();
    await expect(bar).not.toHaveText(before ?? '');
  }
}

/** Mails to the owner of the idle shop, the newest first. */
async function mails(page: Page): Promise<readonly string[]> {
  await page.goto(`/mailbox?to=pay-${IDLE}`);
  return page.locator('.mail-list b').allTextContents();
}

test('an idle shop: warned on day 25, inactive on 30 with mail, signing in does not help, products removed on 37, banned on 61', async ({
  page,
  signInPage,
}) => {
  const opened = await dayAfter(0);
  const activity = new ActivityPage(page);
  await makeShops(clockSite, { [IDLE]: [opens(IDLE, opened)], [BACK]: [opens(BACK, opened)] });
  await signInPage.signInAs(ownerOf(IDLE));

  await passDays(page, 26);
  await activity.open();
  await expect(activity.standing).toContainText('Active');
  await expect(activity.standing).toContainText(`Nothing was done for 25 days. The shop is inactive at the end of`);
  await expect(activity.standing).toContainText(`${shown(await dayAfter(30, opened))}, in 4 days`);
  await expect(activity.step('You are warned')).toContainText('has come');
  await expect.poll(() => mails(page)).toContain(`Your shop will be inactive on ${mailed(await dayAfter(30, opened))}`);

  await activity.open();
  await passDays(page, 5);
  await activity.open();
  await expect(activity.standing).toContainText('Inactive');
  await expect(activity.standing).toContainText('Nothing was done for 30 days. Its products are removed at the end of');
  await expect.poll(() => mails(page)).toContain('Your shop is inactive');

  // Once it is inactive, signing in alone is recorded and does not count.
  await signInPage.signInAs(ownerOf(IDLE));
  await passDays(page, 1);
  await activity.open();
  await expect(activity.standing).toContainText('Inactive');
  await expect(activity.standing).toContainText('Nothing was done for 31 days');
  await expect(page.getByText('Signing in alone is not enough any more.').first()).toBeVisible();
  await expect(page.getByRole('row', { name: 'signed in' }).first()).toBeVisible();

  // In the other shop a product is edited: it is active again at the end of the day.
  const edited = await dayAfter(0);
  recordFacts(clockSite, BACK, [{ type: 'shop.activity', occurredAt: `${edited}T10:00:00Z`, kind: 'product-edited' }]);
  await passDays(page, 6);
  await activity.open();
  await expect(activity.standing).toContainText('Products removed');
  await expect(activity.standing).toContainText('Nothing was done for 37 days. The shop is banned at the end of');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await signInPage.signInAs(ownerOf(BACK));
  await activity.open();
  await expect(activity.standing).toContainText('Active');
  await expect(page.getByRole('row', { name: '1 edit of products' })).toBeVisible();

  await signInPage.signInAs(ownerOf(IDLE));
  await activity.open();
  await passDays(page, 24);
  recordFacts(clockSite, IDLE, [
    { type: 'shop.activity', occurredAt: `${await dayAfter(0)}T10:00:00Z`, kind: 'product-edited' },
  ]);
  await passDays(page, 1);
  await activity.open();
  await expect(activity.standing).toContainText('Banned');
  await expect(activity.standing).toContainText('The ban stays.');
  await expect.poll(() => mails(page)).toContain('Your shop is banned for inactivity');
});
