import { expect, test } from '../../fixtures';

test.beforeEach(async ({ be, overview }) => {
  await be('Ivy Hart');
  await overview.open();
});

test('the banner says what Ivy owes, −87.40 + 50.00 = −37.40, why, and what covers it', async ({ overview }) => {
  await expect(overview.banner).toContainText('Your balance is negative: −$37.40');
  await expect(overview.banner).toContainText('Order IV-10482 was refunded');
  await expect(overview.banner).toContainText('order IV-10497 covers it on Tue 17 Mar');
});

test('the next payout is 53.58 − 37.40 = 16.18 on Wed 18 Mar', async ({ overview }) => {
  const sum = overview.nextPayout.getByRole('table', { name: 'Expected payout' });
  await expect(sum.getByRole('row', { name: /IV-10497 settles/ })).toContainText('+53.58');
  await expect(sum.getByRole('row', { name: 'Covers what you owe' })).toContainText('−37.40');
  await expect(sum.getByRole('row', { name: 'Expected payout Wed 18 Mar' })).toContainText('$16.18');
});

test('the balance is −37.40 available + 0.00 in transit + 3.96 reserved + 56.40 on hold = 22.96', async ({
  overview,
}) => {
  const balance = overview.section('Balance');
  for (const amount of ['−37.40', '3.96', '56.40', '$22.96']) {
    await expect(balance.getByText(amount, { exact: true }).first()).toBeVisible();
  }
});

test('the calendar and the trend open into tables of the same figures', async ({ overview }) => {
  const trend = overview.section('Settled and paid out');
  await trend.locator('summary', { hasText: 'Table' }).click();
  await expect(trend.getByRole('row', { name: /9 Mar/ })).toContainText('−8.16');
  await expect(trend.getByRole('row', { name: /9 Mar/ })).toContainText('75.28');

  const calendar = overview.section('Cash calendar');
  await calendar.locator('summary', { hasText: 'Table' }).click();
  await expect(calendar.getByRole('row', { name: /18 Mar/ })).toContainText('16.18');
});

test('where the money went is a table that ends at −37.40', async ({ overview }) => {
  const table = overview.section('Where the money went').getByRole('table');
  await expect(table.getByRole('row').last()).toContainText('You owe−$37.40');
});

test('the banner leads to the statement that is still open', async ({ page, overview, statements }) => {
  await overview.banner.getByRole('link', { name: 'View details' }).click();
  await expect(statements.heading).toBeVisible();
  await expect(page).toHaveURL(/status=pending&reason=negative-balance/);
  await expect(statements.rows).toHaveCount(1);
});
