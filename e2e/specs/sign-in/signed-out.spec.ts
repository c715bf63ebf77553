import { expect, test } from '../../fixtures';

const PATHS = ['/', '/finances', '/finances/statements', '/finances/statements/13', '/finances/payouts'];

for (const path of PATHS) {
  test(`who is not signed in and opens ${path} is sent to the sign-in page`, async ({ page, signInPage }) => {
    await page.goto(path);
    await expect(page).toHaveURL('/sign-in');
    await expect(signInPage.heading).toBeVisible();
  });
}

test('after signing out the pages are closed again', async ({ page, signInPage, overview }) => {
  await signInPage.signInAs('Ivy Hart');
  await overview.signOut();
  await expect(signInPage.heading).toBeVisible();
  await overview.open();
  await expect(page).toHaveURL('/sign-in');
});
