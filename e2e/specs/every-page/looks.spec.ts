import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../../fixtures';

/** Pages with what is hard on them: Ivy owes, Mara has members and several shops. */
const PAGES = [
  ['Ivy Hart', '/finances'],
  ['Ivy Hart', '/finances/statements'],
  ['Ivy Hart', '/finances/statements/13'],
  ['Ivy Hart', '/finances/payouts?open=11'],
  ['Ivy Hart', '/finances/payout-schedule'],
  ['Ivy Hart', '/finances/on-hold'],
  ['Ivy Hart', '/finances/reserves'],
  ['Ivy Hart', '/finances/bills'],
  ['Ivy Hart', '/finances/negative-balance'],
  ['Ivy Hart', '/health'],
  ['Ivy Hart', '/health/activity'],
  ['Mara Low', '/inbox'],
  ['Mara Low', '/shops'],
  ['Mara Low', '/account/alerts'],
  ['Mara Low', '/account/notifications'],
  ['Mara Low', '/account/webhooks'],
  ['Mara Low', '/account/bank-accounts'],
  ['Mara Low', '/account/members'],
  ['Mara Low', '/account/audit-log'],
  ['Mara Low', '/account/security'],
  ['Mara Low', '/confirm?back=/account/members'],
  ['Mara Low', '/mailbox'],
  ['Mara Low', '/policies'],
  ['Lena Voss', '/ops'],
  ['Lena Voss', '/ops/shops'],
  ['Lena Voss', '/ops/statements?status=pending'],
  ['Lena Voss', '/ops/payouts?open=sable/3'],
  ['Lena Voss', '/ops/shops/ivy'],
  ['Lena Voss', '/ops/shops/ivy/facts'],
  ['Lena Voss', '/ops/shops/rook/holds'],
  ['Lena Voss', '/ops/shops/ivy/on-hold'],
  ['Lena Voss', '/ops/shops/rook/account'],
  ['Lena Voss', '/ops/shops/ivy/journal'],
  ['Lena Voss', '/ops/shops/ivy/notes'],
  ['Lena Voss', '/ops/shops/marlow-outdoor/bills?open=MARLOW-BILL-1'],
  ['Lena Voss', '/ops/matching?q=40.00'],
  ['Lena Voss', '/ops/runs'],
  ['Lena Voss', '/ops/runs?tab=jobs'],
  ['Lena Voss', '/ops/invariants'],
  ['Lena Voss', '/ops/policies'],
  ['Lena Voss', '/ops/policies/us/new'],
  ['Lena Voss', '/ops/audit-log'],
  ['Lena Voss', '/ops/appeals'],
  ['Lena Voss', '/ops/matching'],
  ['Lena Voss', '/ops/matching?tab=facts'],
  ['Lena Voss', '/ops/matching?tab=returns'],
  ['Lena Voss', '/ops/matching/lines/1'],
  ['Lena Voss', '/ops/reconciliation'],
  ['Lena Voss', '/ops/decisions'],
  ['Lena Voss', '/ops/decisions/new'],
  ['Lena Voss', '/ops/decisions/new?shop=ivy&kind=reserve-level&level=0&preview=1'],
  ['Lena Voss', '/ops/shops/ivy/statements/13?version=1'],
] as const;

/** Wide and light, then dark, then as on a phone, then as on the narrowest: all by style sheets, so the page is loaded once. */
async function expectGoodLooks(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  // A colour on its way from light to dark has neither's contrast.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expect(page.locator('.skel')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  // At the same width nothing but colours is another.
  await expectAccessible(page, 'color-contrast');
  await page.setViewportSize({ width: 390, height: 900 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 320, height: 900 });
  await expectNoSidewaysScroll(page);
}

for (const [person, path] of PAGES) {
  test(`${path} is accessible and nothing hangs over its side: 1440 px light and dark, 390 and 320 px`, async ({
    page,
    be,
  }) => {
    await be(person);
    await page.goto(path);
    await expectGoodLooks(page);
  });
}

test('/sign-in is accessible and nothing hangs over its side: 1440 px light and dark, 390 and 320 px', async ({
  page,
  signInPage,
}) => {
  await signInPage.open();
  await expect(signInPage.heading).toBeVisible();
  await expectGoodLooks(page);
});
