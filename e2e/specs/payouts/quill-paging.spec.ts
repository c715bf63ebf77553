import { expect, test } from '../../fixtures';

test('Quill pages back through twelve months of payouts, each page older than the one before', async ({
  page,
  be,
  payouts,
}) => {
  await be('Quentin Ames');
  await payouts.open();
  await expect(payouts.count).toContainText(/\d+ of \d+ payouts/);
  const first = await payouts.rows.first().getAttribute('id');
  await payouts.older.click();
  await expect(page).toHaveURL(/before=\d+/);
  await expect(payouts.table.locator(`#${first}`)).toHaveCount(0);
  const newest = (await payouts.rows.first().getAttribute('id')) ?? '';
  expect(Number(newest.replace('payout-', ''))).toBeLessThan(Number(first?.replace('payout-', '')));

  await page.goBack();
  await expect(payouts.table.locator(`#${first}`)).toBeVisible();
});

test('a payout opens in place into the statements that it took', async ({ page, be, payouts }) => {
  await be('Quentin Ames');
  await payouts.open();
  await payouts.rows.first().getByRole('link').click();
  await expect(page).toHaveURL(/open=\d+/);
  await expect(payouts.detail.getByRole('heading', { name: /^Statements it took/ })).toBeVisible();
  await expect(payouts.detail).toContainText('Trace reference');
});
