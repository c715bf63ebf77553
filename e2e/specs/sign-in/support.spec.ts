import { expect, test } from '../../fixtures';

const PATHS = [
  '/finances',
  '/finances/statements',
  '/finances/statements/1',
  '/finances/payouts',
  '/finances/bills',
  '/finances/negative-balance',
];
const AMOUNT = /[−+$]?\d[\d,]*\.\d{2}(?!\d)/;

test('Milo Dent of support sees no amount on any page, and is told which role he needs', async ({
  page,
  signInPage,
}) => {
  await signInPage.signInAs('Milo Dent');
  for (const path of PATHS) {
    await page.goto(path);
    await expect(page.getByText('Your role is support.')).toBeVisible();
    await expect(page.locator('.shell'), path).not.toContainText(AMOUNT);
  }
});

test.describe('exports', () => {
  test.use({ expectedStatus: 403 });

  test('Milo Dent of support is refused the exports', async ({ page, signInPage }) => {
    await signInPage.signInAs('Milo Dent');
    for (const path of ['/finances/statements/export', '/finances/payouts/export', '/finances/statements/1/export']) {
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBe(403);
      expect(await answer.text(), path).not.toMatch(AMOUNT);
    }
  });
});
