import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../../fixtures';

const IVY = 'ivy@ivy.example';

test('Ivy Hart signs in by e-mail address and password', async ({ page, signInPage }) => {
  await signInPage.open();
  await signInPage.sendPassword(IVY, DEMO_PASSWORD);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('a wrong password says so, keeps the address, and signs nobody in', async ({ page, signInPage }) => {
  await signInPage.open();
  await signInPage.sendPassword(IVY, 'not her password');
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(IVY);
  await expectAccessible(page);
  await page.goto('/finances');
  await expect(page).toHaveURL('/sign-in');
});

test('what is no address is said beside its field', async ({ page, signInPage }) => {
  await signInPage.open();
  await signInPage.sendPassword('ivy', 'x');
  await expect(page.getByText('Enter an e-mail address.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveAccessibleDescription('Enter an e-mail address.');
});

for (const path of ['/sign-in', '/forgot-password', '/reset-password?token=none']) {
  test(`${path} is accessible, and fits a phone of 320 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('Ivy Hart signs in, and a wrong password is told to her', async ({ page, signInPage }) => {
    await signInPage.open();
    await signInPage.sendPassword(IVY, 'not her password');
    await expect(page.getByText('do not belong together')).toBeVisible();
    await signInPage.sendPassword(IVY, DEMO_PASSWORD);
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  });
});
