import { expect, test } from '../../fixtures';

test('support sees no bank account, and no form to link one', async ({ page, be }) => {
  await be('Milo Dent');
  await page.goto('/account/bank-accounts');
  await expect(page.locator('main')).toContainText('You cannot see bank accounts');
  await page.goto('/account/bank-accounts/new');
  await expect(page.locator('main')).toContainText('Only an owner can link a bank account');
  await expect(page.getByLabel('Account number', { exact: true })).toHaveCount(0);
});

test.describe('another shop’s account', () => {
  test.use({ expectedStatus: 404 });
  test('is no different from none', async ({ page, be }) => {
    await be('Ivy Hart');
    const answer = await page.goto('/account/bank-accounts/sable-7714');
    expect(answer?.status()).toBe(404);
    await expect(page.locator('main')).not.toContainText('7714');
  });
});
