import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../../fixtures';

const PATHS = [
  '/finances',
  '/finances/statements',
  '/finances/statements/13',
  '/finances/payouts?open=11',
  '/finances/on-hold',
  '/finances/reserves',
  '/finances/bills',
  '/finances/negative-balance',
  '/health',
];

const LOOKS = [
  { name: '1440 px, light', width: 1440, colorScheme: 'light' },
  { name: '1440 px, dark', width: 1440, colorScheme: 'dark' },
  { name: '390 px, light', width: 390, colorScheme: 'light' },
] as const;

for (const { name, width, colorScheme } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    for (const path of PATHS) {
      test(`${path} at ${name}: accessible, and nothing hangs over the side`, async ({ page, be }) => {
        await be('Ivy Hart');
        await page.goto(path);
        await expect(page.locator('.skel')).toHaveCount(0);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        if (width === 390) {
          await page.setViewportSize({ width: 320, height: 900 });
          await expectNoSidewaysScroll(page);
        }
      });
    }

    test(`/sign-in at ${name}: accessible, and nothing hangs over the side`, async ({ page, signInPage }) => {
      await signInPage.open();
      await expect(signInPage.heading).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  });
}
