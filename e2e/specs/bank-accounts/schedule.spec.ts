import { expect, expectAccessible, test } from '../../fixtures';

test('Quill is paid daily, and from Saturday 28 March on monthly on day 1: 1 April, 1 May, 1 June', async ({
  page,
  be,
}) => {
  await be('Quentin Ames');
  await page.goto('/finances/payout-schedule');
  const inForce = page.getByRole('region', { name: 'Your next payout days' });
  await expect(inForce).toContainText('Daily schedule');
  await page.getByRole('radio', { name: /^Every month/ }).check();
  await expect(page.locator('.opt', { has: page.getByRole('radio', { name: /^Every month/ }) })).toContainText(
    'Wed 1 Apr · Fri 1 May · Mon 1 Jun',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(inForce).toContainText('Monthly schedule, on day 1');
  await expect(inForce.getByRole('listitem')).toHaveText(['Wed 1 Apr', 'Fri 1 May', 'Mon 1 Jun']);
  await expectAccessible(page);
});
