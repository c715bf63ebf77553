import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { expect, expectAccessible, test } from '../../fixtures';

test('who is asked who they are gives the password, and is led back', async ({ page, signInPage }) => {
  await signInPage.signInAs('Quentin Ames');
  await page.goto('/confirm?back=/finances/payouts');
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill('not his password');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL('/finances/payouts');
});

test('the way back leads to no other site', async ({ page, signInPage }) => {
  await signInPage.signInAs('Quentin Ames');
  await page.goto('/confirm?back=//elsewhere.example/finances');
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL('/finances');
});
